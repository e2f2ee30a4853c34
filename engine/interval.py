"""Sets of numbers without gaps: what a target accepts, and what a figure may be when it is a bound or a part."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple


class Interval(NamedTuple):
    """Numbers from `low` to `high` in the indicator's unit; None is unbounded, `open_*` leaves the end itself out."""

    low: Decimal | None = None
    high: Decimal | None = None
    open_low: bool = False
    open_high: bool = False

    @classmethod
    def point(cls, value: Decimal) -> "Interval":
        """The one number `value`."""
        return cls(value, value)

    def within(self, other: "Interval") -> bool:
        """Whether every number of this interval lies in `other`."""
        return _not_below(self, other) and _not_below(mirror(self), mirror(other))

    def misses(self, other: "Interval") -> bool:
        """Whether no number lies in both."""
        return _wholly_below(self, other) or _wholly_below(other, self)

    def distance(self, other: "Interval") -> Decimal:
        """How far apart two intervals lie; 0 when they meet or only an excluded end separates them."""
        gaps = [Decimal(0)]
        if self.high is not None and other.low is not None:
            gaps.append(other.low - self.high)
        if self.low is not None and other.high is not None:
            gaps.append(self.low - other.high)
        return max(gaps)


ANYTHING = Interval()


def add(intervals: Sequence[Interval]) -> Interval:
    """Sum of intervals: ends add up, an unbounded or open end stays so."""
    lows = [i.low for i in intervals]
    highs = [i.high for i in intervals]
    return Interval(
        None if None in lows else sum((x for x in lows if x is not None), Decimal(0)),
        None if None in highs else sum((x for x in highs if x is not None), Decimal(0)),
        any(i.open_low for i in intervals),
        any(i.open_high for i in intervals),
    )


def union(intervals: Sequence[Interval]) -> Interval:
    """Size of groups together that may overlap: the largest at least, the sum at most."""
    total = add(intervals)
    floor = max((i for i in intervals if i.low is not None), key=lambda i: (i.low, i.open_low), default=total)
    return total._replace(low=floor.low, open_low=floor.open_low)


def mirror(interval: Interval) -> Interval:
    """The interval with every number negated, so that each rule is written for the low end only."""
    low = None if interval.high is None else -interval.high
    high = None if interval.low is None else -interval.low
    return Interval(low, high, interval.open_high, interval.open_low)


def _not_below(inner: Interval, outer: Interval) -> bool:
    """Whether `inner` never goes below the low end of `outer`."""
    if outer.low is None:
        return True
    if inner.low is None:
        return False
    return inner.low > outer.low or (inner.low == outer.low and (inner.open_low or not outer.open_low))


def _wholly_below(left: Interval, right: Interval) -> bool:
    """Whether every number of `left` is below every number of `right`."""
    if left.high is None or right.low is None:
        return False
    return left.high < right.low or (left.high == right.low and (left.open_high or right.open_low))
