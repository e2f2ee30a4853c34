"""Answers to files that openpyxl cannot open: what was read is shown again, with the very cells marked."""

import io
from typing import Any

import openpyxl
import pytest
from running import ROOT

from engine.intake.cells import cells
from engine.intake.submission import read
from engine.model.diagnostic import Diagnostic, Place
from engine.model.form_layout import LIST_SHEET
from engine.render.annotated import annotate
from engine.render.annotated_table import SHEET

GOOD = ROOT / "fixtures" / "submissions" / "good"
MORE = ("吴兴区", "2024", "家")
KEYS = '"地区": "吴兴区", "年份": 2024, "单位": "家"'
LINES = f'{{"指标": "i", "数值": "=1+1", {KEYS}}}\n\n{{"指标": "j", "数值": 5, {KEYS}, "备注": "x"}}\n没有\n'


def marked(content: bytes, file: str, places: list[Place]) -> Any:
    problems = [Diagnostic.of("S411", place, what="x") for place in places]
    answer = annotate(content, file, problems, "zh", cells(content, file))
    return openpyxl.load_workbook(io.BytesIO(answer))


def commented(sheet: Any) -> list[str]:
    return [c.coordinate for row in sheet.iter_rows() for c in row if c.comment]


@pytest.mark.parametrize("name", ["31-LibreOffice.ods", "32-Excel97.xls"])
def test_sheets_of_other_workbooks_are_shown_with_the_same_cells_marked(name: str) -> None:
    content = (GOOD / name).read_bytes()
    figures = read(content, name, {}).observations
    assert figures
    book = marked(content, name, [o.place for o in figures])
    sheets = {o.place.sheet for o in figures}
    assert sheets < set(book.sheetnames)
    for o in figures:
        cell = book[o.place.sheet][o.place.cell]
        assert (cell.value, bool(cell.comment)) == (o.written, True)
    assert "这里是读到的内容" in book[LIST_SHEET.zh]["A2"].value


def test_lines_of_json_become_a_table() -> None:
    first, second = LINES.index('"=1+1"') + 1, LINES.splitlines()[2].index("5") + 1
    places = [Place("a.jsonl", 1, first), Place("a.jsonl", 3, second), Place("a.jsonl", 4, 1)]
    book = marked(LINES.encode(), "a.jsonl", places)
    sheet = book[SHEET.zh]
    rows = [tuple(c.value for c in row) for row in sheet.iter_rows(max_row=4)]
    assert rows[0] == ("indicator", "value", "jurisdiction", "year", "unit", "note")
    assert rows[1:] == [("i", "=1+1", *MORE, None), (None,) * 6, ("j", "5", *MORE, "x")]
    assert sheet["B2"].data_type == "s"
    assert commented(sheet) == ["B2", "B4", "A5"]  # the last line is no record, so that nothing else is known of it


def test_rows_of_parquet_become_a_table() -> None:
    content = (GOOD / "29-年报.parquet").read_bytes()
    found = read(content, "a.parquet", {}).observations
    places = [found[0].place, found[-1].place]
    sheet = marked(content, "a.parquet", places)[SHEET.zh]
    header = [c.value for c in sheet[1]]
    assert commented(sheet) == [sheet.cell(place.line + 1, header.index("value") + 1).coordinate for place in places]
    assert sheet.cell(found[-1].place.line + 1, header.index("indicator") + 1).value == found[-1].indicator


@pytest.mark.parametrize("name", ["24-其实是网页.xls", "29-坏的.parquet"])
def test_what_cannot_be_read_has_no_cells(name: str) -> None:
    assert cells((GOOD.parent / "broken" / name).read_bytes(), name) == []
