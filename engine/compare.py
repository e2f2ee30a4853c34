"""COMPARISONS: which numbers a target accepts.

Civil Code art. 1259: 以上、以下、以内、不少于 include the number, 超过、低于、不满 do not.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from engine.interval import Interval
from engine.model.target import Comparison, Target, Tolerance

ZERO_WIDTH = Tolerance(amount=Decimal(0), relative=False)


class Asked(NamedTuple):
    """The numbers of a target for one year, in the indicator's base unit."""

    value: Decimal
    low: Decimal
    high: Decimal
    around: Decimal
    favourable: str


def _about(asked: Asked) -> Interval:
    """The band around the value; only its unfavourable side limits."""
    low = None if asked.favourable == "less" else asked.value - asked.around
    high = None if asked.favourable == "more" else asked.value + asked.around
    return Interval(low, high)


COMPARISONS: Mapping[Comparison, Callable[[Asked], Interval]] = {
    Comparison.AT_LEAST: lambda a: Interval(low=a.value),
    Comparison.MORE_THAN: lambda a: Interval(low=a.value, open_low=True),
    Comparison.AT_MOST: lambda a: Interval(high=a.value),
    Comparison.LESS_THAN: lambda a: Interval(high=a.value, open_high=True),
    Comparison.ABOUT: _about,
    Comparison.BETWEEN: lambda a: Interval(a.low, a.high),
    Comparison.EQUAL: lambda a: Interval.point(a.value),
}
"""Comparison → the interval of numbers that satisfy it."""


def accepted(target: Target, scale: Callable[[Decimal], Decimal], unit_factor: Decimal) -> Interval:
    """Interval that `target` accepts once each of its numbers went through `scale` (the trajectory of the year).

    `unit_factor` turns an absolute tolerance, written in the target's unit, into the base unit of the scaled numbers.
    """
    value, low, high = (Decimal(0) if n is None else scale(n) for n in (final_value(target), target.low, target.high))
    tolerance = target.tolerance or ZERO_WIDTH
    around = tolerance.around(value) * (1 if tolerance.relative else unit_factor)
    return COMPARISONS[target.comparison](Asked(value, low, high, around, target.favourable or "either"))


def final_value(target: Target) -> Decimal | None:
    """The number of the deadline, in the target's unit: the value, or the last of the dated values."""
    return target.values[max(target.values)] if target.values else target.value
