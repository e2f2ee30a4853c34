"""One cell of a submission: a figure, a bound, '-', nothing, and zero are five things."""

from decimal import Decimal

import pytest

from engine.intake.figure import Cell, read_cell
from engine.model.observation import Bound
from engine.quantity import QuantityError


@pytest.mark.parametrize("text", ["", " ", "\t", "\u3000"])
def test_nothing_is_not_reported(text: str) -> None:
    assert read_cell(text, "家") == Cell("missing")


@pytest.mark.parametrize("text", ["-", "—", "–", "——", " - "])
def test_a_dash_is_no_such_thing(text: str) -> None:
    assert read_cell(text, "家") == Cell("not_applicable")


@pytest.mark.parametrize("text", ["0", "0.0", "０", "-0"])
def test_zero_is_a_figure(text: str) -> None:
    cell = read_cell(text, "家")
    assert (cell.state, cell.value, cell.bound) == ("reported", 0, "exact")


@pytest.mark.parametrize(
    ("text", "bound", "value"),
    [
        ("37", "exact", "37"),
        ("不少于37", "lower", "37"),
        ("不低于37", "lower", "37"),
        ("至少37", "lower", "37"),
        ("≥37", "lower", "37"),
        (">=37", "lower", "37"),
        (">= 37", "lower", "37"),
        ("超过37", "above", "37"),
        ("突破1,000", "above", "1000"),
        (">37", "above", "37"),
        ("不超过37", "upper", "37"),
        ("至多37", "upper", "37"),
        ("≤37", "upper", "37"),
        ("<=37", "upper", "37"),
        ("不足37", "below", "37"),
        ("低于37", "below", "37"),
        ("<37", "below", "37"),
        ("约5万", "approximate", "50000"),
        ("大约37", "approximate", "37"),
        ("超过 2万", "above", "20000"),
    ],
)
def test_bounds(text: str, bound: Bound, value: str) -> None:
    cell = read_cell(text, "家")
    assert (cell.state, cell.bound, cell.value) == ("reported", bound, Decimal(value))


@pytest.mark.parametrize(
    ("text", "margin"),
    [
        ("约5万", "5000"),
        ("约37", "0.5"),
        ("约40", "5"),
        ("约100", "50"),
        ("约105", "0.5"),
        ("约12.3", "0.05"),
        ("约1.20", "0.005"),
        ("约1.5万", "500"),
        ("约1,200", "50"),
        ("约2,000", "500"),
        ("约１２０", "5"),
        ("约万", "5000"),
        ("约0", "0.5"),
        ("约0.0", "0.05"),
        ("37", "0"),
        ("超过37", "0"),
    ],
)
def test_an_approximate_figure_may_be_off_by_half_of_its_last_written_digit(text: str, margin: str) -> None:
    assert read_cell(text, "家").margin == Decimal(margin)


@pytest.mark.parametrize("text", ["18%", "18％", "18", "１８％", " 18% "])
def test_a_percent_sign_where_the_unit_is_percent(text: str) -> None:
    assert read_cell(text, "%").value == 18


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("18%", "家"),
        ("37家", "家"),
        *((text, "%") for text in ("18%%", "%", "百分之十八")),
        *((text, "家") for text in ("超过", "超过约37", "约", "无", "N/A", "--", "12,34", "1e5", "37*", "3-5")),
        *((text, "家") for text in ("百", "万", "百万", " 千 ", "+", "-百")),
        ("百%", "%"),
    ],
)
def test_refused(text: str, unit: str) -> None:
    with pytest.raises(QuantityError):
        read_cell(text, unit)


def test_a_bound_of_a_percentage() -> None:
    assert read_cell("超过3%", "%") == Cell("reported", Decimal(3), "above")
