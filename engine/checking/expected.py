"""Which figures are expected: by the commitments in force, by the districts beside, and by the rows of a form."""

from collections.abc import Iterator
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
    year, seen = world.year, _seen(world)
    for entry in world.catalog.plans:
        for c in (c for c in entry.commitments if in_force(world.catalog, entry.plan, c, year)):
            indicator = world.catalog.indicator.get(c.indicator)
            for name in (entry.plan.jurisdiction, *(c.decomposition or ())):
                place = world.catalog.place(name)
                answers = _answers(world, c, seen[place][1]) if place in seen else None
                if indicator and answers is not None:
                    yield Expected(indicator, place, year, answers, Place(seen[place][0]))


def _seen(world: World) -> dict[str, tuple[str, frozenset[str]]]:
    """Jurisdictions with a figure of the year outside forms → the first such file, and who reported there."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for o in world.observations:
        if o.year == world.year and o.place.file not in world.form_of:
            place = world.catalog.place(o.jurisdiction)
            file, reporters = found.get(place, (o.place.file, frozenset[str]()))
            if o.reporter not in reporters or o.place.file < file:
                found[place] = (min(file, o.place.file), reporters | {o.reporter})
    return found


def _answers(world: World, c: Commitment, reporters: frozenset[str]) -> str | None:
    """Who leads a commitment; None if it is known who reported, and it is nobody who is asked for the figure."""
    called, indicator = world.catalog.department, world.catalog.indicator.get(c.indicator)
    asked = (*c.lead, *c.support, *(indicator.reported_by if indicator else ()))
    known = {called.get(n, n) for n in reporters}
    leads = "、".join(called.get(n, n) for n in c.lead)
    return leads if "" in known or known & {called.get(n, n) for n in asked} else None


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
