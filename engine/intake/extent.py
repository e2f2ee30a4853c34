"""How far the sheets of a workbook reach, and what of it needs a closer look.

Libraries allocate every cell from A1 to the last one filled, so the last is found before they are called.
"""

from typing import NamedTuple

from engine.intake import limits
from engine.model.diagnostic import Diagnostic, Place, column_name


class Extent(NamedTuple):
    """One sheet, or several put together: last row and column, cells from A1 to there, and those that are filled.

    `filled` also counts what openpyxl makes of merged ranges and shared formulas. `named` are the sheets that the
    workbook lists, `sheets` the parts that are sheets: a part that is listed often is read as often. `text` are the
    characters of all cells together, where one text may stand in many cells.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    filled: int = 0
    special: bool = False
    errors: bool = False
    named: int = 0
    sheets: int = 0
    text: int = 0

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
            text=self.text + other.text,
        )

    def beyond(self, file: str) -> Diagnostic | None:
        """The limit that it exceeds."""
        place, cells, text = Place(file), self.cells * self.times, self.text * self.times
        if cells > limits.MAX_CELLS:
            return limits.beyond(place, limits.CELLS, limits.MAX_CELLS, n=cells, cell=self.last)
        return limits.beyond(place, limits.TEXT, limits.MAX_TEXT, n=text) if text > limits.MAX_TEXT else None
