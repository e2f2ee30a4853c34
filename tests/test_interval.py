"""Intervals against brute force: every pair with ends on a small grid, compared by the numbers they hold."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from engine.interval import ANYTHING, Interval

ENDS = (None, Decimal(0), Decimal(1), Decimal(2), Decimal(3))
POINTS = [Fraction(n, 4) for n in range(-8, 21)]
"""Quarters from -2 to 5: every end, points between ends, and points beyond them for unbounded intervals."""


def is_sound(i: Interval) -> bool:
    """An interval that holds a number and leaves out no end that it does not have."""
    if (i.low is None and i.open_low) or (i.high is None and i.open_high):
        return False
    if i.low is None or i.high is None:
        return True
    return i.low < i.high or (i.low == i.high and not i.open_low and not i.open_high)


INTERVALS = [
    i for i in (Interval(*parts) for parts in product(ENDS, ENDS, (False, True), (False, True))) if is_sound(i)
]


def holds(i: Interval, x: Fraction) -> bool:
    """Whether a number lies in an interval, by its definition."""
    above = i.low is None or x > Fraction(i.low) or (x == Fraction(i.low) and not i.open_low)
    below = i.high is None or x < Fraction(i.high) or (x == Fraction(i.high) and not i.open_high)
    return above and below


HELD = {i: frozenset(x for x in POINTS if holds(i, x)) for i in INTERVALS}


def test_the_grid_tells_all_intervals_apart() -> None:
    """Or else brute force would prove nothing."""
    assert len(INTERVALS) > 40
    assert len(set(HELD.values())) == len(INTERVALS)


def test_within_is_the_subset() -> None:
    assert all(a.within(b) == (HELD[a] <= HELD[b]) for a, b in product(INTERVALS, INTERVALS))


def test_misses_is_an_empty_intersection() -> None:
    assert all(a.misses(b) == (not HELD[a] & HELD[b]) for a, b in product(INTERVALS, INTERVALS))


def test_never_both_within_and_missed() -> None:
    assert not any(a.within(b) and a.misses(b) for a, b in product(INTERVALS, INTERVALS))


def test_distance_is_the_nearest_pair_of_ends() -> None:
    for a, b in product(INTERVALS, INTERVALS):
        closed = [Interval(i.low, i.high) for i in (a, b)]
        near = min(abs(x - y) for x in HELD[closed[0]] for y in HELD[closed[1]])
        assert Fraction(a.distance(b)) == near, (a, b)
        assert a.distance(b) == b.distance(a)


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        (Interval.point(Decimal(90)), Interval(low=Decimal(100)), 10),
        (Interval.point(Decimal(100)), Interval(low=Decimal(100), open_low=True), 0),
        (Interval.point(Decimal(7)), Interval(high=Decimal(5)), 2),
        (Interval(high=Decimal(3)), Interval(low=Decimal(10)), 7),
        (ANYTHING, Interval(low=Decimal(10)), 0),
        (ANYTHING, ANYTHING, 0),
    ],
)
def test_distance(a: Interval, b: Interval, distance: int) -> None:
    assert a.distance(b) == distance


def test_a_point_is_within_itself_and_within_anything() -> None:
    point = Interval.point(Decimal("1.50"))
    assert point.within(Interval.point(Decimal("1.5")))
    assert point.within(ANYTHING)
    assert not ANYTHING.within(point)
    assert not ANYTHING.misses(point)
