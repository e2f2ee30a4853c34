"""How far the sheets of an XLSX workbook reach, and what of it needs a closer look, told from their XML by pattern.

Libraries allocate every cell from A1 to the last one filled, so the last is found before they are called.
"""

import re
from typing import NamedTuple

from engine.model.diagnostic import column_name, column_number

_OTHERS = rb"(?>(?:\s+(?!r\s*=)[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)"
"""Attributes before r; atomic, so that no tag is gone through twice."""

_R = rb"\s+r\s*=\s*[\"']"
_CELL = rb"([A-Za-z]{1,3})([0-9]{1,7})"
_NAMED = re.compile(rb"<(?:\w+:)?c" + _OTHERS + _R + _CELL + rb"[\"'](?>[^<>]*)((?<!/)>(?!</))?")
"""A cell with its name; the last group is there unless the cell is empty."""

_ANY = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row" + _OTHERS + _R + rb"([0-9]{1,10})[\"']")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+ref\s*=\s*[\"']" + _CELL + rb":" + _CELL + rb"[\"']")
_SHARED = re.compile(rb"<(?:\w+:)?f\s(?=[^<>]*shared)")
_TEXT = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*)?>([^<]*)")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_PERCENT_FORMAT = re.compile(rb"numFmtId\s*=\s*[\"'](?:9|10)[\"']")
_OWN_PERCENT = re.compile(rb"formatCode\s*=\s*[\"'][^\"']*%")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")


_UNSOUND = re.compile(rb"<(?:\w+:)?(?:c|row)\s[^<>]*+<")
"""A tag within a tag, which is no XML and which readers take in different ways: it may claim anything."""

CHARACTERS = 50
"""Of a shared formula that cost openpyxl as much as a cell: it is written out for each cell that shares it."""


class Extent(NamedTuple):
    """One part, or several put together: last row and column, cells from A1 to there, and those that are filled.

    `filled` also counts what openpyxl makes of merged ranges and shared formulas. `named` are the sheets that the
    workbook lists, `sheets` the parts that are sheets: a part that is listed often is read as often.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    filled: int = 0
    special: bool = False
    errors: bool = False
    named: int = 0
    sheets: int = 0

    @property
    def last(self) -> str:
        """Name of the cell in the last row and column."""
        return f"{column_name(self.columns)}{self.rows}"

    @property
    def times(self) -> int:
        """How often a sheet may be read."""
        return -(-self.named // max(self.sheets, 1)) if self.sheets else 1

    def beside(self, other: "Extent") -> "Extent":
        """Both, with the corner of the larger one."""
        far = max(self, other, key=lambda e: e.cells)
        return Extent(
            far.rows,
            far.columns,
            self.cells + other.cells,
            self.filled + other.filled,
            special=self.special or other.special,
            errors=self.errors or other.errors,
            named=self.named + other.named,
            sheets=self.sheets + other.sheets,
        )


WORST = Extent(1_048_576, 16_384, 1_048_576 * 16_384, sheets=1)


def extent(data: bytes) -> Extent:
    """What a part of a workbook adds; nothing for one that says nothing of its size."""
    if b"cellXfs" in data:
        formats = data.partition(b"cellXfs")[2].partition(b"cellXfs>")[0]
        return Extent(special=bool(_PERCENT_FORMAT.search(formats) or _OWN_PERCENT.search(data)))
    if b"sheetData" in data:
        return _sheet(data)
    return Extent(named=len(_SHEET.findall(data)) if b"sheets>" in data else 0)


def _sheet(data: bytes) -> Extent:
    """One sheet. Where some cells have no name, every row that has a number counts."""
    if _UNSOUND.search(data):
        return WORST
    found = _NAMED.findall(data)
    full = [(letters, row) for letters, row, filled in found if filled]
    columns = max((_column(letters) for letters in {letters for letters, _ in full}), default=1)
    rows = max((int(row) for _, row in full), default=0)
    if len(_ANY.findall(data)) > len(found):
        rows = max([rows, *map(int, _ROW.findall(data))])
    errors = bool(_ERROR.search(data))
    special = errors or bool(_FORMULA.search(data) or _HIDDEN.search(data))
    work = len(found) + sum(_area(*corners) for corners in _MERGED.findall(data)) + _shared(data)
    return Extent(rows, columns, rows * columns, work, special, errors, 0, 1)


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    """Cells of a merged range."""
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _shared(data: bytes) -> int:
    """What shared formulas cost, in cells."""
    times = len(_SHARED.findall(data))
    return times * max(map(len, _TEXT.findall(data)), default=0) // CHARACTERS if times else 0


def _column(letters: bytes) -> int:
    """Number of a column as a part names it, in either case."""
    return column_number(letters.decode().upper())
