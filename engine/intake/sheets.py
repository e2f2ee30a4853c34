"""The sheets of a workbook → records: every sheet with a fitting header is read, and what is hidden is said."""

from collections.abc import Iterator, Sequence

from engine.headings import ALLOWED, IN_FORM, LOOKED_AT, columns_of, fields_of, needed
from engine.intake import foreign
from engine.intake.form import own
from engine.intake.grid import Grid, Line, Record, Sheet
from engine.intake.table import header_row, read_sheet
from engine.model.diagnostic import Diagnostic, Place
from engine.model.form_layout import DATA_SHEET, HIDDEN_SHEET
from engine.model.layout import NEEDED, Layout
from engine.model.text import Text, join_texts

LISTED = 6
"""Sheets that an error names."""

NEAREST = Text("“{sheet}”（最接近的表头缺 {missing}）", "'{sheet}' (its nearest header lacks {missing})")
EMPTY = Text("“{sheet}”（空）", "'{sheet}' (empty)")
NOT_OURS = Text("填报表没有这张工作表。", "the form has no such sheet.")
LACKS = Text("表头缺 {missing}。", "its header lacks {missing}.")
NONE = Text("没有工作表", "no sheets")
Found = Iterator[Record | Diagnostic]


def read(sheets: Sequence[Sheet], file: str, layout: Layout | None, *, is_form: bool) -> Found:
    """Records and notes of every sheet; one error when none fits."""
    if is_form:
        others = [s for s in sheets if s.lines and not own(s.name)]
        tables = [s for s in others if header_row(s.lines) is not None]
        yield from (Diagnostic.of("S454", Place(file, 0, 0, s.name)) for s in tables)
        yield from (Diagnostic.of("N414", Place(file, 0, 0, s.name), why=NOT_OURS) for s in others if s not in tables)
        sheets = [s for s in sheets if s.name in DATA_SHEET]
    if layout:
        yield from _foreign(sheets, file, layout)
        return
    fitting = [(s, start) for s in sheets if (start := header_row(s.lines)) is not None]
    if not fitting:
        yield _none(sheets, file)
        return
    for sheet in sheets:
        start = next((n for s, n in fitting if s is sheet), None)
        if start is not None:
            yield from _hidden(sheet, file, start + 1, _used(sheet.lines[start]))
            yield from read_sheet(_grid(sheet, file), sheet.lines, start, ours=is_form)
        elif sheet.lines and sheet.name != HIDDEN_SHEET:
            why = LACKS.fill({"missing": _missing(sheet)})
            yield Diagnostic.of("N414", Place(file, 0, 0, sheet.name), why=why)


def _grid(sheet: Sheet, file: str) -> Grid:
    """A sheet as a grid."""
    return Grid(file, sheet.name, sheet.lines, lambda line, i: Place(file, line.number, i + 1, sheet.name))


def _used(header: Line) -> list[int]:
    """Columns that have a heading, from 1."""
    return [i for i, field in enumerate(fields_of(header.cells), 1) if field]


def _foreign(sheets: Sequence[Sheet], file: str, layout: Layout) -> Found:
    """The sheet that the layout names, or every one that fits it."""
    wanted = layout.rules.sheet
    named = [s for s in sheets if s.name == wanted] if wanted else [s for s in sheets if s.lines]
    if not named:
        why = foreign.NO_SHEET.fill({"sheet": wanted}) if wanted else NONE
        yield Diagnostic.of("S434", Place(file), layout=layout.file, why=why)
        return
    found = {s.name: foreign.unfit(layout, foreign.headings(s.lines, layout.rules.header)) for s in named}
    fitting = [s for s in named if not found[s.name]]
    for sheet in fitting or named:
        columns = range(1, max((len(line.cells) for line in sheet.lines), default=0) + 1)
        if sheet in fitting:
            yield from _hidden(sheet, file, 0, columns)
        yield from foreign.read(_grid(sheet, file), sheet.lines, layout)
    for sheet in named if fitting else ():
        if sheet not in fitting:
            yield Diagnostic.of("N414", Place(file, 0, 0, sheet.name), why=found[sheet.name][0])


def _hidden(sheet: Sheet, file: str, start: int, used: Sequence[int]) -> Iterator[Diagnostic]:
    """What a reader of the workbook does not see and we read."""
    if not sheet.visible:
        yield Diagnostic.of("N411", Place(file, 0, 0, sheet.name))
    head = sheet.lines[start - 1].number if start else 1
    for line in sheet.lines[start:]:
        if line.number in sheet.hidden_rows and any(map(str.strip, line.cells)):
            yield Diagnostic.of("N412", Place(file, line.number, 0, sheet.name))
    for column in used:
        if column in sheet.hidden_columns:
            yield Diagnostic.of("N413", Place(file, head, column, sheet.name))


def _none(sheets: Sequence[Sheet], file: str) -> Diagnostic:
    """No sheet fits: which ones there are and what the best row of each lacks."""
    said = [
        (NEAREST if s.lines else EMPTY).fill({"sheet": s.name, "missing": _missing(s)}) for s in sheets[:LISTED]
    ] or [NONE]
    listed = join_texts(said, Text("、", ", "))
    form = any(columns_of(_nearest(s)) is IN_FORM for s in sheets)
    return Diagnostic.of("S424", Place(file), sheets=listed, columns=(IN_FORM if form else ALLOWED).called(NEEDED))


def _nearest(sheet: Sheet) -> Sequence[str]:
    """The headings of the row that has most columns that a figure needs."""
    return max((line.cells for line in sheet.lines[:LOOKED_AT]), key=needed, default=())


def _missing(sheet: Sheet) -> Text:
    """Columns that the row nearest to a header lacks."""
    cells = _nearest(sheet)
    there = fields_of(cells)
    return columns_of(cells).called(c for c in NEEDED if c not in there)
