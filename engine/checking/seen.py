"""One figure with what is known beside it; every question is answered once for all figures that it concerns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from engine.checking.due import Due, due
from engine.checking.expected import expected
from engine.checking.hidiroglou_berthelot import Change, changes
from engine.checking.usual import Percentages, Usual
from engine.checking.world import Name, World
from engine.lint.walk import Hints
from engine.model.day import due_day
from engine.model.diagnostic import Place
from engine.model.observation import Observation, Status
from engine.written import COMPARABLE, Scale, Span


class Copies(NamedTuple):
    """Rows of one key: how many, how many different figures they give, where the first two stand, who gave them."""

    rows: int
    figures: int
    places: tuple[Place, ...] = ()
    reporters: tuple[str, ...] = ()


Rows = tuple[int, tuple[str, ...], dict[str, tuple[int, list[Place]]]]
"""How many different figures a key has, who reports it, and reporter → its rows, and the places of the first two."""

NOBODY = " "
"""Reporter of rows that name none."""


class Beside:
    """What figures have in common: what is expected, what is due, how others changed, which names are alike."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._changes: dict[tuple[str, str, int], Mapping[str, Change]] = {}
        self.percentages = Percentages(world)
        self.indicators, self.places = Hints(world.catalog.indicator), Hints(world.catalog.places)
        self._copies: dict[tuple[Name, int, Status], Rows] = {}

    @cached_property
    def required(self) -> frozenset[tuple[str, str, int]]:
        """Indicator, jurisdiction and year of each figure expected."""
        return frozenset((e.indicator.id, e.jurisdiction, e.year) for e in expected(self.world))

    @cached_property
    def due(self) -> Mapping[tuple[str, str, int], Due]:
        """Targets by indicator, jurisdiction and the year in which they are due; of several the first."""
        return {(d.indicator.id, d.place, d.year): d for d in reversed(list(due(self.world)))}

    def changes(self, indicator: str, parent: str, year: int) -> Mapping[str, Change]:
        """How each jurisdiction below `parent` changed against the year before."""
        key = (indicator, parent, year)
        if key not in self._changes:
            self._changes[key] = changes(dict(self._pairs(*key)))
        return self._changes[key]

    def _pairs(self, indicator: str, parent: str, year: int) -> list[tuple[str, tuple[Decimal, Decimal]]]:
        """Jurisdictions with comparable figures of both years."""
        found = []
        for place in self.world.beside.get((indicator, parent, year), ()):
            two = [self.world.figure(indicator, place, y) for y in (year - 1, year)]
            before, now = (self.comparable(o) for o in two)
            if before is not None and now is not None:
                found.append((place, (before, now)))
        return found

    def comparable(self, o: Observation | None) -> Decimal | None:
        """A figure in its indicator's unit, unless there is none or it is published as a mere bound."""
        return self.world.scales[o.indicator].value(o) if o and o.bound in COMPARABLE else None

    def copies(self, key: tuple[Name, int, Status], reporter: str) -> Copies:
        """The rows of one key; of several that say the same, those of one reporter or of nobody named."""
        rows = self.world.copies[key]
        if len(rows) == 1:
            return Copies(1, 1)
        if key not in self._copies:
            self._copies[key] = self._rows(rows)
        figures, reporters, of = self._copies[key]
        wanted = [""] if figures > 1 or not reporter else [reporter, NOBODY]
        found = [of[name] for name in wanted if name in of]
        places = tuple(sorted(p for _, places in found for p in places)[:2])
        return Copies(sum(n for n, _ in found), figures, places, reporters)

    def _rows(self, rows: Sequence[Observation]) -> Rows:
        """Different figures of one key, and its rows by reporter, counted once for all of them; all of them as ''."""
        places: dict[str, list[Place]] = {}
        for o in rows:
            places.setdefault(self.world.reporter(o) or NOBODY, []).append(o.place)
            places.setdefault("", []).append(o.place)
        reporters = tuple(sorted(places.keys() - {"", NOBODY}))
        of = {name: (len(found), sorted(found)[:2]) for name, found in places.items()}
        return len(set(map(self.said, rows))), reporters, of

    def said(self, o: Observation) -> tuple[object, ...]:
        """What a row says, however its unit is written."""
        scale = self.world.scales.get(o.indicator)
        if scale is None or scale.factor(o.unit) is None:
            return o.state, o.bound, o.value, o.unit
        return o.state, o.bound, scale.value(o)


