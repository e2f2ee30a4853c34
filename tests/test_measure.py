"""How figures become one number: five measures with figures that are there, missing, '-', zero, bounds or narrower."""

from pathlib import Path
from typing import Any

import pytest
from little_rules import Row, indicator, judged, target

FLOW = {"indicators": [indicator(kind="flow")]}
RATE = {"indicators": [indicator(kind="rate", unit="%")]}
PER_CENT = target(value=50, unit="%")
RATIO = {
    "measure": "ratio",
    "target": PER_CENT,
    "indicators": [
        indicator(kind="rate", unit="%", numerator="over", denominator="under"),
        indicator(id="over", unit="万家"),
        indicator(id="under"),
    ],
}
SUM = {"measure": "cumulative", **FLOW}
ADDED = {"measure": "increment"}
BASED = {"measure": "increment", "trajectory": {"baseline": {"year": 2020, "value": 60}}}
ANNUAL = {"measure": "annual", **FLOW}


def outcome(folder: Path, rows: list[Row], year: int, commitment: dict[str, Any]) -> tuple[str, str, str | None]:
    """Outcome, reason, and condition in plain digits."""
    f = judged(folder, rows, year, **commitment)
    return f.outcome.value, f.reason_code.value, None if f.condition is None else f"{f.condition.normalize():f}"


NO_DATA = ("undecided", "no_data", None)
MARKED = ("not_applicable", "marked_not_applicable", None)


@pytest.mark.parametrize("commitment", [{}, ANNUAL], ids=["level", "annual"])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(2025, 100)], ("pass", "reached", "100")),
        ([(2025, "99.9999")], ("gap", "short", "99.9999")),
        ([(2024, 100)], NO_DATA),
        ([(2026, 100)], NO_DATA),
        ([], NO_DATA),
        ([(2025, "")], NO_DATA),
        ([(2025, "-")], MARKED),
        ([(2025, 0)], ("gap", "short", "0")),
        ([(2025, "不少于100")], ("pass", "reached", "100")),
        ([(2025, "超过99")], ("undecided", "bound", "99")),
        ([(2025, "不足100")], ("gap", "short", "100")),
        ([(2025, "不超过100")], ("undecided", "bound", "100")),
        ([(2025, "约100")], ("undecided", "bound", "100")),
        ([(2025, "约200")], ("pass", "reached", "200")),
        ([(2025, "0.01", "万家")], ("pass", "reached", "100")),
    ],
)
def test_one_year(tmp_path: Path, commitment: dict[str, Any], rows: list[Row], expected: tuple[str, ...]) -> None:
    assert outcome(tmp_path, rows, 2025, commitment) == expected


@pytest.mark.parametrize(
    ("rows", "year", "expected"),
    [
        ([(2021, 10), (2022, 10)], 2022, ("gap", "short", "20")),
        ([(2021, 20), (2022, 20)], 2022, ("pass", "reached", "40")),
        ([(2020, 500), (2021, 20)], 2021, ("pass", "reached", "20")),
        ([(2021, 20), (2022, 500)], 2021, ("pass", "reached", "20")),
        ([(2021, 20)], 2022, ("undecided", "no_data", "20")),
        ([(2021, 20), (2022, "")], 2022, ("undecided", "no_data", "20")),
        ([(2021, 40), (2022, "")], 2022, ("pass", "reached", "40")),
        ([(2021, 20), (2022, "-")], 2022, ("gap", "short", "20")),
        ([(2021, 40), (2022, "-")], 2022, ("pass", "reached", "40")),
        ([(2021, "-"), (2022, "-")], 2022, MARKED),
        ([(2021, "-")], 2022, NO_DATA),
        ([(2021, 0), (2022, 0)], 2022, ("gap", "short", "0")),
        ([(2021, "不少于20"), (2022, 20)], 2022, ("pass", "reached", "40")),
        ([(2021, "不少于20"), (2022, 19)], 2022, ("undecided", "bound", "39")),
        ([(2021, "超过20"), (2022, "约20")], 2022, ("undecided", "bound", "40")),
    ],
)
@pytest.mark.parametrize("measure", ["cumulative", "increment"])
def test_sums_of_flows(tmp_path: Path, measure: str, rows: list[Row], year: int, expected: tuple[str, ...]) -> None:
    """100 in five years asks for 20 in the first and 40 by the second, whichever word the plan uses."""
    assert outcome(tmp_path, rows, year, {"measure": measure, **FLOW}) == expected


def test_a_running_total_is_read_as_it_stands(tmp_path: Path) -> None:
    assert outcome(tmp_path, [(2021, 20), (2022, 40)], 2022, {"measure": "cumulative"})[2] == "40"


