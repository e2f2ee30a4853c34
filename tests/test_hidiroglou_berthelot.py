"""The outlier method against a second, independent computation in binary numbers and by another route."""

from decimal import Decimal
from math import sqrt
from statistics import median, quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.checking.hidiroglou_berthelot import A, changes, quantile

Pairs = dict[str, tuple[int, int]]

EXAMPLE: Pairs = {
    "a": (1000, 1050),
    "b": (2000, 2080),
    "c": (1500, 1590),
    "d": (900, 940),
    "e": (1200, 1270),
    "f": (1100, 1140),
    "g": (1000, 3000),
    "h": (1300, 1360),
    "i": (10, 30),
}


def oracle(pairs: Pairs) -> dict[str, tuple[float, float, float, float]]:
    """Effect, median and the two spreads, as the paper writes them."""
    r = {k: y / x for k, (x, y) in pairs.items()}
    middle = median(r.values())
    s = {k: 1 - middle / v if v < middle else v / middle - 1 for k, v in r.items()}
    e = {k: s[k] * sqrt(max(pairs[k])) for k in pairs}
    low, mid, high = quantiles(e.values(), n=4, method="inclusive") if len(e) > 1 else [*e.values()] * 3
    least = abs(0.05 * mid)
    return {k: (e[k], mid, max(mid - low, least), max(high - mid, least)) for k in pairs}


def decimals(pairs: Pairs) -> dict[str, tuple[Decimal, Decimal]]:
    return {k: (Decimal(x), Decimal(y)) for k, (x, y) in pairs.items()}


def outliers(pairs: Pairs) -> set[str]:
    found = changes(decimals(pairs))
    return {k for k, c in found.items() if not c.median - 4 * c.low <= c.effect <= c.median + 4 * c.high}


def test_a_large_unit_that_triples_stands_out_and_a_tiny_one_does_less() -> None:
    found = changes(decimals(EXAMPLE))
    assert outliers(EXAMPLE) == {"g", "i"}
    assert found["g"].ratio == found["i"].ratio == 3
    assert abs(found["g"].effect / found["i"].effect - 10) < Decimal("1e-20")


def test_published_default() -> None:
    assert Decimal("0.05") == A


positive = st.integers(1, 10**6)
worlds = st.dictionaries(st.text("abcdefghij", min_size=1, max_size=3), st.tuples(positive, positive), min_size=1)


@settings(deadline=None)
@given(worlds)
def test_agrees_with_the_formulas_of_the_paper(pairs: Pairs) -> None:
    wanted = oracle(pairs)
    for unit, change in changes(decimals(pairs)).items():
        mine = (change.effect, change.median, change.low, change.high)
        assert [float(x) for x in mine] == pytest.approx(wanted[unit], rel=1e-9, abs=1e-9)


@settings(deadline=None)
@given(worlds, st.sampled_from([4, 8]))
def test_counting_in_another_unit_changes_no_verdict(pairs: Pairs, power: int) -> None:
    """万人 and 人: every effect grows by the same factor."""
    scaled = {k: (x * 10**power, y * 10**power) for k, (x, y) in pairs.items()}
    assert outliers(scaled) == outliers(pairs)


@settings(deadline=None)
@given(worlds)
def test_equal_growth_has_no_outlier(pairs: Pairs) -> None:
    assert outliers({k: (x, x * 3) for k, (x, _) in pairs.items()}) == set()


def test_figures_of_zero_have_no_ratio() -> None:
    assert changes({"a": (Decimal(0), Decimal(3)), "b": (Decimal(3), Decimal(0))}) == {}


@settings(deadline=None)
@given(st.lists(st.integers(-1000, 1000), min_size=2))
def test_quartiles_are_those_of_the_statistics_module(values: list[int]) -> None:
    wanted = quantiles(values, n=4, method="inclusive")
    found = [quantile([Decimal(v) for v in values], Decimal(q)) for q in ("0.25", "0.5", "0.75")]
    assert [float(q) for q in found] == pytest.approx(wanted)
