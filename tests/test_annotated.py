"""The returned workbook: the very cells coloured and commented, and a list of every problem."""

import io
import struct
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from engine.model.codes import Code, Level
from engine.model.diagnostic import Diagnostic, Place
from engine.model.form_layout import LIST_SHEET
from engine.model.text import Text
from engine.render import annotated_table
from engine.render.annotated import annotate
from engine.render.annotated_list import HEADER_ROW
from engine.render.annotated_marks import COLOURS, MOST_MARKED
from engine.render.annotated_table import SHEET

FILE = "报表.xlsx"
LEVELS: tuple[Level, ...] = ("error", "warning", "info")


def problem(
    line: int = 0, column: int = 0, level: Level = "error", code: str = "S999", sheet: str = "数据", raw: str = "x"
) -> Diagnostic:
    spec = Code(level, Text(f"{code} 不对", f"{code} is wrong"), Text("请改正。", "Correct it."))
    return Diagnostic(Place(FILE, line, column, sheet), code, (), raw, spec)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def submitted() -> Any:
    """A workbook as a clerk made it: a title over merged cells, a formula, a sheet of notes."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "数据"
    sheet.append(["报表"])
    sheet.merge_cells("A1:C1")
    sheet.append(["指标", "地区", "数值"])
    sheet.append(["science-bases", "吴兴区", "一百"])
    sheet.append(["craftsmen", "吴兴区", "=1+1"])
    book.create_sheet("说明")["A1"] = "谢谢"
    return book


def back(content: bytes, problems: Sequence[Diagnostic], file: str = FILE, lang: Any = "zh") -> Any:
    return openpyxl.load_workbook(io.BytesIO(annotate(content, file, problems, lang)), rich_text=True)


def listed(book: Any, sheet: str = LIST_SHEET.zh) -> list[tuple[Any, ...]]:
    return list(book[sheet].iter_rows(min_row=HEADER_ROW + 1, values_only=True))


def colour(cell: Any) -> str:
    return str(cell.fill.start_color.rgb)


def test_a_workbook_that_could_not_be_read_is_not_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.render.annotated.reopened", lambda *_, **__: pytest.fail("it is opened"))
    stopped = Diagnostic.of("S446", Place(FILE), why="x")
    assert back(saved(submitted()), [stopped]).sheetnames == [LIST_SHEET.zh]


def test_cells_are_coloured_and_say_what_is_wrong() -> None:
    problems = [problem(3, 3), problem(4, 3, "warning", "C012"), problem(4, 1, "info", "N001")]
    sheet = back(saved(submitted()), problems)["数据"]
    assert [colour(sheet[c]) for c in ("C3", "C4", "A4")] == [COLOURS[level] for level in LEVELS]
    assert sheet["C3"].comment.text == "【错误】S999 S999 不对请改正。"
    assert sheet["C4"].comment.text.startswith("【警告】C012")
    assert sheet["A4"].comment.text.startswith("【提示】N001")
    assert sheet["C3"].comment.height >= 40
    assert sheet["B3"].comment is None


def test_several_problems_of_a_cell_share_a_comment_and_the_gravest_colour() -> None:
    problems = [problem(3, 3, "info", "N001"), problem(3, 3, "error", "S405"), problem(3, 3, "warning", "C012")]
    cell = back(saved(submitted()), problems)["数据"]["C3"]
    assert colour(cell) == COLOURS["error"]
    assert [line[:8] for line in cell.comment.text.split("\n")] == ["【错误】S405", "【警告】C012", "【提示】N001"]


def test_every_problem_is_listed_with_a_link_to_its_cell() -> None:
    problems = [problem(4, 3, raw="=1+1"), problem(3, 3, "warning", raw="一百"), problem(sheet="")]
    book = back(saved(submitted()), problems)
    assert book.sheetnames == [LIST_SHEET.zh, "数据", "说明"]
    assert book.active.title == LIST_SHEET.zh
    sheet = book[LIST_SHEET.zh]
    assert sheet["A1"].value == "报表.xlsx：2 个错误，1 个警告，0 个提示。"
    assert [row[1:5] for row in listed(book)] == [
        ("错误", "S999", None, "x"),
        ("警告", "S999", "数据!C3", "一百"),
        ("错误", "S999", "数据!C4", "=1+1"),
    ]
    assert sheet.cell(HEADER_ROW + 3, 4).hyperlink.location == "'数据'!C4"
    assert sheet.cell(HEADER_ROW + 3, 5).data_type == "s"
    assert sheet.freeze_panes == f"A{HEADER_ROW + 1}"
    assert sheet.auto_filter.ref == f"A{HEADER_ROW}:G{HEADER_ROW + 3}"


def test_the_submitters_own_sums_stay_and_ours_are_never_any() -> None:
    book = back(saved(submitted()), [problem(4, 3, raw="=cmd|' /c'!A1", code="@X")])
    assert book["数据"]["C4"].value == "=1+1"
    assert book["数据"]["C4"].data_type == "f"
    formulas = [c for row in book[LIST_SHEET.zh].iter_rows() for c in row if c.data_type == "f"]
    assert formulas == []
    assert book[LIST_SHEET.zh].cell(HEADER_ROW + 1, 5).quotePrefix


def test_english_is_spoken_where_asked_for() -> None:
    book = back(saved(submitted()), [problem(3, 3)], lang="en")
    assert book[LIST_SHEET.en]["A1"].value == "报表.xlsx: 1 error, 0 warnings, 0 notes."
    assert book["数据"]["C3"].comment.text == "【error】S999 S999 is wrong Correct it."


def test_a_merged_cell_is_marked_where_it_shows() -> None:
    book = back(saved(submitted()), [problem(1, 3)])
    assert book["数据"]["A1"].comment.text.startswith("【错误】")
    assert book["数据"]["A1"].value == "报表"


def test_a_row_is_marked_at_its_first_cell_and_a_sheet_only_listed() -> None:
    book = back(saved(submitted()), [problem(4), problem(), problem(1, 1, sheet="没有")])
    assert book["数据"]["A4"].comment
    assert [row[3] for row in listed(book)] == ["数据", "数据!4:4", "没有!A1"]
    assert book["数据"]["A1"].comment is None


def test_protection_hinders_nothing_and_is_kept() -> None:
    book = submitted()
    book["数据"].protection.set_password("secret")
    book["数据"].protection.enable()
    found = back(saved(book), [problem(3, 3)])
    assert found["数据"]["C3"].comment
    assert found["数据"].protection.sheet


def test_a_comment_that_was_there_follows_ours() -> None:
    book = submitted()
    book["数据"]["C3"].comment = Comment("估计的", "张三")
    assert back(saved(book), [problem(3, 3)])["数据"]["C3"].comment.text.endswith("估计的")


def test_a_sheet_of_the_same_name_is_kept() -> None:
    book = submitted()
    book.create_sheet(LIST_SHEET.zh)["A1"] = "我的"
    found = back(saved(book), [problem(3, 3)])
    assert found[LIST_SHEET.zh]["A1"].value == "我的"
    assert found.worksheets[0].title == f"{LIST_SHEET.zh}1"


def test_what_was_corrected_is_no_longer_marked() -> None:
    book = submitted()
    book["数据"]["B3"].fill = PatternFill("solid", start_color="FF00FF00")
    book["数据"]["C4"].comment = Comment("估计的", "张三")
    first = annotate(saved(book), FILE, [problem(3, 3), problem(4, 3)], "zh")
    found = back(first, [problem(4, 1)])
    assert found.sheetnames == [LIST_SHEET.zh, "数据", "说明"]
    assert found["数据"]["C3"].comment is None
    assert colour(found["数据"]["C3"]) not in COLOURS.values()
    assert colour(found["数据"]["B3"]) == "FF00FF00"
    assert found["数据"]["C4"].comment.text == "估计的"
    assert len(listed(found)) == 1


XLSX_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
XLSM_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def test_macros_do_not_come_back() -> None:
    plain, out = saved(submitted()), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(XLSX_TYPE, XLSM_TYPE))
        new.writestr("xl/vbaProject.bin", b"macro")
    answer = annotate(out.getvalue(), "a.xlsm", [problem(3, 3)], "zh")
    with zipfile.ZipFile(io.BytesIO(answer)) as found:
        assert not [name for name in found.namelist() if "vba" in name]
        assert XLSX_TYPE in found.read("[Content_Types].xml")
    assert "宏没有带回" in openpyxl.load_workbook(io.BytesIO(answer))[LIST_SHEET.zh]["A2"].value


def test_the_same_submission_gives_the_same_bytes() -> None:
    content = saved(submitted())
    assert annotate(content, FILE, [problem(3, 3)], "zh") == annotate(content, FILE, [problem(3, 3)], "zh")


def test_more_cells_than_anyone_reads_are_listed_but_not_all_marked() -> None:
    notes = [problem(n, 1, "info") for n in range(5, 5 + MOST_MARKED)]
    book = back(saved(submitted()), [*notes, problem(9000, 1)])
    marked = [c for row in book["数据"].iter_rows() for c in row if c.comment]
    assert len(marked) == MOST_MARKED
    assert book["数据"]["A9000"].comment
    assert len(listed(book)) == MOST_MARKED + 1
    assert f"只标出 {MOST_MARKED} 个单元格" in book[LIST_SHEET.zh]["A2"].value


CSV = '指标,地区,数值\n"基地 ""甲"", 乙",吴兴区,=1+1\n"两\n行",南浔区,12,34\n'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_table_of_text_is_shown_with_its_fields_marked(encoding: str) -> None:
    places = {(1, 0): "A1", (2, 19): "C2", (4, 4): "B3", (4, 8): "C3", (4, 11): "D3"}
    problems = [problem(*place, sheet="") for place in places]
    book = back(CSV.encode(encoding), problems, "a.csv")
    sheet = book[SHEET.zh]
    assert sheet["A2"].value == '基地 "甲", 乙'
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1", "s")
    assert sheet["D3"].value == "34"
    assert [c.coordinate for row in sheet.iter_rows() for c in row if c.comment] == list(places.values())
    links = [book[LIST_SHEET.zh].cell(HEADER_ROW + n, 4).hyperlink.location for n in range(1, 6)]
    assert links == [f"'{SHEET.zh}'!{cell}" for cell in places.values()]


def test_a_text_is_divided_as_it_was_read() -> None:
    """More commas than semicolons: they stand in a heading that means nothing to the reader."""
    text = "指标;地区;年份;数值;单位;状态;来源;说明,a,b,c,d,e,f,g,h\ni;吴兴区;2024;一百;家;核实数;示例数据;\n"
    sheet = back(text.encode(), [problem(2, 12, sheet="")], "a.csv")[SHEET.zh]
    assert [c.coordinate for row in sheet.iter_rows() for c in row if c.comment] == ["D2"]
    assert sheet["D2"].value == "一百"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n" * 101, 100),
        (("x" + "," * 99 + "\n") * 60, 50),
        ('a,b\n"' + "x" * 140_000, 1),
        ('a,b\n"' + "\n" * 1_100 + '"\n', 2),
        ("," * 4_000, 1),
        ("", 0),
    ],
)
def test_of_a_text_too_large_for_a_sheet_the_beginning_is_shown(
    text: str, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotated_table, "MOST_ROWS", 100)
    monkeypatch.setattr(annotated_table, "MOST_CELLS", 5_000)
    problems = [problem(*place, sheet="") for place in ((1, 1), (2, 1), (1, 19_000), (1_000_000, 1))]
    book = back(text.encode(), problems, "a.csv")
    assert len(listed(book)) == 4
    assert book[SHEET.zh].max_row == max(rows, 1)


def bomb() -> bytes:
    return pack({"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * (100 * 2**20) + b"</worksheet>"})


def lying() -> bytes:
    """A bomb of which the directory says that it has ten bytes; openpyxl would stop there, others would not."""
    content = bomb()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    made = bytearray(content)
    for head in (info.header_offset + 22, made.rfind(info.filename.encode()) - 46 + 24):
        struct.pack_into("<I", made, head, 10)
    return bytes(made)


def pack(parts: dict[str, bytes]) -> bytes:
    """A workbook with some parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(submitted()))) as old:
        whole = {name: old.read(name) for name in old.namelist()} | parts
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in whole.items():
            new.writestr(name, part)
    return out.getvalue()


