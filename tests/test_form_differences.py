"""A form that comes back: rows that were deleted or added are noticed, and that the rules have changed since."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from form_kit import COMMITMENTS, made
from little_rules import PLACE, write
from running import Ran, check

from engine.model.form_layout import COLUMNS, DATA_SHEET, HEADER_ROW, SEALED, FormColumn

FIRST = HEADER_ROW + 1
VALUE = next(n for n, c in enumerate(COLUMNS, 1) if c.key == "value")
NAME = "填报表-2023-市科协.xlsx"
FIGURES = {"talks": "10", "i": "120", "all": "500", "survey": "17.5"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Rules and the form of 市科协, which asks for four figures."""
    monkeypatch.chdir(tmp_path)
    made(tmp_path / "rules")
    template()
    return tmp_path


def template(*words: object) -> Ran:
    return check("template", "--year", 2023, "--unit", "市科协", "-o", "out", *words)


def book() -> Any:
    """The form with every figure filled in."""
    found = openpyxl.load_workbook(Path("out") / NAME)
    sheet = found[DATA_SHEET.zh]
    for row in range(FIRST, FIRST + len(FIGURES)):
        if sheet.cell(row, 1).value:
            sheet.cell(row, VALUE).value = FIGURES[sheet.cell(row, 1).value]
    return found


def back(found: Any) -> list[tuple[str, str]]:
    """Code and place of each problem but notes of the checks' own, once the workbook has come back."""
    out = BytesIO()
    found.save(out)
    Path("back.xlsx").write_bytes(out.getvalue())
    ran = check("validate", "back.xlsx", "--format", "json")
    problems = json.loads(ran.out)["problems"]
    return [(p["code"], f"{p['sheet']}!{p['cell'] or ''}") for p in problems if p["code"] != "C603"]


def test_a_form_filled_in_is_as_it_was_sent(folder: Path) -> None:
    assert back(book()) == []


@pytest.mark.parametrize("row", range(FIRST, FIRST + 4))
def test_a_row_that_was_deleted_is_lacking(folder: Path, row: int) -> None:
    found = book()
    code, place = (found[DATA_SHEET.zh].cell(row, column).value for column in (1, 3))
    found[DATA_SHEET.zh].delete_rows(row)
    assert back(found) == [("S444", "填报表!")]
    said = check("validate", "back.xlsx").out
    assert f"缺少一行：{place}“" in said
    assert f"（{code}），原表第 {row} 行" in said


def test_each_of_several_deleted_rows_is_named(folder: Path) -> None:
    found = book()
    found[DATA_SHEET.zh].delete_rows(FIRST, 4)
    assert [code for code, _ in back(found) if code == "S444"] == ["S444"] * 4


def test_a_row_that_cannot_be_read_is_not_said_to_be_lacking(folder: Path) -> None:
    found = book()
    found[DATA_SHEET.zh].cell(FIRST + 1, VALUE).value = "很多"
    assert back(found) == [("S405", f"填报表!H{FIRST + 1}")]
    found[DATA_SHEET.zh].delete_rows(FIRST + 3)
    assert back(found) == [("S444", "填报表!"), ("S405", f"填报表!H{FIRST + 1}")]


def test_a_row_that_was_added_was_never_asked_for(folder: Path) -> None:
    found = book()
    row = FIRST + len(FIGURES)
    for column, text in enumerate(["money", "经费", PLACE, "", "万元", 2023, "", "5", "核实数", "示例数据", ""], 1):
        found[DATA_SHEET.zh].cell(row, column).value = text
    assert back(found) == [("S445", f"填报表!H{row}")]


def test_a_form_of_other_rules_is_noted(folder: Path) -> None:
    """And of what was asked for then, a row that is no longer asked for is not held against its sender."""
    found = book()
    made(folder / "rules", COMMITMENTS[:2])
    assert back(found) == [("N428", "填报表!")]
    made(folder / "rules", COMMITMENTS[:1])
    found[DATA_SHEET.zh].delete_rows(FIRST)
    assert back(found) == [("N428", "填报表!"), ("S444", "填报表!")]


def test_a_unit_changed_in_a_form_of_other_rules_is_an_error(folder: Path) -> None:
    """Whatever has become of the rules since, the form said in which unit it asked."""
    found = book()
    (folder / "rules" / "departments.yaml").write_bytes((folder / "rules" / "departments.yaml").read_bytes() + b"# x\n")
    cell = found[DATA_SHEET.zh].cell(FIRST, 5)
    cell.value = f"万{cell.value}"
    assert {("N428", "填报表!"), ("S451", f"填报表!H{FIRST}")} <= set(back(found))


def test_a_place_written_otherwise_hides_no_change(folder: Path) -> None:
    found = book()
    sheet = found[DATA_SHEET.zh]
    sheet.cell(FIRST, 3).value = "990000"
    assert back(found) == []
    sheet.cell(FIRST, 4).value = "另一种口径"
    assert back(found) == [("S452", f"填报表!D{FIRST}")]


def test_a_code_that_is_gone_is_the_only_thing_said_of_its_row(folder: Path) -> None:
    found = book()
    found[DATA_SHEET.zh].cell(FIRST, 1).value = None
    assert "S453" not in {code for code, _ in back(found)}


@pytest.mark.parametrize("column", ["indicator", "value", "jurisdiction"])
def test_a_table_that_was_not_read_lacks_no_rows(folder: Path, column: str) -> None:
    found = book()
    found[DATA_SHEET.zh].delete_cols(1 + [c.key for c in COLUMNS].index(column))
    codes = {code for code, _ in back(found)}
    assert codes
    assert "S444" not in codes


def test_rows_of_another_place_were_never_asked_for(folder: Path) -> None:
    found = book()
    for row in range(FIRST, FIRST + len(FIGURES)):
        found[DATA_SHEET.zh].cell(row, 3).value = "东区"
    assert {code for code, _ in back(found)} >= {"S444", "S445"}


def test_a_form_of_one_plan_is_held_against_that_plan_alone(folder: Path) -> None:
    head = {"id": "q", "title": "另一方案", "issuer": "市政府", "jurisdiction": PLACE, "period": [2021, 2025]}
    write(folder / "rules" / "q" / "commitments.yaml", {"plan": head, "commitments": COMMITMENTS[:1]})
    (Path("out") / NAME).unlink()
    template("--plan", "q")
    found = book()
    assert dict(row[:2] for row in found["_form"].iter_rows(values_only=True))["plans"] == "q"
    assert [row[0] for row in found[DATA_SHEET.zh].iter_rows(FIRST, FIRST, values_only=True)] == ["talks"]
    assert back(found) == []


@pytest.mark.parametrize("column", SEALED, ids=lambda c: c.key)
@pytest.mark.parametrize("text", ["另一种说法", "12", None])
def test_what_the_form_gave_beside_a_figure_was_changed(folder: Path, column: FormColumn, text: str | None) -> None:
    found = book()
    cell = found[DATA_SHEET.zh].cell(FIRST + 1, COLUMNS.index(column) + 1)
    before, cell.value = cell.value, text
    codes = [code for code, place in back(found) if place == f"填报表!{cell.coordinate}"]
    assert ("S452" in codes) == (text != before)


def test_rows_sorted_and_text_broken_otherwise_are_no_change(folder: Path) -> None:
    found = book()
    sheet = found[DATA_SHEET.zh]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + 3)]
    for n, row in enumerate(reversed(rows), FIRST):
        for column, value in enumerate(row, 1):
            sheet.cell(n, column).value = f"{value} \n" if COLUMNS[column - 1].key == "definition" else value
    assert [code for code, _ in back(found) if code == "S452"] == []
