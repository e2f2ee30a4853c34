"""Which figures are expected: by the commitments in force, by the districts beside, and by the rows of a form."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.checking.world import World
from engine.evaluate import in_force
from engine.model.diagnostic import Place
from engine.model.plan import Commitment
from engine.model.registry import Indicator, Kind

SIBLINGS = 2
"""Districts that must have reported before the silence of the others is a lack: one alone may be all that was sent."""


class Expected(NamedTuple):
    """One figure asked for, the unit that answers for it, and a place in the file where it would be."""

    indicator: Indicator
    jurisdiction: str
    year: int
    reporter: str
    place: Place


def expected(world: World) -> tuple[Expected, ...]:
    """Each figure once; the rows of a form are asked for by the form, everything else by the year of the caller."""
    found: dict[tuple[str, str, int], Expected] = {}
    for item in (*_of_forms(world), *_of_commitments(world), *_of_districts(world)):
        found.setdefault((item.indicator.id, item.jurisdiction, item.year), item)
    return tuple(found.values())


def _of_forms(world: World) -> Iterator[Expected]:
    """The rows that a form holds."""
    for mark, observations in world.forms:
        for o in observations:
            indicator = world.catalog.indicator.get(o.indicator)
            if indicator and o.year == mark.year:
                yield Expected(indicator, world.catalog.place(o.jurisdiction), o.year, mark.name, o.place)


def _of_commitments(world: World) -> Iterator[Expected]:
    """What commitments in force need of each jurisdiction that reported for the year; forms ask for themselves."""
    if world.year is None:
        return
    year, asked = world.year, list(_asked(world, world.year))
    spoken = _spoken(world, asked)
    for c, indicator, place in asked:
        if place in spoken and (place in spoken[place].named or _answers(world, c, indicator, spoken[place])):
            leads = "、".join(_registered(world, c.lead))
            yield Expected(indicator, place, year, leads, Place(spoken[place].file))


def _registered(world: World, names: Iterable[str]) -> list[str]:
    """Units by their registered names."""
    return [world.catalog.department.get(n, n) for n in names]


def _asked(world: World, year: int) -> Iterator[tuple[Commitment, Indicator, str]]:
    """Each commitment in force with its indicator, for its jurisdiction and each that took on a part of it."""
    for entry in world.catalog.plans:
        for c in (c for c in entry.commitments if in_force(world.catalog, entry.plan, c, year)):
            indicator = world.catalog.indicator.get(c.indicator)
            for name in (entry.plan.jurisdiction, *(c.decomposition or ())) if indicator else ():
                if indicator:
                    yield c, indicator, world.catalog.place(name)


class Spoken(NamedTuple):
    """Who reported for one jurisdiction, and the first such file; `guessed` are units of rows that name none.

    Such rows are taken for those of the first unit that leads a commitment on their indicator: its other figures are
    expected beside them, but nobody looks for those of another bureau in its table.
    """

    file: str
    named: set[str]
    guessed: set[str]


def _spoken(world: World, asked: Iterable[tuple[Commitment, Indicator, str]]) -> dict[str, Spoken]:
    """Jurisdictions with a figure of the year outside forms, and who spoke of them."""
    first: dict[tuple[str, str], set[str]] = {}
    for c, indicator, place in asked:
        first.setdefault((indicator.id, place), set()).update(_registered(world, c.lead[:1]))
    found: dict[str, Spoken] = {}
    for o in world.observations:
        if o.year == world.year and o.place.file not in world.form_of:
            place = world.catalog.place(o.jurisdiction)
            spoken = found.setdefault(place, Spoken(o.place.file, set(), set()))
            if o.reporter:
                spoken.named.add(world.reporter(o))
            else:
                spoken.guessed.update(first.get((o.indicator, place), ()))
            if o.place.file < spoken.file:
                found[place] = spoken._replace(file=o.place.file)
    return found


def _answers(world: World, c: Commitment, indicator: Indicator, spoken: Spoken) -> bool:
    """Whether one of the units that spoke is asked for the figure of a commitment."""
    asked = _registered(world, (*c.lead, *c.support, *indicator.reported_by))
    return not (spoken.named.isdisjoint(asked) and spoken.guessed.isdisjoint(asked[:1]))


def _of_districts(world: World) -> Iterator[Expected]:
    """Districts that are silent where others of the same city reported a count that the city itself did not."""
    for (name, city, year), reported in world.beside.items():
        indicator = world.catalog.indicator.get(name)
        if year != world.year or not indicator or indicator.kind is Kind.RATE or len(reported) < SIBLINGS:
            continue
        files = [o.place.file for p in reported if (o := world.figure(name, p, year)) and id(o) in world.current]
        own = world.figure(name, city, year)
        if not files or (own and own.state == "reported"):
            continue
        for district in world.catalog.children.get(city, ()):
            yield Expected(indicator, district, year, district, Place(min(files)))
