"""How far the sheets of an ODS workbook reach and what calamine does not tell of it, from its XML.

A cell or row may say that it stands for a million like it, which calamine would build.
"""

from engine.intake import limits
from engine.intake.archive import parts
from engine.intake.content import ODS
from engine.intake.explained import MOST_COLUMNS, Told
from engine.intake.extent import Extent
from engine.intake.xml_stream import PartError, Stream
from engine.model.diagnostic import Diagnostic, Place

CONTENT = "content.xml"
READ = frozenset({CONTENT, "META-INF/manifest.xml"})
"""Parts that calamine reads; others may have a DTD, as those of macros do."""

BEYOND = 10**9
"""What a number of repetitions counts as that is too long, or written in some other way than with digits."""

LONGEST_NUMBER = 9
HIDDEN = frozenset({"collapse", "filter"})
TYPES = ("office:value-type", "calcext:value-type")


def reach(content: bytes, file: str) -> tuple[dict[str, Told], Extent] | Diagnostic:
    """Of every sheet; calamine waits without end for tags that are never closed."""
    told: dict[str, Told] = {}
    far = Extent()
    for part in parts(content, file):
        if isinstance(part, Diagnostic):
            return part
        name, data = part
        if name in READ:
            book = _Book(Place(file))
            try:
                book.stream.read(data, file, name, ODS)
            except PartError as e:
                return e.problem
            told |= book.told
            far = far.beside(book.extent())
    return told, far


class _Book:
    """Sheets while their elements go by."""

    def __init__(self, place: Place) -> None:
        self.place, self.told = place, dict[str, Told]()
        self.sheets: list[_Sheet] = []
        self.stream = Stream(
            {
                "table:table": self._table,
                "table:table-row": lambda at: self.sheets[-1].begin_row(at) if self.sheets else None,
                "table:table-column": lambda at: self.sheets[-1].head(at) if self.sheets else None,
                "table:table-cell": self._cell,
                "table:covered-table-cell": self._cell,
                "text:p": self._inside,
                "text:s": self._blanks,
            },
            prefixed=True,
        )

    def extent(self) -> Extent:
        """Of all sheets."""
        far = Extent()
        for sheet in self.sheets:
            far = far.beside(sheet.extent())
        return far

    def _table(self, at: dict[str, str]) -> None:
        if len(self.sheets) == limits.MAX_PARTS:
            raise PartError(limits.beyond(self.place, limits.PARTS, limits.MAX_PARTS, n=f">{limits.MAX_PARTS}"))
        self.sheets.append(_Sheet())
        self.told[at.get("table:name", "")] = self.sheets[-1].told
        self.stream.hear(None)

    def _cell(self, at: dict[str, str]) -> None:
        """What is written in a cell counts as often as the cell is repeated; once, it is no more than the part has."""
        if not self.sheets:
            return
        sheet = self.sheets[-1]
        sheet.begin_cell(at)
        self.stream.hear(sheet.write if sheet.copies > 1 else None)
        if sheet.filled > limits.MAX_CELLS:
            raise PartError(limits.beyond(self.place, limits.CELLS, limits.MAX_CELLS, n=sheet.filled, cell="?"))

    def _inside(self, _: dict[str, str]) -> None:
        if self.sheets:
            self.sheets[-1].fill()

    def _blanks(self, at: dict[str, str]) -> None:
        """One element may stand for many blanks."""
        if self.sheets:
            self.sheets[-1].text += _count(at.get("text:c", "1")) * self.sheets[-1].copies


class _Sheet:
    """One sheet."""

    def __init__(self) -> None:
        self.told = Told({}, {}, {}, set(), set(), [])
        self.hidden = self.open = False
        self.row = self.column = self.columns = self.times = 0
        self.repeat = 0
        self.last_row = self.last_column = self.filled = self.text = 0

    @property
    def copies(self) -> int:
        """How many cells the present one stands for."""
        return self.repeat * self.times

    def head(self, at: dict[str, str]) -> None:
        """Columns, in order."""
        times = _count(at.get("table:number-columns-repeated", "1"))
        if at.get("table:visibility") in HIDDEN:
            self.told.hidden_columns.update(range(self.columns + 1, min(self.columns + times, MOST_COLUMNS) + 1))
        self.columns += times

    def begin_row(self, at: dict[str, str]) -> None:
        """The row that follows the one before and its copies."""
        self.row += self.repeat
        self.repeat = _count(at.get("table:number-rows-repeated", "1"))
        self.hidden = at.get("table:visibility") in HIDDEN
        self.column = self.times = 0

    def begin_cell(self, at: dict[str, str]) -> None:
        """The cell that follows the one before and its copies."""
        self.column += self.times
        self.times = _count(at.get("table:number-columns-repeated", "1"))
        self.open = True
        types = {at[name] for name in TYPES if name in at}
        formula = at.get("table:formula")
        if types or formula is not None:
            self.fill()
            self._tell(types, formula)
            self.text += len(at.get("office:string-value", "")) * self.copies
        self._merged(at)

    def fill(self) -> None:
        """The cell holds something, and reaches as far as it is repeated."""
        if not self.open:
            return
        self.open = False
        self.last_row = max(self.last_row, self.row + self.repeat)
        self.last_column = max(self.last_column, self.column + self.times)
        self.filled += 1
        if self.hidden:
            self.told.hidden_rows.add(self.row + 1)

    def write(self, text: str) -> None:
        """A piece of what a repeated cell holds."""
        self.text += len(text) * self.copies

    def extent(self) -> Extent:
        """From A1 to the last cell that holds something."""
        cells = self.last_row * self.last_column
        return Extent(self.last_row, self.last_column, cells, self.filled, text=self.text)

    def _tell(self, types: set[str], formula: str | None) -> None:
        here = (self.row + 1, self.column + 1)
        if formula is not None:
            self.told.formulas[here] = "=" + formula.removeprefix("of:=")
        if "error" in types:
            self.told.errors[here] = "#"
        if "percentage" in types:
            self.told.formats[here] = "%"

    def _merged(self, at: dict[str, str]) -> None:
        rows, columns = (_count(at.get(f"table:number-{what}-spanned", "1")) for what in ("rows", "columns"))
        if (rows, columns) != (1, 1):
            self.told.merged.append(((self.row, self.column), (self.row + rows - 1, self.column + columns - 1)))


def _count(number: str) -> int:
    """How often something is repeated."""
    plain = len(number) <= LONGEST_NUMBER and number.isascii() and number.isdigit()
    return int(number) if plain else BEYOND