def sheet_xml(tail: str, head: str = "") -> dict[str, bytes]:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'{head}<worksheet xmlns="{namespace}"><sheetData/>{tail}</worksheet>'
    return {"xl/worksheets/sheet1.xml": xml.encode()}


HOSTILE = {
    "empty": b"",
    "no-zip": b"\xd0\xcf\x11\xe0" * 100,
    "cut": saved(submitted())[:2000],
    "bomb": bomb(),
    "lying": lying(),
    "merged": pack(sheet_xml('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
    "linked": pack(sheet_xml('<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>')),
    "entity": pack(sheet_xml("", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
    "no-xml": pack({"xl/styles.xml": b"<"}),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_opened_safely_gets_the_list_alone(content: bytes) -> None:
    book = back(content, [problem(3, 3)])
    assert book.sheetnames == [LIST_SHEET.zh]
    assert "不能作标记" in book[LIST_SHEET.zh]["A2"].value
    assert listed(book)[0][1:4] == ("错误", "S999", "数据!C3")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1, max_size=5))
def test_damaged_workbooks_still_get_an_answer(damage: list[tuple[int, int]]) -> None:
    content = bytearray(saved(submitted()))
    for where, byte in damage:
        content[where % len(content)] = byte
    assert len(listed(back(bytes(content), [problem(3, 3)]))) == 1


spots = st.tuples(st.integers(0, 30), st.integers(0, 6), st.sampled_from(LEVELS), st.sampled_from(["S1", "S2", "C3"]))


@settings(max_examples=30, deadline=None)
@given(st.lists(spots, max_size=12, unique=True))
def test_every_problem_is_listed_once_and_said_in_its_cell(found: list[tuple[int, int, Level, str]]) -> None:
    problems = [problem(*spot) for spot in found]
    book = back(saved(submitted()), problems)
    assert sorted((r[2], r[3]) for r in listed(book)) == sorted((p.code, p.place.spot) for p in problems)
    for p in (p for p in problems if p.place.line):
        cell = book["数据"].cell(p.place.line, max(p.place.column, 1))
        shown = cell if p.place.line > 1 or p.place.column > 3 else book["数据"]["A1"]
        assert p.code in shown.comment.text
        assert colour(shown) in COLOURS.values()