def test_a_missing_year_decides_against_a_cap_once_the_others_exceed_it(tmp_path: Path) -> None:
    cap = {**SUM, "target": target(comparison="at_most")}
    assert outcome(tmp_path, [(2021, 50)], 2022, cap) == ("gap", "short", "50")
    assert outcome(tmp_path, [(2021, 30)], 2022, cap) == ("undecided", "no_data", "30")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(2020, 60), (2025, 160)], ("pass", "reached", "100")),
        ([(2020, 60), (2025, 159)], ("gap", "short", "99")),
        ([(2020, 60)], NO_DATA),
        ([(2025, 160)], NO_DATA),
        ([(2020, ""), (2025, 160)], NO_DATA),
        ([(2020, 60), (2025, "-")], MARKED),
        ([(2020, 0), (2025, 100)], ("pass", "reached", "100")),
        ([(2020, 60), (2025, "不少于160")], ("pass", "reached", "100")),
        ([(2020, "不少于60"), (2025, 160)], ("undecided", "bound", "100")),
        ([(2020, "不超过60"), (2025, 160)], ("pass", "reached", "100")),
        ([(2020, "超过60"), (2025, 160)], ("gap", "short", "100")),
        ([(2020, 60), (2025, 50)], ("gap", "short", "-10")),
    ],
)
def test_increments_of_a_stock(tmp_path: Path, rows: list[Row], expected: tuple[str, ...]) -> None:
    """Counted from the year before the plan."""
    assert outcome(tmp_path, rows, 2025, ADDED) == expected


def test_a_declared_baseline_comes_before_a_reported_one(tmp_path: Path) -> None:
    assert outcome(tmp_path, [(2020, 90), (2025, 160)], 2025, BASED) == ("pass", "reached", "100")


def test_increments_of_every_year_are_counted_from_the_year_before(tmp_path: Path) -> None:
    yearly = {"measure": "increment", "target": target(due=None, every_year=True)}
    assert outcome(tmp_path, [(2022, 60), (2023, 165)], 2023, yearly)[2] == "105"
    assert outcome(tmp_path, [(2022, 60), (2023, 165)], 2023, {**yearly, **FLOW})[2] == "165"


@pytest.mark.parametrize(
    ("commitment", "rows", "criterion"),
    [
        # a percentage of 12 that shall rise by 5 points: after three of five years 3, not 7.8
        ({**RATE, "measure": "increment", "target": target(value=5, unit="%")}, [(2023, 15, "%")], "3"),
        (ADDED, [(2023, 72)], "60"),
        # sums begin at zero whatever the year before the plan brought
        ({**FLOW, "measure": "increment"}, [(2021, 60), (2022, 0), (2023, 0)], "60"),
        (SUM, [(2021, 60), (2022, 0), (2023, 0)], "60"),
    ],
)
def test_what_is_counted_from_a_base_is_expected_from_zero(
    tmp_path: Path, commitment: dict[str, Any], rows: list[Row], criterion: str
) -> None:
    based = {"trajectory": {"baseline": {"year": 2020, "value": 12}}}
    found = judged(tmp_path, rows, 2023, **commitment, **based)
    assert (f"{found.criterion:f}", found.method, found.outcome.value) == (criterion, "linear", "pass")


def test_the_level_of_a_stock_is_expected_from_its_baseline(tmp_path: Path) -> None:
    found = judged(tmp_path, [(2023, 68)], 2023, trajectory={"baseline": {"year": 2020, "value": 20}})
    assert (found.criterion, found.shortfall, found.outcome.value) == (68, 0, "pass")


def ratio_rows(over: str, under: str, published: str = "") -> list[Row]:
    """A numerator in 万家, a denominator in 家, and the rate as published."""
    return [(2025, over, "万家", "final", "over"), (2025, under, "家", "final", "under"), (2025, published, "%")]


@pytest.mark.parametrize(
    ("over", "under", "published", "expected"),
    [
        ("5", "100000", "", ("pass", "reached", "50")),
        ("5", "100001", "50", ("gap", "short")),
        ("4", "100000", "99", ("gap", "short", "40")),
        ("", "100000", "60", ("pass", "reached", "60")),
        ("约5", "100000", "60", ("pass", "reached", "60")),
        ("5", "", "40", ("gap", "short", "40")),
        ("5", "0", "40", ("gap", "short", "40")),
        ("5", "-", "", NO_DATA),
        ("5", "0", "-", MARKED),
        ("0", "100000", "", ("gap", "short", "0")),
    ],
)
def test_ratio(tmp_path: Path, over: str, under: str, published: str, expected: tuple[str, ...]) -> None:
    """From numerator and denominator where both are exact, else as published; never 0 for what is missing."""
    found = outcome(tmp_path, ratio_rows(over, under, published), 2025, RATIO)
    assert found[: len(expected)] == expected