class Seen:
    """One figure; all numbers in its indicator's unit."""

    __slots__ = ("_change", "beside", "indicator", "key", "name", "o", "place", "scale", "value", "world", "years")

    def __init__(self, beside: Beside, o: Observation) -> None:
        world = beside.world
        self.beside, self.world, self.o = beside, world, o
        self.name = world.name(o)
        self.place = self.name[1]
        self.key = (o.indicator, self.place, o.year)
        self.indicator = world.catalog.indicator.get(o.indicator)
        self.scale: Scale | None = world.scales.get(o.indicator)
        self.years = world.known[self.name]
        self.value = self.scale.value(o) if self.scale else None
        self._change: Change | Literal[False] | None = False

    def comparable(self, o: Observation | None) -> Decimal | None:
        """Another year's figure, where it is one that can be held against this one."""
        return self.beside.comparable(o) if self.scale else None

    def rests_on_earlier(self, field: str) -> bool:
        """Whether a field looks at a figure that was accepted before."""
        return field in OF_ACCEPTED or (field in RESTS_ON and self.world.any_earlier(RESTS_ON[field](self)))

    @property
    def compared(self) -> list[Observation | None]:
        """Figures of both years of the jurisdictions that the change is held against."""
        places = (
            self.beside.changes(self.o.indicator, self.world.parent[self.place], self.o.year) if self.change else ()
        )
        return [self.world.figure(self.o.indicator, p, y) for p in places for y in (self.o.year - 1, self.o.year)]

    def span(self, o: Observation | None) -> Span | None:
        """What a figure of the series may be; None where there is none."""
        return self.scale.span(o) if self.scale and o else None

    @property
    def prevails(self) -> bool:
        """Whether this is the figure that counts for its year."""
        return self.years.get(self.o.year) is self.o

    @property
    def latest(self) -> Observation | None:
        """The figure of the latest year before this one."""
        reported = [y for y, o in self.years.items() if y < self.o.year and o.state == "reported"]
        return self.years[max(reported)] if reported else None

    @property
    def usual(self) -> Usual | None:
        """What a percentage is held against to tell a fraction."""
        return self.beside.percentages.usual(self.o, self.latest)

    @property
    def former(self) -> Observation | None:
        """The final figure that this one takes the place of: accepted before, or beside a revision in these files.

        What a revision beside it has outdated takes the place of nothing.
        """
        revised = self.o.status is Status.REVISED
        if not revised and (self.name, self.o.year, Status.REVISED) in self.world.copies:
            return None
        before = self.world.before.get(self.name, {}).get(self.o.year)
        beside = self.world.copies.get((self.name, self.o.year, Status.FINAL), ()) if revised else ()
        return next((o for o in (before, *beside) if o and o.state != "missing"), None)

    @property
    def copies(self) -> Copies:
        """All rows of these files for the same key and status that are not empty; an empty one is like no other."""
        if self.o.state == "missing":
            return Copies(1, 1)
        return self.beside.copies((self.name, self.o.year, self.o.status), self.world.reporter(self.o))

    @property
    def due_day(self) -> date | None:
        """Day by which figures of the year are due."""
        return due_day(self.o.year, self.world.office.figures_due)

    @property
    def change(self) -> Change | None:
        """The change against last year among the jurisdictions beside, of the figure that prevails."""
        if self._change is False:
            parent = self.world.parent.get(self.place)
            compared = parent and self.scale and not self.o.case and self.prevails
            found = self.beside.changes(self.o.indicator, parent, self.o.year) if parent and compared else {}
            self._change = found.get(self.place)
        return self._change


OF_ACCEPTED = frozenset({"has_final", "reported_before"})
"""Fields that speak of nothing but figures accepted before."""

RESTS_ON: Mapping[str, Callable[[Seen], Iterable[Observation | None]]] = {
    **dict.fromkeys(("previous", "was_not_applicable", "same_as_previous"), lambda s: [s.years.get(s.o.year - 1)]),
    **dict.fromkeys(("last_known", "last_lowest", "last_provisional", "last_year", "usual"), lambda s: [s.latest]),
    **dict.fromkeys(("revised_from", "difference", "differs", "same_reporter"), lambda s: [s.former]),
    **dict.fromkeys(("peers", "effect", "effect_median", "effect_low", "effect_high"), lambda s: s.compared),
    **dict.fromkeys(("usual_ratio", "ratio"), lambda s: s.compared),
}
"""Field → the other figures that it looks at."""
