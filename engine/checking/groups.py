"""Records of several figures: what is expected, series of years, wholes and parts, rates, and clusters at a target."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from engine.checking.due import Due, due, reached
from engine.checking.expected import Expected, expected
from engine.checking.record import Record, of_indicator
from engine.checking.world import World
from engine.evaluate import in_force
from engine.model.diagnostic import Place
from engine.model.registry import Indicator, Kind
from engine.model.target import Comparison, Measure
from engine.quantity import EXACT


def keys(world: World) -> Iterator[Record]:
    """Every figure expected, and whether a row of it is there: of a rate that is a quotient, either it or its parts."""
    for e in expected(world):
        fields = of_indicator(e.indicator, world.scales[e.indicator.id].countable) | {
            "jurisdiction": e.jurisdiction,
            "year": e.year,
            "reporter": e.reporter,
            "submitted": _submitted(world, e),
        }
        yield Record(fields, e.place, unit=e.indicator.unit)


def _submitted(world: World, e: Expected) -> bool:
    """Whether there is a row of the figure, of a single case, of both parts of a quotient, or of every district."""
    quotient = (e.indicator.numerator, e.indicator.denominator)
    districts = (
        ()
        if e.indicator.kind is Kind.RATE or not e.indicator.additive
        else world.catalog.children.get(e.jurisdiction, ())
    )
    return (
        world.figure(e.indicator.id, e.jurisdiction, e.year) is not None
        or (e.indicator.id, e.jurisdiction, e.year) in world.with_cases
        or all(n and world.figure(n, e.jurisdiction, e.year) for n in quotient)
        or (bool(districts) and all(world.figure(e.indicator.id, d, e.year) for d in districts))
    )


def series(world: World) -> Iterator[Record]:
    """Every series of which a figure is being checked, placed at its newest one."""
    for indicator, place, years in world.series():
        known = sorted(y for y, o in years.items() if o.state != "missing")
        if not known:
            continue
        before = _before(world, indicator, place, known)
        gaps = [*before, *(y for y in range(known[0], known[-1]) if y not in known)]
        newest = max((o for o in years.values() if id(o) in world.current), key=lambda o: o.year)
        fields = of_indicator(indicator, world.scales[indicator.id].countable) | {
            "jurisdiction": place,
            "first": min(gaps[:1] + known[:1]),
            "last": known[-1],
            "years": len(known),
            "gaps": len(gaps),
            "gap_years": "、".join(map(str, gaps)),
            "needed_gaps": sum(_adds(world, indicator, place, year) for year in gaps),
        }
        yield Record(fields, newest.place, newest.written, indicator.unit)


def _before(world: World, indicator: Indicator, place: str, known: Sequence[int]) -> list[int]:
    """Years before the first one known that the same commitment adds up with it.

    One year alone is all that was asked for, and says nothing of the years before.
    """
    first = known[0]
    start = min((e.plan.start for e in world.catalog.plans), default=first) if len(known) > 1 else first
    return [year for year in range(start, first) if _adds(world, indicator, place, year, first)]


def _adds(world: World, indicator: Indicator, place: str, *years: int) -> bool:
    """Whether a commitment of the place adds up the figures of its years, these among them."""
    adds = {Measure.CUMULATIVE, Measure.INCREMENT}
    return indicator.kind is Kind.FLOW and any(
        c.indicator == indicator.id and c.measure in adds and all(in_force(world.catalog, e.plan, c, y) for y in years)
        for e in world.catalog.plans
        if world.catalog.place(e.plan.jurisdiction) == place
        for c in e.commitments
    )


NEAR = Decimal("0.02")
"""How close to its target a figure is near it, as a share of the target."""


def clusters(world: World) -> Iterator[Record]:
    """Every commitment in its last year, over all jurisdictions that have a target and a figure of their own."""
    groups: dict[tuple[str, str], list[Due]] = {}
    for asked in due(world):
        if asked.commitment.target.comparison in {Comparison.AT_LEAST, Comparison.MORE_THAN} and asked.target > 0:
            groups.setdefault((asked.plan.id, asked.commitment.id), []).append(asked)
    for group in groups.values():
        record = _cluster(world, group)
        if record:
            yield record


def _cluster(world: World, group: list[Due]) -> Record | None:
    """The districts that took on a part; for a rate, every jurisdiction below is held against the same target."""
    first, *parts = group
    below = world.catalog.children.get(first.place, ()) if first.indicator.kind is Kind.RATE and not parts else ()
    units = [(d.place, d.target) for d in parts] or [(place, first.target) for place in below]
    values = [(v, t) for place, t in units if (v := reached(world, first, place)) is not None]
    figures = (world.figure(first.indicator.id, place, first.year) for place, _ in units)
    checked = [o for o in figures if o and id(o) in world.current]
    if not checked:
        return None
    shares = [EXACT.divide(v, t) - 1 for v, t in values if t]
    fields = of_indicator(first.indicator, world.scales[first.indicator.id].countable) | {
        "year": first.year,
        "commitment": first.commitment.title,
        "plan": first.plan.id,
        "units": len(values),
        "at_target": sum(not share for share in shares),
        "just_above": sum(0 <= share < NEAR for share in shares),
        "just_below": sum(-NEAR <= share < 0 for share in shares),
    }
    return Record(fields, Place(min(o.place.file for o in checked)), unit=first.indicator.unit)
