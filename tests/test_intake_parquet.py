"""Parquet: our columns, exact numbers, and the place of a stored figure kept from its first submission."""

from decimal import Decimal
from pathlib import Path

import pytest
from reading import codes
from workbooks import simple

from engine.intake.submission import read
from engine.model.diagnostic import Place
from engine.model.submission import Submission

KEYS = "'a' AS indicator, '示例市' AS jurisdiction, 2024 AS year, '家' AS unit"


def stored(folder: Path, columns: str) -> bytes:
    """One row as Parquet."""
    import duckdb

    path = folder / "x.parquet"
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"COPY (SELECT {KEYS}, {columns}) TO '{path}' (FORMAT parquet)")
    return path.read_bytes()


def found(folder: Path, columns: str) -> Submission:
    return read(stored(folder, columns), "x.parquet", {})


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        ("95", "95"),
        ("95.10::DECIMAL(9,2)", "95.1"),
        ("0.3::DOUBLE", "0.3"),
        ("'1.2万'", "12000"),
        ("9007199254740993::BIGINT", "9007199254740993"),
    ],
)
def test_numbers_of_any_type_are_exact(tmp_path: Path, value: str, read_as: str) -> None:
    (o,) = found(tmp_path, f"{value} AS value").observations
    assert (o.value, o.place) == (Decimal(read_as), Place("x.parquet", 1, 5))


def test_nothing_and_a_dash_are_two_things(tmp_path: Path) -> None:
    states = [found(tmp_path, f"{v} AS value").observations[0].state for v in ("NULL", "'-'", "''", "0")]
    assert states == ["missing", "not_applicable", "missing", "reported"]


def test_a_binary_number_is_read_as_excel_shows_it(tmp_path: Path) -> None:
    """N407, in Parquet and in a workbook alike: 0.1 + 0.2 is not quite 0.3."""
    submission = found(tmp_path, "0.1::DOUBLE + 0.2::DOUBLE AS value")
    assert [(d.code, d.raw) for d in submission.problems] == [("N407", "0.3")]
    assert submission.observations[0].value == Decimal("0.3")
    from test_intake_hostile import SHEET, packed, parts

    sound = parts(simple(("a", "示例市", 2024, 0.3, "家")))
    stored_so = [(n, d.replace(b"<v>0.3</v>", b"<v>0.30000000000000004</v>") if n == SHEET else d) for n, d in sound]
    assert codes(packed(*stored_so), "a.xlsx") == [("N407", "汇总!D2")]


def test_a_stored_figure_keeps_its_first_place(tmp_path: Path) -> None:
    place = "'报表.xlsx' AS place_file, '填报表' AS place_sheet, 7 AS place_line, 8 AS place_column"
    columns = (
        f"'5E+4' AS value, 'reported' AS state, 'approximate' AS bound, '5000' AS margin, '约5万' AS written, {place}"
    )
    submission = found(tmp_path, f"{columns}, '市科协' AS reporter, DATE '2025-02-10' AS received")
    (o,) = submission.observations
    assert submission.problems == ()
    assert (o.value, o.bound, o.margin, o.written) == (Decimal(50000), "approximate", Decimal(5000), "约5万")
    assert (str(o.place), o.reporter, str(o.received)) == ("报表.xlsx:填报表!H7", "市科协", "2025-02-10")


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ("1 AS valeu", "S401"),
        ("1 AS value, 2 AS colour", "S402"),
        ("[1, 2] AS value", "S437"),
        ("'x' AS value", "S405"),
        ("'inf'::DOUBLE AS value", "S437"),
    ],
)
def test_what_does_not_fit(tmp_path: Path, columns: str, code: str) -> None:
    assert code in [d.code for d in found(tmp_path, columns).problems]


def test_too_many_rows_are_refused_by_their_number_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.intake import limits

    monkeypatch.setattr(limits, "MAX_ROWS", 0)
    assert codes(stored(tmp_path, "1 AS value"), "x.parquet") == [("S419", "")]
