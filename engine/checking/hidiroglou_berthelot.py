"""Changes that stand out among comparable units, by the method of Hidiroglou and Berthelot.

M. A. Hidiroglou and J.-M. Berthelot, "Statistical editing and imputation for periodic business surveys", Survey
Methodology 12 (1986), 73–83. A plain bound on the ratio of two years calls every small unit an outlier and misses the
large ones; the effect weighs each ratio by the size of its unit. Quartiles, which the paper leaves open, are
interpolated between ranks (Hyndman and Fan's type 7). The weight of size, U, is the published default, one half: a
square root, so that no figure depends on a library's powers. All numbers are exact to 60 digits.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from engine.quantity import EXACT, exact

A = Decimal("0.05")
"""Least spread as a share of the median effect, the published default.

Effects are counted from the median ratio, so their median is 0 or next to it and this hardly ever widens a spread:
among units that change all but alike, whoever differs at all stands out. The check that names them sets a floor.
"""


class Change(NamedTuple):
    """One unit's change: its ratio and effect, beside the median ratio, the median effect and its spreads.

    It stands out where its effect lies below `median - C * low` or above `median + C * high`; C is 4 as published.
    """

    ratio: Decimal
    usual: Decimal
    effect: Decimal
    median: Decimal
    low: Decimal
    high: Decimal


@exact
def changes(figures: Mapping[str, tuple[Decimal, Decimal]]) -> dict[str, Change]:
    """Unit → its change from the first figure to the second; units without two figures above zero are left out.

    Where most change alike to the very digit there is no spread to measure by, and the method gives no verdict.
    """
    positive = {unit: pair for unit, pair in figures.items() if min(pair) > 0}
    if not positive:
        return {}
    ratios = {unit: now / before for unit, (before, now) in positive.items()}
    usual = quantile(list(ratios.values()), Decimal("0.5"))
    effects = {unit: centred(r, usual) * max(positive[unit]).sqrt() for unit, r in ratios.items()}
    lower, median, upper = (quantile(list(effects.values()), Decimal(q)) for q in ("0.25", "0.5", "0.75"))
    least = abs(A * median)
    low, high = max(median - lower, least), max(upper - median, least)
    if not low and not high:
        return {}
    return {unit: Change(ratios[unit], usual, effects[unit], median, low, high) for unit in positive}


def centred(ratio: Decimal, usual: Decimal) -> Decimal:
    """How far a ratio lies from the usual one, alike for rises and falls: doubling is 1, halving is -1."""
    return ratio / usual - 1 if ratio >= usual else 1 - usual / ratio


def quantile(values: Sequence[Decimal], share: Decimal) -> Decimal:
    """The value below which `share` of the values lie, interpolated between ranks."""
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return EXACT.fma(at - below, ordered[above] - ordered[below], ordered[below])
