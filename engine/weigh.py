"""From a measurement to what is compared: rounded if the plan says so, with its sampling error if it has one."""

from decimal import ROUND_HALF_EVEN, Decimal
from math import erf, sqrt
from typing import NamedTuple

from engine.interval import Interval
from engine.measure import Measurement
from engine.model.policy import Policy
from engine.quantity import EXACT

COVERAGE = {"90": Decimal("1.644854"), "95": Decimal("1.959964"), "99": Decimal("2.575829")}
"""Two-sided confidence in percent → standard errors on each side (normal quantiles, JCGM 106 annex)."""


class Sampling(NamedTuple):
    """Uncertainty of a sampled figure in base unit, and how it bore on the outcome."""

    standard_error: Decimal
    low: Decimal
    high: Decimal
    confidence: str
    rule: str
    probability: Decimal


class Weighed(NamedTuple):
    """The interval held against the criterion; `rounded` and `sampling` say what was done to it.

    `estimate` is the figure itself, from which a shortfall counts even where the whole interval had to conform.
    """

    interval: Interval
    estimate: Interval
    rounded: Decimal | None = None
    sampling: Sampling | None = None


def weigh(m: Measurement, accepted: Interval, policy: Policy, written: Decimal | None, factor: Decimal) -> Weighed:
    """What to compare. `written` is the target as written, in its own unit; `factor` leads from that to base unit."""
    exact = m.value is not None and m.interval == Interval.point(m.value)
    if not exact or m.value is None:
        return Weighed(m.interval, m.interval)
    value = m.value
    if policy.rounding == "as_written" and written is not None:
        value = rounded(value, written, factor)
    sampling = sampling_of(m, accepted, policy)
    estimate = interval = Interval.point(value)
    if sampling and policy.decision == "guarded":
        interval = Interval(sampling.low, sampling.high)
    return Weighed(interval, estimate, value if value != m.value else None, sampling)


def rounded(value: Decimal, written: Decimal, factor: Decimal) -> Decimal:
    """`value` rounded once, half to even, to the last digit in which the target is written (GB/T 8170, 修约值比较)."""
    digit = Decimal(1).scaleb(int(written.as_tuple().exponent))
    return EXACT.divide(value, factor).quantize(digit, ROUND_HALF_EVEN, context=EXACT) * factor


def sampling_of(m: Measurement, accepted: Interval, policy: Policy) -> Sampling | None:
    """Interval and probability of conformity of a sampled number; None for a count, a full survey, a sum or a place."""
    if m.value is None or not m.error:
        return None
    reach = COVERAGE[policy.confidence] * m.error
    chance = probability(m.value, m.error, accepted)
    return Sampling(m.error, m.value - reach, m.value + reach, policy.confidence, policy.decision, chance)


def probability(value: Decimal, error: Decimal, accepted: Interval) -> Decimal:
    """Probability of conformity (JCGM 106 §7), four decimals; shown beside the verdict and never deciding it."""

    def below(end: Decimal | None, beyond: int) -> Decimal:
        if end is None:
            return Decimal(beyond)
        # The normal distribution is not rational: this one number is binary, and printed to four places only.
        return Decimal(repr(0.5 * (1 + erf(EXACT.divide(end - value, error).__float__() / sqrt(2)))))

    share = below(accepted.high, 1) - below(accepted.low, 0)
    return share.quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
