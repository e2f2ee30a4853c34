"""Seven comparisons below, at and above their number; 以上 includes it, 超过 does not (Civil Code art. 1259)."""

from decimal import Decimal
from typing import Any

import pytest

from engine.compare import COMPARISONS, accepted
from engine.interval import Interval
from engine.model.target import Comparison, Target


def accepts(number: str, factor: int = 1, **target: Any) -> bool:
    """Whether a target, scaled to the base unit by `factor`, accepts a number of the base unit."""
    made = Target.model_validate({"unit": "家", "due": "2025"} | target)
    interval = accepted(made, lambda n: n * factor, Decimal(factor))
    point = Interval.point(Decimal(number))
    assert point.within(interval) != point.misses(interval), "a point is in or out"
    return point.within(interval)


TABLE = {
    "at_least": (False, True, True),
    "more_than": (False, False, True),
    "at_most": (True, True, False),
    "less_than": (True, False, False),
    "equal": (False, True, False),
}
"""Comparison with 100 → whether 99.999, 100 and 100.001 are accepted."""


@pytest.mark.parametrize(("comparison", "verdicts"), TABLE.items())
def test_below_at_above(comparison: str, verdicts: tuple[bool, ...]) -> None:
    found = tuple(accepts(n, comparison=comparison, value="100") for n in ("99.999", "100.000", "100.001"))
    assert found == verdicts


def test_the_tables_are_whole() -> None:
    assert set(COMPARISONS) == set(Comparison)
    assert {*TABLE, "about", "between"} == {c.value for c in Comparison}


@pytest.mark.parametrize(
    ("number", "verdict"), [("7.99", False), ("8", True), ("9", True), ("10", True), ("10.01", False)]
)
def test_between_includes_both_ends(number: str, verdict: bool) -> None:
    assert accepts(number, comparison="between", low="8", high="10") is verdict


BAND = ("89.9", "90", "100", "110", "110.1")
SIDES = {
    "more": (False, True, True, True, True),
    "less": (True, True, True, True, False),
    "either": (False, True, True, True, False),
}


@pytest.mark.parametrize(("favourable", "verdicts"), SIDES.items())
@pytest.mark.parametrize("tolerance", ["10%", "10", "１０％", "10.0"])
def test_about_has_a_band_and_a_favourable_side(favourable: str, verdicts: tuple[bool, ...], tolerance: str) -> None:
    target = {"comparison": "about", "value": "100", "tolerance": tolerance, "favourable": favourable}
    assert tuple(accepts(n, **target) for n in BAND) == verdicts


@pytest.mark.parametrize(
    ("target", "number", "verdict"),
    [
        # 3%左右 of prices is met at 0.2; 1200万人左右 of jobs at 1244; 5.5%左右 of growth is not met at 3.
        ({"value": "3", "tolerance": "0.5", "favourable": "less"}, "0.2", True),
        ({"value": "1200", "tolerance": "5%", "favourable": "more"}, "1244", True),
        ({"value": "5.5", "tolerance": "0.5", "favourable": "more"}, "3", False),
        ({"value": "-2", "tolerance": "10%", "favourable": "either"}, "-2.2", True),
        ({"value": "-2", "tolerance": "10%", "favourable": "either"}, "-2.3", False),
        ({"value": "0", "tolerance": "10%", "favourable": "either"}, "0", True),
        ({"value": "0", "tolerance": "10%", "favourable": "either"}, "0.1", False),
    ],
)
def test_about_in_plans(target: dict[str, str], number: str, verdict: bool) -> None:
    assert accepts(number, comparison="about", **target) is verdict


@pytest.mark.parametrize("tolerance", ["10%", "0.5"])
def test_a_tolerance_is_in_the_unit_of_the_target(tolerance: str) -> None:
    """5万人 give or take 0.5万人 (or 10%) accepts from 45,000 人 on."""
    target = {"comparison": "about", "value": "5", "tolerance": tolerance, "favourable": "more"}
    assert [accepts(n, 10_000, **target) for n in ("44999", "45000")] == [False, True]


def test_between_in_another_unit() -> None:
    target = {"comparison": "between", "low": "1", "high": "2"}
    assert [accepts(n, 10_000, **target) for n in ("9999", "10000", "20000", "20001")] == [False, True, True, False]


def test_the_last_of_the_dated_values_counts() -> None:
    target = {"comparison": "at_least", "values": {"2025": "100", "2023": "80"}, "due": None}
    assert [accepts(n, **target) for n in ("99", "100")] == [False, True]
