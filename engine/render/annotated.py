"""The answer to a submission as a workbook: its own cells coloured and commented, and a list of all problems."""

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.utils import quote_sheetname
from openpyxl.workbook.child import INVALID_TITLE_REGEX

from engine.model.diagnostic import Diagnostic, column_name
from engine.model.form_layout import LIST_SHEET
from engine.model.submission import Cells
from engine.model.text import Lang, Text
from engine.render.annotated_list import (
    AS_READ,
    COLUMNS,
    CUT_ROWS,
    HEADER_ROW,
    HOW,
    NO_MACROS,
    NOT_OPENED,
    fill_list,
    limits,
    summary,
)
from engine.render.annotated_marks import Spot, mark, unmark
from engine.render.annotated_table import MOST_CELLS, SHEET, SUFFIXES, fill_rows, fill_table, table
from engine.render.annotated_table import MOST_COLUMNS as MOST_FIELDS
from engine.render.disarm import disarm
from engine.render.reopen import reopened
from engine.render.workbook import new_book, packed
from engine.rows import decode

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""Of a sheet."""

FATAL = "S446"
"""Code of a workbook that brought down the process that read it: here it would be ours."""

MACROS = ".xlsm"
"""How the name of a workbook with macros ends; Excel opens none whose name says otherwise."""

LONGEST_NAME = 31
"""Characters of the name of a sheet."""


def annotate(
    content: bytes, file: str, problems: Sequence[Diagnostic], lang: Lang, cells: Sequence[Cells] = ()
) -> bytes:
    """XLSX: the submitted workbook, made harmless, or table with its problems marked, and the list sheet.

    `file` is the name to show; `problems` are those of this file. `cells` are what was read of a file of another kind,
    which are shown again. What cannot be opened gets the list sheet only.
    """
    fatal = any(problem.code == FATAL for problem in problems)
    if not fatal and (answer := _marked(content, file, problems, lang)):
        return answer
    if cells and sum(len(row) for one in cells for row in one.rows) <= MOST_CELLS:
        return _as_read(cells, file, problems, lang)
    return _as_table(content, file, problems, lang)


def _marked(content: bytes, file: str, problems: Sequence[Diagnostic], lang: Lang) -> bytes | None:
    """The submitted workbook itself; None where openpyxl cannot read it, or cannot write what it read of it."""
    with reopened(content) as book:
        try:
            return _coloured(book, file, problems, lang) if book is not None else None
        except MemoryError:
            raise
        except Exception:  # what is missing in a damaged workbook is missed only on writing
            return None


def _coloured(book: Any, file: str, problems: Sequence[Diagnostic], lang: Lang) -> bytes:
    """An opened workbook with the cells marked that have problems."""
    unmark(book)
    _drop_earlier(book)
    names = {sheet.title for sheet in book.worksheets}
    spots = {p: spot for p in problems if (spot := _cell(p)) and spot[0] in names}
    changed = disarm(book)  # before our own marks and links are in it
    mark(book, _grouped(spots), lang)
    macros = [NO_MACROS] if file.lower().endswith(MACROS) else []
    return _listed(book, file, problems, spots, [HOW, *macros, *changed.remarks()], lang)


def _as_read(cells: Sequence[Cells], file: str, problems: Sequence[Diagnostic], lang: Lang) -> bytes:
    """A new workbook of the sheets that were read, or of a table of records, with the same cells marked."""
    book = new_book()
    book.remove(book.active)
    named = {}
    for one in cells:
        sheet = book.create_sheet(INVALID_TITLE_REGEX.sub("_", one.name or SHEET.say(lang))[:LONGEST_NAME])
        fill_rows(sheet, one.rows)
        named[one.name] = (sheet.title, one)
    spots = {
        p: (title, *one.spot(p.place.line, p.place.column))
        for p in problems
        if p.place.sheet in named and 1 <= p.place.line < MOST_ROWS and p.place.column <= MOST_COLUMNS
        for title, one in (named[p.place.sheet],)
    }
    mark(book, _grouped(spots), lang)
    return _listed(book, file, problems, spots, [HOW, AS_READ], lang)


def _as_table(content: bytes, file: str, problems: Sequence[Diagnostic], lang: Lang) -> bytes:
    """A new workbook: the records of a text with their problems marked, for other files the list alone."""
    book = new_book()
    text = decode(content) if file.lower().endswith(SUFFIXES) else None
    if text is None or "\0" in text:
        book.remove(book.active)
        return _listed(book, file, problems, {}, [NOT_OPENED], lang)
    found = table(text)
    fill_table(book.active, found, lang)
    name = book.active.title
    spots = {p: (name, *spot) for p in problems if (spot := found.spot(p.place)) and spot[1] <= MOST_FIELDS}
    mark(book, _grouped(spots), lang)
    cut = [CUT_ROWS.fill({"n": len(found.records)})] if found.cut else []
    return _listed(book, file, problems, spots, [HOW, *cut], lang)


def _cell(problem: Diagnostic) -> Spot | None:
    """Where a problem is in a workbook; the first cell of a row where a row is meant."""
    place = problem.place
    inside = place.sheet and 1 <= place.line <= MOST_ROWS and place.column <= MOST_COLUMNS
    return (place.sheet, place.line, max(place.column, 1)) if inside else None


def _grouped(spots: Mapping[Diagnostic, Spot]) -> dict[Spot, list[Diagnostic]]:
    """Problems by cell."""
    groups: dict[Spot, list[Diagnostic]] = {}
    for problem, spot in spots.items():
        groups.setdefault(spot, []).append(problem)
    return groups


def _listed(
    book: Any,
    file: str,
    problems: Sequence[Diagnostic],
    spots: Mapping[Diagnostic, Spot],
    remarks: Sequence[Text],
    lang: Lang,
) -> bytes:
    """Put the list before all other sheets and open the workbook there."""
    sheet = book.create_sheet(LIST_SHEET.say(lang), 0)  # openpyxl gives another name where this one is taken
    said = [*remarks, *limits(problems, len(set(spots.values())))]

    def link(problem: Diagnostic) -> str:
        if problem not in spots:
            return ""
        name, row, column = spots[problem]
        return f"{quote_sheetname(name)}!{column_name(column)}{row}"

    fill_list(sheet, problems, (summary(file, problems), said), link, lang)
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0
    return packed(book)


def _drop_earlier(book: Any) -> None:
    """Remove the list of an earlier answer that came back with the corrected workbook."""
    for sheet in list(book.worksheets):
        header = tuple(sheet.cell(HEADER_ROW, n).value for n in range(1, len(COLUMNS) + 1))
        ours = any(header == tuple(text.say(lang) for text, _ in COLUMNS) for lang in ("zh", "en"))
        if ours and sheet.title.startswith(tuple(LIST_SHEET)):
            book.remove(sheet)
