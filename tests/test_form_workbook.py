"""Forms as workbooks: what a clerk sees, may change and sends back."""

import io
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine
from form_kit import form, made, opened, sheet_rows, written
from golden import Golden
from little_rules import PLACE
from running import ROOT

from engine.forms import Addressee
from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic, Place
from engine.model.form import Form, FormMark, FormRow, form_id
from engine.model.form_layout import COLUMNS, DATA_SHEET, FORMAT, GIVEN, HEADER_ROW, HIDDEN_SHEET
from engine.render.annotated import annotate
from engine.render.form import file_names, workbook
from engine.render.form_figures import value_rule

SCIENCE = Addressee("unit", "市科协")
FIGURES = [f"i,{PLACE},2022,12000,家,final", f"talks,{PLACE},2022,-,场次,final"]
HOSTILE = ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "#REF!", "＝1")
NO_SOFFICE = "soffice is not installed (Debian: libreoffice-calc-nogui)"
needs_soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason=NO_SOFFICE)


@pytest.fixture
def rules(tmp_path: Path) -> Catalog:
    return made(tmp_path / "rules", office="示例市素质办")


def hostile(text: str) -> Form:
    """A form all of whose texts are this one."""
    mark = FormMark(form_id(2023, "unit", text), 2023, "unit", text, text)
    return Form(mark, (FormRow(text, text, text, text, text, text, True, None, None),), (text,))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def dump(content: bytes) -> str:
    """Every sheet and written cell as text: which are open, what may be put into them."""
    lines = []
    for sheet in opened(content):
        lines.append(f"== {sheet.title} ({sheet.sheet_state}, {'locked' if sheet.protection.sheet else 'open'})")
        rules = {str(v.sqref): v for v in sheet.data_validations.dataValidation}
        for cell in (c for row in sheet.iter_rows() for c in row):
            lock = "" if cell.protection.locked else " [to fill]"
            if cell.value is not None or lock:
                lines.append(f"{cell.coordinate}{lock} {'' if cell.value is None else cell.value}".rstrip())
        lines += [f"{where}: {v.type or 'any'} {v.formula1 or ''} | {v.prompt}" for where, v in sorted(rules.items())]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_form_looks_as_it_did(rules: Catalog, golden: Golden, lang: str) -> None:
    content = workbook(form(rules, SCIENCE, figures=FIGURES, lang=lang), (3, 31), lang)
    golden.file(ROOT / "fixtures" / "forms" / f"unit-{lang}.txt", dump(content))


def test_the_same_inputs_give_the_same_bytes(rules: Catalog) -> None:
    assert written(rules, SCIENCE) == written(rules, SCIENCE)


def test_the_hidden_sheet_says_which_form_it_is(rules: Catalog) -> None:
    sheet = opened(written(rules, SCIENCE))[HIDDEN_SHEET]
    said, asked = list(sheet.iter_rows(values_only=True)), form(rules, SCIENCE)
    assert sheet.sheet_state == "veryHidden"
    assert dict(row[:2] for row in said[:7]) == {"format": FORMAT, **asked.mark._asdict(), "plans": "p"}
    assert [row[:4] for row in said[7:]] == [(GIVEN, r.indicator, r.jurisdiction, r.unit) for r in asked.rows]


def test_only_the_cells_to_fill_are_open_and_keep_what_is_typed(rules: Catalog) -> None:
    sheet = opened(written(rules, SCIENCE))[DATA_SHEET.zh]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert not sheet.protection.formatColumns  # false: not forbidden
    for row in sheet.iter_rows(min_row=1, max_row=HEADER_ROW + 6):
        for cell in row:
            data = HEADER_ROW < cell.row <= HEADER_ROW + 4
            to_fill = data and COLUMNS[cell.column - 1].filled
            assert cell.protection.locked != to_fill
            assert (cell.number_format == "@") == to_fill


def test_the_sheet_can_be_read_on_screen_and_on_paper(rules: Catalog) -> None:
    sheet = opened(written(rules, SCIENCE))[DATA_SHEET.zh]
    assert sheet.freeze_panes == f"C{HEADER_ROW + 1}"
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert sheet.print_area == f"'{DATA_SHEET.zh}'!$A$1:$K${HEADER_ROW + 4}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P" in sheet.oddFooter.center.text
    assert [sheet.column_dimensions[c].width for c in "ABCDEFGHIJK"] == [c.width for c in COLUMNS]


def test_ranges_warn_and_never_forbid_words(rules: Catalog) -> None:
    sheet = opened(written(rules, SCIENCE))[DATA_SHEET.zh]
    rule = {str(v.sqref): v for v in sheet.data_validations.dataValidation}
    talks, survey = rule[f"H{HEADER_ROW + 1}"], rule[f"H{HEADER_ROW + 4}"]
    assert {talks.type, survey.type} == {"custom"}
    assert {talks.errorStyle, survey.errorStyle} == {"warning"}
    assert talks.formula1.startswith("IFERROR(AND(")
    assert talks.formula1.endswith("),TRUE)")
    assert ">=0" in talks.formula1
    assert "<=5000" in talks.formula1
    assert "MOD(" in talks.formula1
    assert "MOD(" not in survey.formula1
    for v in rule.values():
        assert v.allow_blank
        assert len(v.prompt) <= 255
        assert len(v.promptTitle or "") <= 32
        assert len(v.error or "") <= 255
        assert len(v.formula1 or "") <= 255
    row = form(rules, SCIENCE).rows[0]._replace(minimum=-(Decimal(10) ** 23), maximum=Decimal(10) ** 23)
    assert len(value_rule(row, "H10000", "en").formula1) <= 255
    status = rule[f"I{HEADER_ROW + 1}:I{HEADER_ROW + 4}"]
    assert (status.type, status.formula1) == ("list", '"核实数,快报数,修订数"')


