"""Separated text as a sheet: row n is line n, so that each problem can be marked where it stands."""

import csv
import io
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from engine.model.diagnostic import Place, column_name
from engine.model.text import Lang, Text
from engine.render.workbook import put

SHEET = Text("报送内容", "As submitted")
SEPARATORS = ",\t;|"
SUFFIXES = (".csv", ".tsv", ".txt")
MOST_CELLS = 500_000
MOST_ROWS = 100_000
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

    def spot(self, place: Place) -> tuple[int, int]:
        """Row and column of the sheet for a line and character column; column 1 where that is not known."""
        n = bisect_right(self.starts, place.line) - 1
        if n < 0:
            return max(place.line, 1), 1
        start = self.starts[n]
        before = "".join(self.lines[start - 1 : place.line - 1])
        here = self.lines[place.line - 1] if place.line <= len(self.lines) else ""
        return start, _fields(before + here[: max(place.column - 1, 0)], self.separator) + 1


def table(text: str) -> Table:
    """The records of a text, as many as a sheet may have."""
    lines = io.StringIO(text, newline="").readlines()
    first = lines[0] if lines else ""
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(lines, delimiter=separator)
    starts: list[int] = []
    records: list[list[str]] = []
    cells, start = 0, 1
    try:
        for fields in reader:
            if cells + len(fields) > MOST_CELLS or len(records) >= MOST_ROWS:
                return Table(starts, records, lines, separator, cut=True)
            starts.append(start)
            records.append(fields)
            cells, start = cells + len(fields), reader.line_num + 1
    except csv.Error:
        return Table(starts, records, lines, separator, cut=True)
    return Table(starts, records, lines, separator, cut=False)


def fill_table(sheet: Any, found: Table, lang: Lang) -> None:
    """Write the records as text, each in the row of its line."""
    sheet.title = SHEET.say(lang)
    for start, fields in zip(found.starts, found.records, strict=True):
        for column, field in enumerate(fields, 1):
            put(sheet.cell(start, column), field)
    for column in range(1, max(map(len, found.records), default=0) + 1):
        widest = max((2 * len(r[column - 1]) for r in found.records[:SHOWN] if column <= len(r)), default=0)
        sheet.column_dimensions[column_name(column)].width = min(max(widest, NARROWEST), WIDEST)


def _fields(text: str, separator: str) -> int:
    """Separators outside of quotation marks."""
    return "".join(text.split('"')[::2]).count(separator)
