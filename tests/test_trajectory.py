"""What a target asks for before its deadline, by each method, year for year."""

from decimal import Decimal

import pytest

from engine.model.target import Method
from engine.trajectory import TRAJECTORIES, Progress


def expected(
    method: Method, target: str, year: int, base: str = "0", base_year: int = 2020, **dated: str
) -> str | None:
    """The number expected in a year of a target due in 2025, to 12 places."""
    milestones = {int(y.removeprefix("y")): Decimal(v) for y, v in dated.items()}
    found = TRAJECTORIES[method](Decimal(target), Progress(year, base_year, Decimal(base), 2025, milestones))
    return None if found is None else f"{found.quantize(Decimal('1e-12')).normalize():f}"


@pytest.mark.parametrize(
    ("year", "value"),
    [(2019, None), (2020, None), (2021, "36"), (2022, "52"), (2023, "68"), (2024, "84"), (2025, "100")],
)
def test_linear_on_the_increment_from_the_baseline(year: int, value: str | None) -> None:
    """Base 20 in 2020, target 100 in 2025: 68 in 2023, not 60."""
    assert expected(Method.LINEAR, "100", year, "20") == value


@pytest.mark.parametrize(("year", "value"), [(2021, "8"), (2023, "4"), (2025, "0")])
def test_linear_downwards(year: int, value: str) -> None:
    assert expected(Method.LINEAR, "0", year, "10") == value


def test_linear_from_zero_before_the_first_year_for_sums() -> None:
    assert [expected(Method.LINEAR, "500", y) for y in (2021, 2022, 2025)] == ["100", "200", "500"]


def test_linear_on_a_third_does_not_round_down_before_it_is_compared() -> None:
    assert expected(Method.LINEAR, "1", 2023, base_year=2022) == "0.333333333333"


@pytest.mark.parametrize(
    ("year", "value"),
    [(2020, None), (2021, "27.594593229224"), (2022, "38.073078774318"), (2023, "52.530556088075"), (2025, "100")],
)
def test_compound(year: int, value: str | None) -> None:
    """20 × 5^(n/5), to twelve places (bc -l)."""
    assert expected(Method.COMPOUND, "100", year, "20") == value


@pytest.mark.parametrize(("target", "base"), [("100", "0"), ("100", "-1"), ("0", "20"), ("-5", "20")])
def test_compound_needs_numbers_above_zero(target: str, base: str) -> None:
    assert expected(Method.COMPOUND, target, 2023, base) is None


@pytest.mark.parametrize(
    ("year", "value"), [(2021, None), (2022, "60"), (2023, "60"), (2024, "80"), (2025, "100"), (2026, "100")]
)
def test_milestones_hold_until_the_next(year: int, value: str | None) -> None:
    assert expected(Method.MILESTONES, "100", year, y2022="60", y2024="80", y2025="100") == value


@pytest.mark.parametrize("year", [2019, 2021, 2024])
def test_flat_asks_the_target_of_every_year_and_none_asks_nothing(year: int) -> None:
    assert expected(Method.FLAT, "100", year, "20") == "100"
    assert expected(Method.NONE, "100", year, "20") is None


def test_the_table_is_whole() -> None:
    assert set(TRAJECTORIES) == set(Method)
