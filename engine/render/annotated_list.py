"""The sheet of a returned workbook that lists every problem, each with a link to its cell."""

from collections.abc import Callable, Sequence
from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink

from engine.model.diagnostic import LEVEL_WORDS, Diagnostic, column_name
from engine.model.text import Lang, Text, join_texts
from engine.render import form_style as style
from engine.render.annotated_marks import FILLS, MOST_MARKED, by_weight
from engine.render.workbook import put

MOST_LISTED = 50_000
"""Rows; Excel takes 65,530 links in a workbook."""

COLUMNS = (
    (Text("序号", "No."), 8),
    (Text("级别", "Level"), 10),
    (Text("代码", "Code"), 10),
    (Text("位置", "Place"), 20),
    (Text("原文", "As submitted"), 30),
    (Text("问题", "Problem"), 60),
    (Text("怎么办", "What to do"), 50),
)
HEADER_ROW = 3

SUMMARY = Text(
    "{file}：{error} 个错误，{warning} 个警告，{info} 个提示。",
    "{file}: {error:error}, {warning:warning}, {info:note}.",
)
HOW = Text(
    "红色为错误，必须改正；黄色为警告，请核对；蓝色为提示，说明已如何读取。点“位置”可到该单元格。",
    "Red: errors, to be corrected. Yellow: warnings, to be checked. Blue: notes of how it was read. "
    "Click a place to go there.",
)
NOT_OPENED = Text(
    "原文件不能作标记（不是 XLSX，或已损坏、过大），这里只列出问题。",
    "The file itself could not be marked (no XLSX, damaged or too large); problems are only listed.",
)
NO_MACROS = Text("宏没有带回。", "Macros were not brought back.")
AS_READ = Text(
    "原文件不是 XLSX，这里是读到的内容，可对照改正原文件。",
    "The file is no XLSX; this is what was read of it, to correct the file by.",
)
CUT_LIST = Text("只列出前 {n} 条，错误在先。", "Only {n} are listed, errors first.")
CUT_MARKS = Text("只标出 {n} 个单元格，错误在先。", "Only {n} cells are marked, errors first.")
CUT_ROWS = Text("内容过多，只列出前 {n} 行。", "Too long: only the first {n} lines are shown.")

Link = Callable[[Diagnostic], str]
"""Where in the workbook a problem is, as Sheet!E7; empty for nowhere."""


def summary(file: str, problems: Sequence[Diagnostic]) -> Text:
    """How many problems of each level."""
    counts: dict[str, int] = {level: sum(p.level == level for p in problems) for level in LEVEL_WORDS}
    return SUMMARY.fill({"file": file, **counts})


def limits(problems: Sequence[Diagnostic], marked: int) -> list[Text]:
    """What was left out; `marked` are the cells that have problems."""
    said = [CUT_LIST.fill({"n": MOST_LISTED})] if len(problems) > MOST_LISTED else []
    return said + ([CUT_MARKS.fill({"n": MOST_MARKED})] if marked > MOST_MARKED else [])


def fill_list(
    sheet: Any, problems: Sequence[Diagnostic], top: tuple[Text, Sequence[Text]], link: Link, lang: Lang
) -> None:
    """Summary, what there is to know, and a row for each problem in order of file and place."""
    put(sheet.cell(1, 1), top[0].say(lang))
    sheet.cell(1, 1).font = style.BOLD
    put(sheet.cell(2, 1), join_texts(list(top[1]), Text("", " ")).say(lang))
    for column, (heading, width) in enumerate(COLUMNS, 1):
        put(sheet.cell(HEADER_ROW, column), heading.say(lang))
        style.HEAD.dress(sheet.cell(HEADER_ROW, column))
        sheet.column_dimensions[column_name(column)].width = width
    listed = sorted(by_weight(problems)[:MOST_LISTED], key=lambda p: p.order)
    rows = range(HEADER_ROW + 1, HEADER_ROW + 1 + len(listed))
    style.GIVEN.dress_all(sheet.cell(row, column) for row in rows for column in range(1, len(COLUMNS) + 1))
    for n, problem in enumerate(listed, 1):
        _row(sheet, n, problem, link(problem), lang)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{column_name(len(COLUMNS))}{HEADER_ROW + max(len(listed), 1)}"
    style.paper(sheet, lang, landscape=True)


def _row(sheet: Any, n: int, problem: Diagnostic, link: str, lang: Lang) -> None:
    """One problem."""
    row = HEADER_ROW + n
    level, message, advice = LEVEL_WORDS[problem.level], problem.message, problem.advice
    texts = ("", level.say(lang), problem.code, problem.place.spot, problem.raw, message.say(lang), advice.say(lang))
    for column, text in enumerate(texts, 1):
        put(sheet.cell(row, column), text)
    style.fit(sheet, row, ((text, width) for text, (_, width) in zip(texts, COLUMNS, strict=True)))
    sheet.cell(row, 1).value = n
    sheet.cell(row, 2).fill = FILLS[problem.level]
    if link:
        place = sheet.cell(row, 4)
        place.hyperlink = Hyperlink(ref=place.coordinate, location=link)
        place.font = style.LINK
