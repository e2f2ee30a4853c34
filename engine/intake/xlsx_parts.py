"""How far the sheets of an XLSX workbook reach, and whether it holds what calamine does not tell.

Each part is asked for everything, whatever it is called: what a part is for, libraries decide each in its own way.
"""

import re
from collections import Counter
from itertools import zip_longest

from engine.intake.archive import parts
from engine.intake.content import XLSX
from engine.intake.explained import Told
from engine.intake.extent import Extent
from engine.intake.number_format import alters
from engine.intake.xml_stream import PartError, Stream
from engine.model.diagnostic import Diagnostic, column_number

XML = (".xml", ".rels")
SHEET = b"sheetData"
"""What makes a part with any other name a sheet that a workbook may refer to."""

CHARACTERS = 50
"""Of a shared formula that cost openpyxl as much as a cell: it is written out for each cell that shares it."""

PERCENT_FORMATS = frozenset({9, 10})
NUMBERS = "0123456789"
LONGEST_NUMBER = 10
TRUE = frozenset({"1", "true"})
_RANGE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7}):([A-Za-z]{1,3})([0-9]{1,7})")


def reach(content: bytes, file: str) -> tuple[dict[str, Told], Extent] | Diagnostic:
    """Of all parts together; what there is to tell openpyxl finds later."""
    texts, formats, far = _Texts(), _Formats(), Extent()
    for part in parts(content, file):
        if isinstance(part, Diagnostic):
            return part
        name, data = part
        if name.lower().endswith(XML) or SHEET in data:
            sheet = _Sheet(texts, formats)
            try:
                sheet.stream.read(data, file, name, XLSX)
            except PartError as e:
                return e.problem
            far = far.beside(sheet.extent())
    return {}, far._replace(special=far.special or formats.special(), text=texts.total())


class _Texts:
    """Texts that cells share: how long each is, and how often it is shown."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self.here: list[int] = []
        self.shown: Counter[str] = Counter()

    def begin(self) -> None:
        """Another list of them; of two that a file holds, either may be used."""
        self.lengths = [max(pair) for pair in zip_longest(self.lengths, self.here, fillvalue=0)]
        self.here = []

    def add(self, text: str) -> None:
        """A piece of the last text."""
        self.here[-1] += len(text)

    def total(self) -> int:
        """Characters of all cells that show one; a number that is none counts as that of the longest."""
        self.begin()
        longest = max(self.lengths, default=0)
        known = {str(n): length for n, length in enumerate(self.lengths)}
        return sum(known.get(n.strip(), longest) * times for n, times in self.shown.items())


class _Formats:
    """The number formats that cells use."""

    def __init__(self) -> None:
        self.within = False
        self.used: set[int] = set()
        self.codes: list[tuple[int, str]] = []

    def special(self) -> bool:
        """Whether one of them shows another number than is stored."""
        own = any(n in self.used and alters(code) for n, code in self.codes)
        return own or bool(self.used & PERCENT_FORMATS)

    def lists(self, cells: bool) -> None:
        """A list of formats begins: that of cells, or of named styles, which may be used by none."""
        self.within = cells

    def use(self, at: dict[str, str]) -> None:
        if self.within and "numFmtId" in at:
            self.used.add(int(at["numFmtId"]))

    def define(self, at: dict[str, str]) -> None:
        self.codes.append((int(at.get("numFmtId", "0")), at.get("formatCode", "")))


class _Sheet:
    """One part while its elements go by, as if it were a sheet."""

    def __init__(self, texts: _Texts, formats: _Formats) -> None:
        self.texts = texts
        texts.begin()
        self.row = self.column = self.rows = self.columns = 0
        self.filled = self.merged = self.named = self.formulas = self.longest = 0
        self.is_sheet = self.special = self.errors = self.shares = False
        self.at_row = 0
        self.numbers = _Columns()
        self.stream = Stream(
            {
                "c": self._cell,
                "v": self._value,
                "is": self._fill,
                "f": self._formula,
                "row": self._row,
                "col": self._hidden,
                "mergeCell": self._merge,
                "sheetData": self._begin,
                "sheet": self._name,
                "si": self._shared_text,
                "numFmt": formats.define,
                "cellXfs": lambda _: formats.lists(cells=True),
                "cellStyleXfs": lambda _: formats.lists(cells=False),
                "cellStyles": lambda _: formats.lists(cells=False),
                "xf": formats.use,
            }
        )

    def extent(self) -> Extent:
        """From A1 to the last cell that is filled."""
        work = self.filled + self.merged + self.formulas * self.longest // CHARACTERS
        return Extent(
            self.rows,
            self.columns,
            self.rows * self.columns,
            work,
            special=self.special,
            errors=self.errors,
            named=self.named,
            sheets=int(self.is_sheet),
        )

    def _row(self, at: dict[str, str]) -> None:
        """A row without number follows the one before."""
        self.row = _number(at["r"]) if "r" in at else self.row + 1
        self.column = 0
        self._hidden(at)

    def _cell(self, at: dict[str, str]) -> None:
        """A cell without name follows the one before."""
        self.filled += 1
        name = at.get("r")
        if name is None:
            self.column, self.at_row = self.column + 1, self.row
        else:
            letters = name.rstrip(NUMBERS)
            self.column, self.at_row = self.numbers[letters], _number(name[len(letters) :])
        kind = at.get("t")
        self.shares = kind == "s"
        if kind == "e":
            self.errors = self.special = True

    def _fill(self, _: dict[str, str]) -> None:
        """The cell is not empty."""
        self.rows, self.columns = max(self.rows, self.at_row), max(self.columns, self.column)

    def _value(self, at: dict[str, str]) -> None:
        self._fill(at)
        if self.shares:
            self.stream.text(self._show)

    def _show(self, number: str) -> None:
        self.texts.shown[number] += 1

    def _formula(self, at: dict[str, str]) -> None:
        self._fill(at)
        self.special = True
        self.formulas += at.get("t") == "shared"
        self.stream.text(self._written)

    def _written(self, formula: str) -> None:
        self.longest = max(self.longest, len(formula))

    def _hidden(self, at: dict[str, str]) -> None:
        if at.get("hidden") in TRUE:
            self.special = True

    def _merge(self, at: dict[str, str]) -> None:
        """Cells of a merged range."""
        if found := _RANGE.fullmatch(at.get("ref", "")):
            left, top, right, bottom = found.groups()
            width = abs(self.numbers[right] - self.numbers[left]) + 1
            self.merged += width * (abs(int(bottom) - int(top)) + 1)

    def _begin(self, _: dict[str, str]) -> None:
        self.is_sheet = True

    def _name(self, _: dict[str, str]) -> None:
        self.named += 1

    def _shared_text(self, _: dict[str, str]) -> None:
        self.texts.here.append(0)
        self.stream.hear(self.texts.add)


def _number(digits: str) -> int:
    """A row; a ValueError for what is none."""
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(digits)
    return int(digits)


class _Columns(dict[str, int]):
    """Letters → number of the column, each reckoned once; a ValueError for what is no column."""

    def __missing__(self, letters: str) -> int:
        if not (letters.isascii() and letters.isalpha() and len(letters) <= len("XFD")):
            raise ValueError(letters)
        number = self[letters] = column_number(letters.upper())
        return number
