"""Wholes beside their parts: 分项 that add up to a total, 其中项 within it, and the districts of a city."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.agreement import alike, held_against
from engine.checking.record import RESTS_ON_EARLIER, Record, few, of_indicator
from engine.checking.world import World
from engine.model.observation import Observation
from engine.model.registry import Indicator, Kind
from engine.written import Span

Named = tuple[str, Observation | None]
"""A part: its name, and its figure if there is one."""


class Relation(NamedTuple):
    """One whole and its parts, in one jurisdiction and year; `part` is an indicator that the figures of parts have."""

    name: str
    indicator: Indicator
    place: str
    year: int
    parts: tuple[Named, ...]


def sums(world: World) -> Iterator[Record]:
    """Every whole with at least one part reported, where a figure of either is being checked."""
    for relation in (*_within(world), *_districts(world)):
        record = _record(world, _comparable(world, relation))
        if record:
            yield record


def _within(world: World) -> Iterator[Relation]:
    """Indicators that add up to another, and narrower ones each by itself."""
    groups: list[tuple[str, Indicator, tuple[str, ...]]] = []
    for i in world.catalog.indicators:
        groups += [("parts", i, i.parts)] if i.parts else []
        wider = (world.catalog.indicator.get(name) for name in i.narrower_than if i.kind is not Kind.RATE)
        groups += [("narrower", w, (i.id,)) for w in wider if w]
    for (name, place, case), years in sorted(world.known.items()):
        for relation, whole, parts in groups if not case else ():
            if whole.id == name:
                for year in years:
                    named = ((_called(world, p), world.figure(p, place, year)) for p in parts)
                    yield Relation(relation, whole, place, year, tuple(named))


def _called(world: World, indicator: str) -> str:
    """Name of a part; its id where it is not registered."""
    found = world.catalog.indicator.get(indicator)
    return found.name if found else indicator


def _districts(world: World) -> Iterator[Relation]:
    """A city's own figures beside those of the districts directly below."""
    for (name, place, case), years in sorted(world.known.items()):
        indicator, below = world.catalog.indicator.get(name), world.catalog.children.get(place)
        if indicator is None or case or not below or indicator.kind is Kind.RATE:
            continue
        for year in years:
            yield Relation("districts", indicator, place, year, tuple((d, world.figure(name, d, year)) for d in below))


def _comparable(world: World, r: Relation) -> Relation:
    """The relation without figures whose unit measures something else: they say nothing of the whole."""
    scale = world.scales[r.indicator.id]
    parts = ((name, o if o and scale.factor(o.unit) is not None else None) for name, o in r.parts)
    return r._replace(parts=tuple(parts))


def _record(world: World, r: Relation) -> Record | None:
    """The record of a relation; None where nothing can be compared or nothing of it is being checked."""
    own = world.figure(r.indicator.id, r.place, r.year)
    reported = [o for _, o in r.parts if o and o.state == "reported"]
    checked = [o for o in (own, *reported) if o and id(o) in world.current]
    if own is None or own.state != "reported" or not reported or not checked:
        return None
    scale = world.scales[r.indicator.id]
    spans = [span for o in (own, *reported) if (span := scale.span(o))]
    if len(spans) <= len(reported):
        return None
    fields = _compared(spans[0], spans[1:], r) | {
        "alike": alike((own, *reported)),
        **of_indicator(r.indicator, scale.countable),
        "jurisdiction": r.place,
        "year": r.year,
    }
    place = checked[0]
    earlier = world.any_earlier((own, *reported))
    return Record(fields, place.place, place.written, r.indicator.unit, RESTS_ON_EARLIER[earlier])


def _compared(whole: Span, parts: Sequence[Span], r: Relation) -> dict[str, object]:
    """Fields of the comparison; a part that is '-' adds nothing, one that is not there leaves the sum incomplete.

    An agreement is about districts, beside which a city may have figures of its own; parts only differ by rounding.
    """
    found = held_against(whole, parts, r.indicator.agreement if r.name == "districts" else None)
    names = [name for name, o in r.parts if o and o.state == "reported"]
    return {
        "relation": r.name,
        "additive": r.indicator.additive,
        "of": few(names),
        "whole": whole.value,
        "parts_sum": found.total,
        "complete": all(o is not None and o.state != "missing" for _, o in r.parts),
        "apart": found.apart,
        "rounding": found.rounding,
        "excess": found.excess,
        "allowed": found.allowed,
    }
