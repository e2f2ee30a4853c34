"""Figures in the year in which their target is due: which target, and whether it is met to the very digit."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.checking.world import World
from engine.compare import final_value
from engine.criterion import deadline_of, unit_factor
from engine.evaluate import in_force
from engine.model.plan import Commitment, Plan
from engine.model.registry import Indicator, Kind
from engine.model.target import Measure
from engine.quantity import EXACT


class Due(NamedTuple):
    """One commitment in the last year of its target, for one jurisdiction; numbers in the indicator's unit."""

    plan: Plan
    commitment: Commitment
    indicator: Indicator
    year: int
    place: str
    target: Decimal


def due(world: World) -> Iterator[Due]:
    """Every target that is a plain number, for its jurisdiction and for each district that took on a part of it."""
    for entry in world.catalog.plans:
        for c in entry.commitments:
            indicator = world.catalog.indicator.get(c.indicator)
            target = final_value(c.target)
            if indicator is None or target is None or c.target.held_against != "figure":
                continue
            if world.scales[indicator.id].factor(c.target.unit) is None:
                continue
            factor, year = unit_factor(c, indicator), deadline_of(c, entry.plan)
            if not in_force(world.catalog, entry.plan, c, year):
                continue
            parts = {entry.plan.jurisdiction: target, **(c.decomposition or {})}
            for place, value in parts.items():
                amount = EXACT.multiply(value, factor)
                yield Due(entry.plan, c, indicator, year, world.catalog.place(place), amount)


def reached(world: World, asked: Due, place: str) -> Decimal | None:
    """What `place` has come to in the year when the target is due; None if a figure is lacking or no plain number."""
    adds = asked.indicator.kind is Kind.FLOW and asked.commitment.measure in {Measure.CUMULATIVE, Measure.INCREMENT}
    if asked.commitment.measure is Measure.INCREMENT and not adds:
        return None
    years = range(asked.plan.start, asked.year + 1) if adds and not asked.commitment.target.every_year else [asked.year]
    total = Decimal(0)
    for year in years:
        o = world.figure(asked.indicator.id, place, year)
        if o is not None and o.state == "not_applicable" and adds:
            continue
        value = world.scales[asked.indicator.id].value(o) if o and o.bound == "exact" else None
        if value is None:
            return None
        total = EXACT.add(total, value)
    return total