def test_a_unit_with_a_multiplier_asks_for_no_other(rules: Catalog) -> None:
    """1.2万 in 万人次 would be refused."""
    row = form(rules, SCIENCE).rows[0]
    asked = {unit: value_rule(row._replace(unit=unit), "H5", "zh").prompt for unit in ("人次", "万人次")}
    assert ("1.2万" in asked["人次"], "1.2万" in asked["万人次"]) == (True, False)
    assert "不带“万”" in asked["万人次"]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_we_write_is_a_formula(text: str) -> None:
    content = workbook(hostile(text), None, "zh")
    for name, part in parts(content).items():
        if name.startswith("xl/worksheets/"):
            assert b"<f>" not in part
            assert b"<f " not in part
            assert b't="e"' not in part
    book = opened(content)
    cell = book[DATA_SHEET.zh].cell(HEADER_ROW + 1, 1)
    assert cell.data_type == "s"
    assert cell.quotePrefix or text == "#REF!"
    assert cell.value == text.replace("\r", "\n")  # as XML reads line ends


def test_characters_that_no_workbook_holds_are_replaced(rules: Catalog) -> None:
    content = workbook(hostile("a\x00b\x1fc" + "长" * 40_000), None, "zh")
    text = opened(content)[DATA_SHEET.zh].cell(HEADER_ROW + 1, 4).value
    assert text.startswith("a�b�c")
    assert len(text) == 32_767


def test_calamine_reads_the_same_rows(rules: Catalog) -> None:
    content = written(rules, SCIENCE, figures=FIGURES)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_name(DATA_SHEET.zh).to_python(skip_empty_area=False)
    assert rows[HEADER_ROW - 1] == [c.heading.zh for c in COLUMNS]
    expected = [["" if v is None else v for v in row.values()] for row in sheet_rows(content)]
    assert rows[HEADER_ROW:] == expected


@needs_soffice
def test_libreoffice_keeps_form_protection_validation_and_what_was_filled_in(rules: Catalog, tmp_path: Path) -> None:
    book = opened(written(rules, SCIENCE, figures=FIGURES))
    typed = ["17.5%", "约5万", "-", "1/2"]
    for row, text in enumerate(typed, HEADER_ROW + 1):
        book[DATA_SHEET.zh].cell(row, 8).value = text
    book[DATA_SHEET.zh].cell(HEADER_ROW + 1, 9).value = "快报数"
    book.save(tmp_path / "filled.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "again"]
    subprocess.run([*command, "filled.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    before = sheet_rows((tmp_path / "filled.xlsx").read_bytes())
    again = (tmp_path / "again" / "filled.xlsx").read_bytes()
    assert sheet_rows(again) == before
    assert [row["value"] for row in before] == typed
    book = opened(again)
    assert book[HIDDEN_SHEET].sheet_state != "visible"
    assert dict(row[:2] for row in book[HIDDEN_SHEET].iter_rows(values_only=True))["id"] == form(rules, SCIENCE).mark.id
    sheet = book[DATA_SHEET.zh]
    assert sheet.protection.sheet
    assert not sheet.cell(HEADER_ROW + 1, 8).protection.locked
    assert sheet.cell(HEADER_ROW + 1, 1).protection.locked
    kinds = {v.type for v in sheet.data_validations.dataValidation}
    assert {"custom", "list"} <= kinds


def test_a_form_looks_as_it_was_sent_once_what_was_marked_is_corrected(rules: Catalog) -> None:
    content = written(rules, SCIENCE)
    cells = [(HEADER_ROW + 1, column) for column in range(1, len(COLUMNS) + 1)] + [(HEADER_ROW, 8), (HEADER_ROW, 1)]
    problems = [Diagnostic.of("S411", Place("f.xlsx", *cell, DATA_SHEET.zh), what="x") for cell in cells]
    marked = annotate(content, "f.xlsx", problems, "zh")

    def fills(workbook: bytes) -> list[str]:
        sheet = opened(workbook)[DATA_SHEET.zh]
        return [f"{sheet.cell(*c).fill.fill_type} {sheet.cell(*c).fill.start_color.rgb}" for c in cells]

    assert set(fills(content)).isdisjoint(fills(marked))
    assert fills(annotate(marked, "f.xlsx", problems[:0], "zh")) == fills(content)


def test_file_names_are_safe_and_never_the_same() -> None:
    def named(name: str) -> Form:
        return hostile("x")._replace(mark=FormMark(form_id(2023, "unit", name), 2023, "unit", name, ""))

    paths = ["../../etc/passwd", "..", "a/b", "a\\b", "a:b", "CON", "\u202e"]
    names = ["市科协", *paths, "abc", "ABC", "长" * 200, "长" * 201]
    found = file_names(map(named, names))
    assert found[0] == "填报表-2023-市科协.xlsx"
    assert len({f.casefold() for f in found}) == len(names)
    for name in found:
        assert name.startswith("填报表-2023-")
        assert not set('/\\:*?"<>|\u202e') & set(name)
        assert len(name.encode()) < 255


def test_who_signs_stands_below_the_printed_page_and_in_no_cell(rules: Catalog) -> None:
    sheet = opened(written(rules, Addressee("unit", "市科协")))[DATA_SHEET.zh]
    assert all(word in sheet.oddFooter.center.text for word in ("单位负责人", "填表人", "联系电话", "报出日期"))
    assert not [c for row in sheet.iter_rows() for c in row if "填表人" in str(c.value)]
