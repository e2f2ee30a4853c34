"""Separated text as a sheet: row n is line n, so that each problem can be marked where it stands."""

import csv
import io
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

from engine.model.diagnostic import Place, column_name
from engine.model.text import Lang, Text
from engine.render.workbook import put
from engine.separators import separators

SHEET = Text("报送内容", "As submitted")
SUFFIXES = (".csv", ".tsv", ".txt")
MOST_CELLS = 500_000
MOST_ROWS, MOST_COLUMNS = 50_000, 1_000
SHOWN = 50
"""Rows that column widths are made for."""

NARROWEST, WIDEST = 8, 40


class Table(NamedTuple):
    """Records with the line that each begins on; `cut` where not all of the text was taken."""

    starts: Sequence[int]
    records: Sequence[Sequence[str]]
    lines: Sequence[str]
    separator: str
    cut: bool

    def spot(self, place: Place) -> tuple[int, int] | None:
        """Row and column of the sheet for a line and character column, the first where that is not known.

        None for the whole text, and for what is not shown.
        """
        if not 1 <= place.line <= len(self.lines) or not self.starts:
            return None
        start = self.starts[bisect_right(self.starts, place.line) - 1]
        before = "".join(self.lines[start - 1 : place.line - 1])
        here = self.lines[place.line - 1][: max(place.column - 1, 0)]
        return start, _fields(before + here, self.separator) + 1


def table(text: str) -> Table:
    """The records of a text, as many as a sheet may have."""
    whole = io.StringIO(text, newline="")
    lines = list(islice(whole, MOST_ROWS))
    cut = bool(whole.read(1))
    separator = separators(text)[0]
    reader = csv.reader(lines, delimiter=separator)
    starts: list[int] = []
    records: list[list[str]] = []
    cells, start = 0, 1
    try:
        for fields in reader:
            if cells + len(fields) > MOST_CELLS:
                cut = True
                break
            starts.append(start)
            records.append(fields[:MOST_COLUMNS])
            cells, start = cells + len(fields), reader.line_num + 1
    except csv.Error:
        cut = True
    return Table(starts, records, lines[: start - 1], separator, cut)


def fill_table(sheet: Any, found: Table, lang: Lang) -> None:
    """Write the records as text, each in the row of its line."""
    sheet.title = SHEET.say(lang)
    for start, fields in zip(found.starts, found.records, strict=True):
        for column, field in enumerate(fields, 1):
            put(sheet.cell(start, column), field)
    for column in range(1, max(map(len, found.records), default=0) + 1):
        widest = max((2 * len(r[column - 1]) for r in found.records[:SHOWN] if column <= len(r)), default=0)
        sheet.column_dimensions[column_name(column)].width = min(max(widest, NARROWEST), WIDEST)


def fill_rows(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    """Write rows of texts, each at its own position."""
    for n, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                put(sheet.cell(n, column), text)


def _fields(text: str, separator: str) -> int:
    """Separators outside of quotation marks."""
    return "".join(text.split('"')[::2]).count(separator)
