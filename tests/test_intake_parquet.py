"""Parquet: our columns, exact numbers, and nothing else that a sender says of a figure believed."""

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


def test_a_bound_of_our_own_files_is_read(tmp_path: Path) -> None:
    columns = "'5E+4' AS value, 'reported' AS state, 'approximate' AS bound"
    (o,) = found(tmp_path, f"{columns}, '市科协' AS reporter, DATE '2025-02-10' AS received").observations
    assert (o.value, o.bound, o.margin, o.written) == (Decimal(50000), "approximate", Decimal(5000), "大约5万")
    assert (str(o.place), o.reporter, str(o.received)) == ("x.parquet:1:5", "市科协", "2025-02-10")


@pytest.mark.parametrize("line", ["7", "'7'", "'²'"])
def test_a_sender_cannot_say_where_a_figure_first_stood(tmp_path: Path, line: str) -> None:
    """Only the inbox's own reader believes these columns; here they are named and left out."""
    place = f"'别处.xlsx' AS place_file, {line} AS place_line, '8' AS place_column, '9' AS written, '9999' AS margin"
    submission = found(tmp_path, f"'约50' AS value, {place}")
    (o,) = submission.observations
    assert (str(o.place), o.written, o.margin) == ("x.parquet:1:5", "约50", Decimal(5))
    assert [(d.code, d.place.spot) for d in submission.problems] == [("N426", "")]
    assert "place_file、place_line、place_column、written、margin" in submission.problems[0].text.zh


@pytest.mark.parametrize("value", ["1_000", "٣", "1e5", "NaN", "Infinity", "-Infinity", "0x10", "12,34", "5E+9999"])
@pytest.mark.parametrize("state", ["", ", 'reported' AS state", ", 'reported' AS state, 'lower' AS bound"])
def test_text_is_read_as_strictly_as_in_csv(tmp_path: Path, value: str, state: str) -> None:
    submission = found(tmp_path, f"'{value}' AS value{state}")
    (d,) = (d for d in submission.problems if d.code == "S405")
    assert d.raw.removeprefix("不少于") == value
    assert submission.observations == ()


@pytest.mark.parametrize("columns", ["'guessed' AS state", "'reported' AS state, 'about' AS bound", "'>' AS bound"])
def test_a_word_that_nobody_knows(tmp_path: Path, columns: str) -> None:
    """S463."""
    submission = found(tmp_path, f"'5' AS value, {columns}")
    assert ([d.code for d in submission.problems], submission.observations) == (["S463"], ())


@pytest.mark.parametrize(
    ("columns", "read_as"),
    [
        ("95 AS value, 'reported' AS state", ("reported", Decimal(95), "exact")),
        ("'5E+4' AS value, 'reported' AS state", ("reported", Decimal(50000), "exact")),
        ("'约5' AS value, 'reported' AS state", ("reported", Decimal(5), "approximate")),
        ("95 AS value, NULL AS state, NULL AS bound", ("reported", Decimal(95), "exact")),
        ("95 AS value, 'lower' AS bound", ("reported", Decimal(95), "lower")),
        ("NULL AS value, 'missing' AS state", ("missing", None, "exact")),
        ("NULL AS value, 'not_applicable' AS state", ("not_applicable", None, "exact")),
        ("'-' AS value, 'not_applicable' AS state, 'exact' AS bound", ("not_applicable", None, "exact")),
    ],
)
def test_a_state_without_a_bound_is_exact(tmp_path: Path, columns: str, read_as: tuple[object, ...]) -> None:
    submission = found(tmp_path, columns)
    (o,) = submission.observations
    assert ((o.state, o.value, o.bound), submission.problems) == (read_as, ())


@pytest.mark.parametrize(
    "columns",
    [
        "95 AS value, 'missing' AS state",
        "95 AS value, 'not_applicable' AS state",
        "'-' AS value, 'missing' AS state",
        "NULL AS value, 'reported' AS state",
        "'-' AS value, 'reported' AS state, 'exact' AS bound",
        "'约5' AS value, 'reported' AS state, 'lower' AS bound",
        "'约5' AS value, 'exact' AS bound",
    ],
)
def test_a_value_that_its_state_contradicts(tmp_path: Path, columns: str) -> None:
    """S462: neither silently wins."""
    submission = found(tmp_path, columns)
    assert ([d.code for d in submission.problems], submission.observations) == (["S462"], ())


@pytest.mark.parametrize(
    ("value", "read_as", "noted"),
    [
        ("95.3", "95.3", []),
        ("0.1", "0.1", []),
        ("1e6", "1000000", []),
        ("123456", "123456", []),
        ("1234567", "1234567", ["N429"]),
        ("123456789", "123456790", ["N429"]),
        ("16777216", "16777216", ["N429"]),
    ],
)
def test_a_number_of_single_precision_is_its_shortest_decimal(
    tmp_path: Path, value: str, read_as: str, noted: list[str]
) -> None:
    """95.3 of 32 bits is not 95.3000030517578; N429: beyond 6 digits nobody can tell what was written."""
    submission = found(tmp_path, f"'{value}'::FLOAT AS value")
    assert ([o.value for o in submission.observations], [d.code for d in submission.problems]) == (
        [Decimal(read_as)],
        noted,
    )


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
def test_no_number_of_single_precision(tmp_path: Path, value: str) -> None:
    assert [d.code for d in found(tmp_path, f"'{value}'::FLOAT AS value").problems] == ["S437"]


def test_a_moment_in_a_time_zone_is_refused_by_its_column(tmp_path: Path) -> None:
    (d,) = found(tmp_path, "1 AS value, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS received").problems
    assert d.code == "S420"
    assert "received" in d.text.zh and "TIMESTAMP WITH TIME ZONE" in d.text.zh and "pytz" not in d.text.zh


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
