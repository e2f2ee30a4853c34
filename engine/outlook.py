"""How far along a commitment is, what the years left must bring, and where the present pace leads."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal
from itertools import pairwise
from typing import NamedTuple

from engine.criterion import Criterion
from engine.interval import Interval
from engine.measure import Measurement
from engine.quantity import EXACT

TWO_PLACES = Decimal("0.01")
FARTHEST = 100
"""Years ahead beyond which the present pace is said not to reach the target."""


def completion(final: Criterion, measurement: Measurement) -> Decimal | None:
    """Condition in percent of the final target, two decimals half-even; None for caps, ranges and zero targets."""
    upward = final.accepted.low is not None
    if measurement.value is None or not measurement.whole or final.value is None or final.value <= 0 or not upward:
        return None
    share = EXACT.divide(measurement.value * 100, final.value)
    return share.quantize(TWO_PLACES, ROUND_HALF_EVEN)


def required_rate(final: Criterion, measurement: Measurement, years_left: int) -> Decimal | None:
    """Change that each year left must bring to reach the final target; None when no year or no figure is left."""
    if measurement.value is None or not measurement.whole or years_left <= 0:
        return None
    return EXACT.divide(Interval.point(measurement.value).distance(final.accepted), Decimal(years_left))


class Outlook(NamedTuple):
    """Where a path of yearly values leads; numbers in its unit, per year where a rate.

    `pace` is the mean yearly change since the first known year, `best` the largest towards the target; `feasibility`
    is the required rate over the best. `projected` is the value at the deadline at the present pace, `reached_in` the
    first year at which the target would be met (None: never, or after FARTHEST years).
    """

    required: Decimal
    pace: Decimal
    best: Decimal
    best_year: int
    feasibility: Decimal | None
    projected: Decimal
    reached_in: int | None


def outlook(path: Mapping[int, Decimal], final: Criterion, due: int) -> Outlook | None:
    """The outlook at the last year of `path`; None with fewer than two years, or at or after the deadline."""
    years = sorted(path)
    if len(years) < 2 or years[-1] >= due:  # noqa: PLR2004  a change needs two years
        return None
    first, last = years[0], years[-1]
    value, left = path[last], due - last
    missing = Interval.point(value).distance(final.accepted)
    towards = Decimal(-1) if final.accepted.high is not None and value > final.accepted.high else Decimal(1)
    pace = EXACT.divide(path[last] - path[first], Decimal(last - first))
    changes = {b: EXACT.divide(path[b] - path[a], Decimal(b - a)) for a, b in pairwise(years)}
    best_year = max(changes, key=lambda y: (changes[y] * towards, y))
    best, required = changes[best_year], EXACT.divide(missing, Decimal(left))
    return Outlook(
        required=required,
        pace=pace,
        best=best,
        best_year=best_year,
        feasibility=EXACT.divide(required, best * towards) if best * towards > 0 else None,
        projected=value + pace * left,
        reached_in=_reached_in(last, missing, (path[last] - path[first]) * towards, last - first),
    )


def _reached_in(year: int, missing: Decimal, gained: Decimal, years: int) -> int | None:
    """First year in which what is missing is made up at the pace of `gained` in `years`, divided last to stay exact."""
    if missing == 0:
        return year
    if gained <= 0:
        return None
    needed = int(EXACT.divide(missing * years, gained).to_integral_value(ROUND_CEILING))
    return year + needed if needed <= FARTHEST else None
