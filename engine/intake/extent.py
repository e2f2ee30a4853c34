"""How far the sheets of an XLSX workbook reach, and what of it needs a closer look, told from their XML by pattern.

Libraries allocate every cell from A1 to the last one filled, so the last is found before they are called.
"""

import re
from typing import NamedTuple

from engine.model.diagnostic import column_name

_FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"'][^>]*(?<!/)>(?!</)")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br\s*=\s*[\"']([0-9]{1,10})[\"'][^>]*(?<!/)>(?!</)")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_PERCENT_FORMAT = re.compile(rb"numFmtId\s*=\s*[\"'](?:9|10)[\"']")
_OWN_PERCENT = re.compile(rb"formatCode\s*=\s*[\"'][^\"']*%")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")


class Extent(NamedTuple):
    """One sheet, or several put together: last row and column, cells from A1 to there, and those that are filled."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    filled: int = 0
    special: bool = False
    errors: bool = False

    @property
    def last(self) -> str:
        """Name of the cell in the last row and column."""
        return f"{column_name(self.columns)}{self.rows}"

    def beside(self, other: "Extent") -> "Extent":
        """Both, with the corner of the larger one."""
        far = max(self, other, key=lambda e: e.cells)
        cells, filled = self.cells + other.cells, self.filled + other.filled
        return Extent(far.rows, far.columns, cells, filled, self.special or other.special, self.errors or other.errors)


def extent(data: bytes) -> Extent:
    """What a part of a workbook adds; nothing for one that is no sheet."""
    if b"cellXfs" in data[:2_000_000]:
        formats = _CELL_FORMATS.search(data)
        plain = formats is None or not _PERCENT_FORMAT.search(formats.group())
        return Extent(special=not plain or bool(_OWN_PERCENT.search(data)))
    if b"sheetData" not in data:
        return Extent()
    found = _FILLED.findall(data)
    columns = max((column_number(letters) for letters in {letters for letters, _ in found}), default=0)
    rows = max((int(row) for _, row in found), default=0)
    unnamed = max(map(int, _ROW.findall(data)), default=0) if not found else 0
    rows = max(rows, unnamed)
    errors = bool(_ERROR.search(data))
    special = errors or bool(_FORMULA.search(data) or _HIDDEN.search(data))
    return Extent(rows, max(columns, 1), rows * max(columns, 1), len(found), special, errors)


def column_number(letters: bytes | str) -> int:
    """A → 1, AB → 28."""
    text = letters.decode() if isinstance(letters, bytes) else letters
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
