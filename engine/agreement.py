"""Which figures contradict each other: totals that fall, and wholes beside their parts, within what rounding hides.

The checks of submissions and the guard of `check run` share it, so that neither refuses what the other lets pass.
"""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from engine.interval import add
from engine.model.catalog import Catalog
from engine.model.observation import Observation, Status
from engine.model.registry import Indicator, Kind
from engine.model.target import Measure, Share
from engine.quantity import EXACT
from engine.written import Span


class Sum(NamedTuple):
    """Parts beside their whole: how far apart, what rounding explains, and by how much more the parts are than it."""

    total: Decimal
    apart: Decimal
    rounding: Decimal
    excess: Decimal
    allowed: Decimal


def held_against(whole: Span, parts: Sequence[Span], agreement: Share | None) -> Sum:
    """The sum of parts beside a whole that was reported itself, and the difference that `agreement` allows."""
    total = add([p.interval for p in parts])
    rounding = whole.half
    for p in parts:
        rounding = EXACT.add(rounding, p.half)
    low, high = total.low, whole.interval.high
    beyond = Decimal(0) if low is None or high is None else EXACT.subtract(EXACT.subtract(low, high), rounding)
    return Sum(
        total=sum((p.value for p in parts), Decimal(0)),
        apart=total.distance(whole.interval),
        rounding=rounding,
        excess=max(beyond, Decimal(0)),
        allowed=agreement.around(whole.value) if agreement else Decimal(0),
    )


def districts_contradict(found: Sum, whole: Span, indicator: Indicator, *, complete: bool) -> bool:
    """Whether districts cannot have come to the city's figure: silent ones add at least nothing.

    Where one person counted in two districts counts once in the city, only a city above their sum is wrong.
    """
    differ = found.apart > EXACT.add(found.rounding, found.allowed)
    if not indicator.additive:
        return complete and differ and found.total < whole.value
    return differ if complete else found.excess > found.allowed


def alike(figures: Collection[Observation]) -> bool:
    """Whether figures can be held against each other strictly: all exact, and all provisional or none of them."""
    return all(o.bound == "exact" for o in figures) and len({o.status is Status.PROVISIONAL for o in figures}) <= 1


def fell(before: Span, now: Span) -> bool:
    """Whether the later of two figures is the smaller one, whatever their words and digits leave open."""
    return before.lowest is not None and now.highest is not None and now.highest < before.lowest


def running_totals(catalog: Catalog) -> frozenset[str]:
    """Indicators whose figures are running totals: stocks that a commitment measures as cumulative."""
    cumulative = {c.indicator for e in catalog.plans for c in e.commitments if c.measure is Measure.CUMULATIVE}
    return frozenset(i.id for i in catalog.indicators if i.id in cumulative and i.kind is Kind.STOCK)
