"""A series on its way to a target, and what must hold of it before a method applies."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from engine.model.text import Text


class Course(NamedTuple):
    """A series on its way from `base` to `target`, in one unit.

    `past` holds the observed values by year; years after `year` are ignored and `value` stands for `year` itself.
    """

    base_year: int
    base: Decimal
    year: int
    value: Decimal
    due: int
    target: Decimal
    past: Mapping[int, Decimal]

    @property
    def elapsed(self) -> int:
        """Years since the base year."""
        return self.year - self.base_year

    @property
    def length(self) -> int:
        """Years from the base year to the due year."""
        return self.due - self.base_year

    @property
    def change(self) -> Decimal:
        """Change that the target asks for since the base; its sign is the wanted direction."""
        return self.target - self.base

    @property
    def reached(self) -> bool:
        """Whether the value is at the target or beyond it."""
        return (self.value - self.target) * self.change >= 0

    @property
    def seen(self) -> dict[int, Decimal]:
        """Observed values up to `year`."""
        return {year: value for year, value in self.past.items() if year < self.year} | {self.year: self.value}


class Need(NamedTuple):
    """What must hold of a course before a method applies, and what to say when it does not."""

    holds: Callable[[Course], bool]
    otherwise: Text


CHANGE = Need(lambda c: c.change != 0, Text("目标值等于基期值，没有应有的变化", "the target equals the base"))
STARTED = Need(
    lambda c: c.base_year < min(c.year, c.due),
    Text("考核年或目标年不晚于基期年", "the year or the due year is not after the base year"),
)
NOT_PAST = Need(
    lambda c: c.year <= c.due, Text("目标年已过，只看是否达到目标", "the due year is past; only the target counts")
)
AHEAD = Need(
    lambda c: c.year < c.due, Text("已到目标年，不再外推", "the due year has come; nothing is left to extrapolate")
)
POSITIVE_BASE = Need(
    lambda c: c.base > 0, Text("基期值不大于零，增长率无从计算", "the base is not above zero, so it has no growth rate")
)
POSITIVE_TARGET = Need(
    lambda c: c.target > 0,
    Text("目标值不大于零，增长率无从计算", "the target is not above zero, so no growth rate leads there"),
)
POSITIVE_VALUE = Need(
    lambda c: c.value > 0,
    Text("完成值不大于零，增长率无从计算", "the value is not above zero, so it has no growth rate"),
)
NOT_NEGATIVE = Need(
    lambda c: c.value >= 0, Text("完成值为负，增长率无从计算", "the value is negative, so it has no growth rate")
)
TWO_YEARS = Need(
    lambda c: len(c.seen) > 1,
    Text("观测值不足两年，没有年度变化", "fewer than two years were observed, so nothing changed yet"),
)
