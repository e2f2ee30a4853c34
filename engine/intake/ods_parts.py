"""How far the sheets of an ODS workbook reach and what calamine does not tell of it, from its XML by pattern.

A cell or row may say that it stands for a million like it, which calamine would build.
"""

import re
from html import unescape
from xml.parsers.expat import ExpatError, ParserCreate

from engine.intake import limits
from engine.intake.content import ODS
from engine.intake.explained import MOST_COLUMNS, Told
from engine.intake.extent import Extent
from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text

_TOKEN = re.compile(rb"<table:(table|table-row|table-column|table-cell|covered-table-cell)(?=[\s/>])([^<>]*+)(>?)")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']([^\"']*)")
_TIMES = re.compile(rb"[0-9]{1,9}")
_ROWS = re.compile(rb"number-rows-spanned\s*=\s*[\"']([0-9]{1,7})[\"']")
_COLUMNS = re.compile(rb"number-columns-spanned\s*=\s*[\"']([0-9]{1,7})[\"']")
_NAME = re.compile(rb"table:name\s*=\s*[\"']([^\"']*)[\"']")
_FORMULA = re.compile(rb"table:formula\s*=\s*\"([^\"]*)\"")
_TYPE = re.compile(rb"(?:office|calcext):value-type\s*=\s*[\"']([a-z]+)[\"']")
_HIDDEN = re.compile(rb"table:visibility\s*=\s*[\"'](?:collapse|filter)[\"']")


NO_XML = Text("XML 有误", "its XML is not sound")
BEYOND = 10**9
"""What a number of repetitions counts as that is too long, or written in some other way than with digits."""


class _Sheet:
    """One sheet while its tags go by."""

    def __init__(self) -> None:
        self.told = Told({}, {}, {}, set(), set(), [])
        self.hidden = False
        self.row = self.repeat = self.column = self.head = 0
        self.last_row = self.last_column = self.filled = 0

    def tag(self, name: bytes, attributes: bytes) -> None:
        """Move on by one tag."""
        found = _REPEATED.search(attributes)
        times = 1 if found is None else int(found.group(1)) if _TIMES.fullmatch(found.group(1)) else BEYOND
        hidden = bool(_HIDDEN.search(attributes))
        if name == b"table-row":
            self.row, self.repeat, self.column = self.row + self.repeat, times, 0
            self.hidden = hidden
        elif name == b"table-column":
            if hidden:
                self.told.hidden_columns.update(range(self.head + 1, min(self.head + times, MOST_COLUMNS) + 1))
            self.head += times
        else:
            self._cell(attributes, times)
            self.column += times

    def _cell(self, attributes: bytes, times: int) -> None:
        """A cell that holds something reaches as far as it is repeated."""
        types = set(_TYPE.findall(attributes))
        formula = _FORMULA.search(attributes)
        if not types and not formula and attributes.endswith(b"/"):
            return
        self.last_row = max(self.last_row, self.row + self.repeat)
        self.last_column = max(self.last_column, self.column + times)
        self.filled += 1
        if self.hidden:
            self.told.hidden_rows.add(self.row + 1)
        at = (self.row + 1, self.column + 1)
        rows, columns = (int(m.group(1)) if (m := p.search(attributes)) else 1 for p in (_ROWS, _COLUMNS))
        if (rows, columns) != (1, 1):
            last = (self.row + rows - 1, self.column + columns - 1)
            self.told.merged.append(((self.row, self.column), last))
        if formula:
            self.told.formulas[at] = "=" + unescape(formula.group(1).decode("utf-8", "replace")).removeprefix("of:=")
        if b"error" in types:
            self.told.errors[at] = "#"
        if b"percentage" in types:
            self.told.percentages[at] = "%"

    def extent(self) -> Extent:
        """From A1 to the last cell that holds something."""
        return Extent(self.last_row, self.last_column, self.last_row * self.last_column, self.filled)


def reach(data: bytes, file: str) -> tuple[dict[str, Told], Extent] | Diagnostic:
    """Of every sheet of the part content.xml; calamine waits without end for tags that are never closed."""
    try:
        ParserCreate().Parse(data, True)
    except ExpatError:
        return Diagnostic.of("S420", Place(file), format=ODS.called, why=NO_XML)
    told: dict[str, Told] = {}
    far, sheet, tables = Extent(), None, 0
    for match in _TOKEN.finditer(data):
        name, attributes, end = match.groups()
        if not end:
            return Diagnostic.of("S420", Place(file), format=ODS.called, why=NO_XML)
        if name == b"table":
            tables += 1
            far = far.beside(sheet.extent()) if sheet else far
            sheet = _Sheet()
            title = _NAME.search(attributes)
            told[unescape(title.group(1).decode("utf-8", "replace")) if title else ""] = sheet.told
        elif sheet:
            sheet.tag(name, attributes)
        if tables > limits.MAX_PARTS:
            return limits.beyond(Place(file), limits.PARTS, limits.MAX_PARTS, n=tables)
        if sheet and sheet.filled > limits.MAX_CELLS:
            return limits.beyond(Place(file), limits.CELLS, limits.MAX_CELLS, n=sheet.filled, cell="?")
    return told, far.beside(sheet.extent()) if sheet else far
