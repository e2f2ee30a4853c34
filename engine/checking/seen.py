"""One figure with what is known beside it; every question is answered once for all figures that it concerns."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from engine.checking.due import Due, due
from engine.checking.expected import expected
from engine.checking.hidiroglou_berthelot import Change, changes
from engine.checking.world import World
from engine.checking.written import COMPARABLE, Scale
from engine.lint.walk import hint
from engine.model.observation import Observation
from engine.model.text import Text


class Beside:
    """What figures have in common: what is expected, what is due, how others changed, which names are alike."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._changes: dict[tuple[str, str, int], Mapping[str, Change]] = {}
        self._hints: dict[str, Text] = {}

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

    def hint(self, name: str, known: Mapping[str, object] | frozenset[str]) -> Text:
        """The closest known name."""
        if name not in self._hints:
            self._hints[name] = hint(name, sorted(known))
        return self._hints[name]


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

    @property
    def latest(self) -> Observation | None:
        """The figure of the latest year before this one."""
        reported = [y for y, o in self.years.items() if y < self.o.year and o.state == "reported"]
        return self.years[max(reported)] if reported else None

    @property
    def accepted(self) -> Decimal | None:
        """The final figure that was accepted before for the same key."""
        return self.comparable(self.world.before.get(self.name, {}).get(self.o.year))

    @property
    def others(self) -> list[Observation]:
        """Other rows of these files for the same key and status."""
        all_of_them = self.world.copies[self.name, self.o.year, self.o.status]
        return [o for o in all_of_them if o is not self.o] if len(all_of_them) > 1 else []

    def same(self, other: Observation) -> bool:
        """Whether another row says the same, however its unit is written."""
        values = self.scale.value(other) if self.scale else None
        known = self.value is not None and values is not None
        mine, theirs = (self.value, values) if known else ((self.o.value, self.o.unit), (other.value, other.unit))
        return (self.o.state, self.o.bound, mine) == (other.state, other.bound, theirs)

    @property
    def due_day(self) -> date | None:
        """Day by which figures of the year are due."""
        due = self.world.office.figures_due
        return date(self.o.year + 1, *due) if due else None

    @property
    def change(self) -> Change | None:
        """The change against last year among the jurisdictions beside, of the figure that prevails."""
        if self._change is False:
            parent = self.world.parent.get(self.place)
            prevails = self.scale is not None and not self.o.case and self.years.get(self.o.year) is self.o
            found = self.beside.changes(self.o.indicator, parent, self.o.year) if parent and prevails else {}
            self._change = found.get(self.place)
        return self._change
