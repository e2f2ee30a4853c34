"""One CSV file of observations in long form; every problem of every row is collected."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TypedDict

from engine.intake.figure import Cell, read_cell
from engine.model.diagnostic import Diagnostic
from engine.model.observation import Observation, Status
from engine.quantity import QuantityError, parse_number, split_unit
from engine.rows import Columns, Row, read_rows

REQUIRED = ("indicator", "jurisdiction", "year", "value", "unit")
OPTIONAL = ("status", "source", "note", "case", "standard_error", "sample_size", "design_effect", "received")

CHINESE = {
    "指标": "indicator",
    "地区": "jurisdiction",
    "年份": "year",
    "年度": "year",
    "数值": "value",
    "完成值": "value",
    "单位": "unit",
    "状态": "status",
    "来源": "source",
    "出处": "source",
    "备注": "note",
    "说明": "note",
    "个案": "case",
    "标准误": "standard_error",
    "样本量": "sample_size",
    "设计效应": "design_effect",
    "报送日期": "received",
    "快报数": "provisional",
    "核实数": "final",
    "修订数": "revised",
}
"""Chinese headers and status words → those of the format."""

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years that a figure can be of, as for the rules."""


class Sample(TypedDict, total=False):
    """Sampling columns of a row that are filled in."""

    standard_error: Decimal
    sample_size: int
    design_effect: Decimal


STATUSES: dict[str, Status] = {s.word: s for s in Status}


def read(content: bytes, file: str) -> Iterator[Observation | Diagnostic]:
    """Observations and problems of one file, in order of its lines."""
    for item in read_rows(content, file, Columns(REQUIRED, OPTIONAL, CHINESE)):
        yield from _observation(item) if isinstance(item, Row) else [item]


def _observation(row: Row) -> Iterator[Observation | Diagnostic]:
    """The observation of one record, or each thing that is wrong with it."""
    cells = row.cells
    problems = [Diagnostic.of("S411", row.place, what=c) for c in ("indicator", "jurisdiction", "unit") if not cells[c]]
    year = cells["year"]
    four = year.isascii() and year.isdigit() and len(year) == len("2024")
    if not (four and FIRST_YEAR <= int(year) <= LAST_YEAR):
        problems.append(Diagnostic.of("S404", row.place, text=year))
    sample, bad = _sample(cells)
    received = _day(cells.get("received", ""))
    if cells.get("received") and received is None:
        problems.append(Diagnostic.of("S418", row.place, text=cells["received"]))
    problems += [Diagnostic.of("S413", row.place, column=c, text=cells[c]) for c in bad]
    try:
        split_unit(cells["unit"])
    except QuantityError as e:
        problems.append(Diagnostic.of(e.code, row.place, **e.params))
    status = cells.get("status") or "final"
    status = CHINESE.get(status, status)
    if status not in STATUSES:
        problems.append(Diagnostic.of("S406", row.place, text=status))
    try:
        cell = read_cell(cells["value"], cells["unit"])
    except QuantityError:
        problems.append(Diagnostic.of("S405", row.place, text=cells["value"]))
        cell = Cell("missing")
    if problems:
        yield from problems
        return
    yield Observation(
        indicator=cells["indicator"],
        jurisdiction=cells["jurisdiction"],
        year=int(year),
        state=cell.state,
        value=cell.value,
        unit=cells["unit"],
        bound=cell.bound,
        status=STATUSES[status],
        source=cells.get("source", ""),
        note=cells.get("note", ""),
        place=row.place,
        margin=cell.margin,
        case=cells.get("case", ""),
        received=received,
        **sample,
    )


def _day(text: str) -> date | None:
    """A day as 2025-02-10, or as Excel saves it, 2025/2/10; None when empty or no day."""
    try:
        return date(*map(int, text.replace("/", "-").split("-"))) if text else None
    except (ValueError, TypeError):
        return None


def _sample(cells: dict[str, str]) -> tuple[Sample, list[str]]:
    """Sampling columns of a row, and those that are not numbers above zero."""
    sample: Sample = {}
    bad = []
    for column, kind in (("standard_error", Decimal), ("sample_size", int), ("design_effect", Decimal)):
        if not cells.get(column):
            continue
        try:
            number = parse_number(cells[column])
        except QuantityError:
            number = Decimal(0)
        if number <= 0 or number != kind(number):
            bad.append(column)
        sample[column] = kind(number)  # type: ignore[literal-required]
    return sample, bad
