"""What the written digits of a figure stand for: the value in the indicator's unit, and what rounding may hide."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from engine import words
from engine.interval import Interval
from engine.model.observation import Observation
from engine.model.registry import Indicator
from engine.model.text import Text
from engine.quantity import EXACT, QuantityError, convert, half_digit
from engine.series import BOUNDS

COMPARABLE = frozenset({"exact", "approximate"})
"""Bounds of figures that are held against other years; 超过3000 may be anything above."""


def as_given(o: Observation) -> Text:
    """The figure with its word, digits and unit as they were given, '-', or nothing."""
    if o.value is None:
        return Text("“-”", "'-'") if o.state == "not_applicable" else Text("空", "nothing")
    bound, amount = words.BOUND_WORDS[o.bound], words.amount(o.value, o.unit)
    return Text(f"{bound.zh}{amount.zh}", f"{bound.en}{amount.en}")


@lru_cache(maxsize=4096)
def _factor(unit: str, to: str, aliases: tuple[str, ...]) -> Decimal:
    """What one of `unit` is in the unit `to`."""
    return convert(Decimal(1), unit, to, aliases)


def converts(unit: str, indicator: Indicator) -> bool:
    """Whether figures of `unit` can be counted in the indicator's unit."""
    try:
        convert(Decimal(1), unit, indicator.unit, indicator.unit_aliases)
    except QuantityError:
        return False
    return True


class Span(NamedTuple):
    """A figure in its indicator's unit, what it may be by its words, and what its digits may hide."""

    value: Decimal
    interval: Interval
    half: Decimal

    @property
    def lowest(self) -> Decimal | None:
        """The least that it may stand for."""
        return None if self.interval.low is None else EXACT.subtract(self.interval.low, self.half)

    @property
    def highest(self) -> Decimal | None:
        """The most that it may stand for."""
        return None if self.interval.high is None else EXACT.add(self.interval.high, self.half)


class Scale:
    """Figures of one indicator in its unit; units that do not convert have no value."""

    def __init__(self, indicator: Indicator) -> None:
        self.indicator = indicator
        self.factors: dict[str, Decimal | None] = {}
        self.countable = indicator.whole

    def factor(self, unit: str) -> Decimal | None:
        """What one of `unit` is in the indicator's; None if they measure different things."""
        if unit not in self.factors:
            known = converts(unit, self.indicator)
            i = self.indicator
            self.factors[unit] = _factor(unit, i.unit, i.unit_aliases) if known else None
        return self.factors[unit]

    def converted(self, observations: Iterable[Observation]) -> list[Observation]:
        """Those of them whose unit converts."""
        return [o for o in observations if self.factor(o.unit) is not None]

    def value(self, o: Observation) -> Decimal | None:
        """The figure in the indicator's unit; None if there is none, it is no number, or its unit does not convert."""
        factor = self.factor(o.unit)
        if o.value is None or factor is None or not o.value.is_finite():
            return None
        return EXACT.multiply(o.value, factor)

    def interval(self, o: Observation) -> Interval | None:
        """What the figure may be by its own words: 约, 超过, 不足."""
        value, factor = self.value(o), self.factor(o.unit)
        return None if value is None or factor is None else BOUNDS[o.bound](value, EXACT.multiply(o.margin, factor))

    def span(self, o: Observation) -> Span | None:
        """The figure with its interval and rounding; None where there is none or its unit does not convert."""
        value, interval = self.value(o), self.interval(o)
        return None if value is None or interval is None else Span(value, interval, self.half_digit(o))

    def half_digit(self, o: Observation) -> Decimal:
        """How far the true number may lie from the written one: half of the last digit, 0 for a count written out.

        215.63万人 is within 50人; 12家 is 12; a rate of 15.37% is within 0.005.
        """
        factor = self.factor(o.unit)
        written = o.value.as_tuple().exponent if o.value is not None else None
        if factor is None or not isinstance(written, int):
            return Decimal(0)
        exponent = written + factor.adjusted()  # units are apart by powers of ten
        return Decimal(0) if self.countable and exponent <= 0 else half_digit(exponent)