@pytest.mark.parametrize(("unit", "condition"), [("%", 50), ("％", 50), ("‰", 500)])
def test_a_ratio_is_in_its_own_unit(tmp_path: Path, unit: str, condition: int) -> None:
    parts = RATIO["indicators"]
    assert isinstance(parts, list)
    ratio = {**RATIO, "target": target(value=50, unit=unit), "indicators": [{**parts[0], "unit": unit}, *parts[1:]]}
    found = judged(tmp_path, ratio_rows("5", "100000")[:2], 2025, **ratio)
    assert (found.condition, found.outcome.value) == (condition, "pass")


NARROWER = indicator(id="n", name="省级基地", narrower_than=["i"])


@pytest.mark.parametrize(
    ("comparison", "value", "expected"),
    [
        ("at_least", "37", ("undecided", "scope", "37")),
        ("at_least", "120", ("pass", "reached", "120")),
        ("at_most", "37", ("undecided", "scope", "37")),
        ("at_most", "120", ("gap", "short", "120")),
        ("equal", "120", ("gap", "short", "120")),
        ("at_least", "约120", ("pass", "reached", "120")),
        ("at_least", "不超过120", ("undecided", "scope", "120")),
        ("at_least", "-", NO_DATA),
        ("at_least", "", NO_DATA),
    ],
)
def test_a_part_is_at_least_that_much_of_the_whole(
    tmp_path: Path, comparison: str, value: str, expected: tuple[str, ...]
) -> None:
    """省级以上 bases alone cannot show that 省市级各类 bases are too few."""
    commitment = {"target": target(comparison=comparison), "indicators": [indicator(), NARROWER]}
    assert outcome(tmp_path, [(2025, value, "家", "final", "n")], 2025, commitment) == expected


@pytest.mark.parametrize("order", [("n", "m"), ("m", "n")])
def test_of_two_parts_the_one_that_proves_more_counts(tmp_path: Path, order: tuple[str, str]) -> None:
    """In whatever order they are registered."""
    parts = [{**NARROWER, "id": name} for name in order]
    rows: list[Row] = [(2025, 60, "家", "final", "n"), (2025, 120, "家", "final", "m")]
    found = outcome(tmp_path, rows, 2025, {"indicators": [indicator(), *parts]})
    assert found == ("pass", "reached", "120")


def test_the_whole_comes_before_a_part(tmp_path: Path) -> None:
    rows: list[Row] = [(2025, 90), (2025, 120, "家", "final", "n")]
    assert outcome(tmp_path, rows, 2025, {"indicators": [indicator(), NARROWER]}) == ("gap", "short", "90")


def test_a_part_in_another_unit_is_converted(tmp_path: Path) -> None:
    part = {**NARROWER, "unit": "万座", "unit_aliases": ["个"]}
    whole = indicator(unit_aliases=["座"])
    for unit in ("万座", "万个"):
        rows: list[Row] = [(2025, "0.0120", unit, "final", "n")]
        assert outcome(tmp_path, rows, 2025, {"indicators": [whole, part]}) == ("pass", "reached", "120")


@pytest.mark.parametrize("comparison", ["at_least", "at_most"])
@pytest.mark.parametrize("value", ["1", "99"])
def test_the_rate_of_a_part_says_nothing_of_the_rate_of_the_whole(tmp_path: Path, comparison: str, value: str) -> None:
    rates = [indicator(kind="rate", unit="%"), {**NARROWER, "kind": "rate", "unit": "%"}]
    commitment = {"target": target(comparison=comparison, value=17, unit="%"), "indicators": rates}
    found = outcome(tmp_path, [(2025, value, "%", "final", "n")], 2025, commitment)
    assert found == ("undecided", "scope", value)


def test_twenty_digits_are_compared_to_the_last(tmp_path: Path) -> None:
    """More digits than the default context of decimal keeps."""
    whole, little = "99999999999999999999", "0.0000000000000000001"
    more = {**SUM, "target": target(comparison="more_than", value=whole)}
    rows: list[Row] = [(2021, whole), (2022, little), (2023, 0), (2024, 0), (2025, 0)]
    assert outcome(tmp_path, rows, 2025, more)[0] == "pass"
    assert outcome(tmp_path, [*rows[:1], *((y, 0) for y in range(2022, 2026))], 2025, more)[0] == "gap"
