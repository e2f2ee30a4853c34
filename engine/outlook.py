"""How far along a commitment is, and what the years left must bring."""

from decimal import ROUND_HALF_EVEN, Decimal

from engine.criterion import Criterion
from engine.interval import Interval
from engine.measure import Measurement
from engine.quantity import EXACT

TWO_PLACES = Decimal("0.01")


def completion(final: Criterion, measurement: Measurement) -> Decimal | None:
    """Condition in percent of the final target, two decimals half-even; None for caps, ranges and zero targets."""
    upward = final.accepted.low is not None
    if measurement.value is None or final.value is None or final.value <= 0 or not upward:
        return None
    share = EXACT.divide(measurement.value * 100, final.value)
    return share.quantize(TWO_PLACES, ROUND_HALF_EVEN)


def required_rate(final: Criterion, measurement: Measurement, years_left: int) -> Decimal | None:
    """Change that each year left must bring to reach the final target; None when no year or no figure is left."""
    if measurement.value is None or years_left <= 0:
        return None
    return EXACT.divide(Interval.point(measurement.value).distance(final.accepted), Decimal(years_left))
