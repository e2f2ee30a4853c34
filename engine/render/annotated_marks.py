"""Cells of a returned workbook coloured and commented; colour never says alone what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from engine.model.codes import Level
from engine.model.diagnostic import LEVEL_WORDS, Diagnostic
from engine.model.form_layout import DATA_SHEET, HIDDEN_SHEET
from engine.model.text import Lang
from engine.render.columns import wrap
from engine.render.form_figures import look_at
from engine.render.workbook import clean

AUTHOR = "target-check"
MOST_MARKED = 2_000
"""Cells; a workbook with more comments opens slowly, and nobody reads them."""

LONGEST_COMMENT = 2_000
WIDTH, LINE, LINES = 420, 20, 20
"""Pixels of a comment's width and of a line, and most lines that are shown at once."""

LETTERS_A_LINE = 54
BEFORE = "────"
"""Between our comment and the one that the cell had."""

RANKS: Mapping[Level, int] = {"error": 0, "warning": 1, "info": 2}
COLOURS: Mapping[Level, str] = {"error": "FFFFC7CE", "warning": "FFFFEB9C", "info": "FFDDEBF7"}
FILLS = {level: PatternFill("solid", start_color=c, end_color=c) for level, c in COLOURS.items()}

Spot = tuple[str, int, int]
"""Name of a sheet, row and column."""


def by_weight(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Errors first, then warnings, then notes; each in order of place."""
    return sorted(problems, key=lambda p: (RANKS[p.level], p.order))


def mark(book: Any, spots: Mapping[Spot, Sequence[Diagnostic]], lang: Lang) -> None:
    """Colour and comment the cells at `spots`, those with errors first, as many as there may be."""
    heaviest = sorted(spots, key=lambda s: (min(RANKS[p.level] for p in spots[s]), s))
    for sheet, row, column in heaviest[:MOST_MARKED]:
        _mark(_top_left(book[sheet], row, column), by_weight(spots[sheet, row, column]), lang)


def unmark(book: Any) -> None:
    """Take away what an earlier answer marked, so that what was corrected looks so; a form of ours as we wrote it."""
    figures = DATA_SHEET if HIDDEN_SHEET in book.sheetnames else ()
    for sheet in book.worksheets:
        for cell in [c for c in sheet._cells.values() if c.comment and c.comment.author == AUTHOR]:
            _, _, before = cell.comment.text.partition(f"\n{BEFORE}\n")
            cell.comment = Comment(before, "") if before else None
            if cell.fill.start_color.rgb in COLOURS.values():
                cell.fill = look_at(cell.row, cell.column).fill if sheet.title in figures else PatternFill()


def _top_left(sheet: Any, row: int, column: int) -> Any:
    """The cell, or the one that shows where it is merged into others."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, MergedCell):
        return cell
    ranges = (r for r in sheet.merged_cells.ranges if cell.coordinate in r)
    return next((sheet.cell(r.min_row, r.min_col) for r in ranges), cell)


def _mark(cell: Any, problems: list[Diagnostic], lang: Lang) -> None:
    """One fill for the gravest problem, one comment for all of them; an earlier comment follows ours."""
    cell.fill = FILLS[problems[0].level]
    said = [f"【{LEVEL_WORDS[p.level].say(lang)}】{p.code} {p.text.say(lang)}" for p in problems]
    if cell.comment and cell.comment.text:
        said += [BEFORE, cell.comment.text]
    text = clean("\n".join(said), LONGEST_COMMENT)
    lines = sum(len(wrap(line, LETTERS_A_LINE)) for line in text.split("\n"))
    cell.comment = Comment(text, AUTHOR, height=LINE * (min(lines, LINES) + 1), width=WIDTH)
