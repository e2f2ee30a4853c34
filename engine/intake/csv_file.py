"""One CSV file of observations in long form; every problem of every row is collected."""

import csv
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from difflib import get_close_matches
from typing import NamedTuple, TypedDict

from engine.intake.figure import Cell, read_cell
from engine.model.diagnostic import Diagnostic, Place
from engine.model.observation import Observation, Status
from engine.model.text import Text
from engine.quantity import QuantityError, parse_number, split_unit

REQUIRED = ("indicator", "jurisdiction", "year", "value", "unit")
OPTIONAL = ("status", "source", "note", "case", "standard_error", "sample_size", "design_effect")
COLUMNS = REQUIRED + OPTIONAL

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
    "快报数": "provisional",
    "核实数": "final",
    "修订数": "revised",
}
"""Chinese headers and status words → those of the format."""

ENCODINGS = ("utf-8-sig", "gb18030")
"""Tried in this order: Excel on Chinese Windows writes GB18030 unless told otherwise."""


class Sample(TypedDict, total=False):
    """Sampling columns of a row that are filled in."""

    standard_error: Decimal
    sample_size: int
    design_effect: Decimal


STATUSES: dict[str, Status] = {s.word: s for s in Status}


class Row(NamedTuple):
    """One record by column name, with its place."""

    cells: dict[str, str]
    place: Place


def read(content: bytes, file: str) -> Iterator[Observation | Diagnostic]:
    """Observations and problems of one file, in order of its lines."""
    text = _decode(content)
    if text is None:
        yield Diagnostic.of("S412", Place(file), why=Text("既不是 UTF-8 也不是 GB18030", "neither UTF-8 nor GB18030"))
        return
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        yield Diagnostic.of("S412", Place(file, line, 1), why=Text("含有空字符（NUL）", "NUL character found"))
        return
    try:
        for item in _rows(text, file):
            yield from _observation(item) if isinstance(item, Row) else [item]
    except csv.Error as e:
        yield Diagnostic.of("S412", Place(file), why=str(e))


def _decode(content: bytes) -> str | None:
    """Text of the file, or None when no encoding fits."""
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _rows(text: str, file: str) -> Iterator[Row | Diagnostic]:
    """Records below the header; blank lines are skipped."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    header = [CHINESE.get(c.strip(), c.strip()) for c in next(reader, [])]
    width = len(header)
    while header and not header[-1]:  # Excel leaves empty columns at the end
        header.pop()
    problems = list(_header_problems(header, Place(file, 1, 1)))
    yield from problems
    if problems:
        return
    start = reader.line_num + 1
    for fields in reader:
        place = Place(file, start, 1)
        start = reader.line_num + 1
        if not any(f.strip() for f in fields):
            continue
        if len(fields) == width and not any(f.strip() for f in fields[len(header) :]):
            del fields[len(header) :]
        if len(fields) != len(header):
            yield Diagnostic.of("S403", place, found=len(fields), expected=len(header))
            continue
        yield Row({c: f.strip() for c, f in zip(header, fields, strict=True)}, place)


def _header_problems(header: list[str], place: Place) -> Iterator[Diagnostic]:
    """Missing and unknown columns."""
    missing = [c for c in REQUIRED if c not in header]
    if missing:
        yield Diagnostic.of("S401", place, columns="、".join(missing))
    for column in (c for c, times in Counter(header).items() if times > 1 and c in COLUMNS):
        why = Text("列“{a}”出现了不止一次", "column '{a}' occurs more than once").fill({"a": column})
        yield Diagnostic.of("S412", place, why=why)
    for column in (c for c in header if c not in COLUMNS):
        close = get_close_matches(column, COLUMNS, n=1)
        hint = Text(f"是否应为“{close[0]}”？", f"Did you mean '{close[0]}'?") if close else _ALLOWED
        yield Diagnostic.of("S402", place, column=column, hint=hint)


_ALLOWED = Text(f"允许：{'、'.join(COLUMNS)}。", f"Allowed: {', '.join(COLUMNS)}.")


def _observation(row: Row) -> Iterator[Observation | Diagnostic]:
    """The observation of one record, or each thing that is wrong with it."""
    cells = row.cells
    problems = [Diagnostic.of("S411", row.place, what=c) for c in ("indicator", "jurisdiction", "unit") if not cells[c]]
    year = cells["year"]
    if not (year.isascii() and year.isdigit() and len(year) == len("2024")):
        problems.append(Diagnostic.of("S404", row.place, text=year))
    sample, bad = _sample(cells)
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
        **sample,
    )


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
