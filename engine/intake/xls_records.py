"""How far the sheets of an XLS workbook reach and what calamine does not tell, from its BIFF8 records ([MS-XLS]).

calamine reserves memory for what two records claim, the used range of a sheet and the number of shared texts, and a
wrong claim ends the process; so both are held against the file before it is called.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence

from engine.intake.explained import Told
from engine.intake.extent import Extent
from engine.intake.number_format import alters
from engine.intake.ole import stream
from engine.intake.xls_texts import lengths
from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text

FORMULA, BOOLERR, MULRK, NUMBER, RK = 0x0006, 0x0205, 0x00BD, 0x0203, 0x027E
CELLS = frozenset({FORMULA, BOOLERR, MULRK, NUMBER, RK, 0x00FD, 0x0204, 0x00D6})
"""Records of cells that hold something; each begins with row, column and format."""

BOUNDSHEET, FILEPASS, XF, FORMAT, ROW, COLINFO = 0x0085, 0x002F, 0x00E0, 0x041E, 0x0208, 0x007D
NUMBERS = frozenset({FORMULA, MULRK, NUMBER, RK})
EOF, TEXTS, CONTINUE, RANGE, SHARED = 0x000A, 0x00FC, 0x003C, 0x0200, 0x00FD
PERCENT_FORMATS = frozenset({9, 10})

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
NO_STREAM = Text("找不到其中的工作簿，文件不完整", "it holds no workbook; the file is not whole")
OLD = Text("早于 Excel 97 的格式", "a format older than Excel 97")
SHOWN_FORMULA = "=…"
ERROR_RESULT = 2
MOST_COLUMNS = 256


def reach(content: bytes, file: str) -> tuple[dict[str, Told], Extent] | Diagnostic:
    """Of every sheet."""
    book = stream(content, ("Workbook", "WORKBOOK"))
    place = Place(file)
    if book is None:
        why = OLD if stream(content, ("Book", "BOOK")) else NO_STREAM
        return Diagnostic.of("S420", place, format="XLS", why=why)
    try:
        return _reach(book, place)
    except (struct.error, IndexError):
        return Diagnostic.of("S420", place, format="XLS", why=NO_STREAM)


def _reach(book: bytes, place: Place) -> tuple[dict[str, Told], Extent] | Diagnostic:
    """Names and formats of the workbook, then each sheet."""
    sheets: list[tuple[int, str]] = []
    formats: list[int] = []
    codes = dict.fromkeys(PERCENT_FORMATS, "0%")
    texts: list[bytes] = []
    last = 0
    for number, data in _records(book, 0):
        if number == FILEPASS:
            return Diagnostic.of("S421", place)
        if number == BOUNDSHEET:
            sheets.append((struct.unpack_from("<I", data)[0], _name(data)))
        elif number == TEXTS or (number == CONTINUE and last == TEXTS):
            texts.append(data)
        elif number == XF:
            formats.append(struct.unpack_from("<HH", data)[1])
        elif number == FORMAT:
            codes[struct.unpack_from("<H", data)[0]] = _code(data)
        last = last if number == CONTINUE else number
    styles = {i: codes[f] for i, f in enumerate(formats) if alters(codes.get(f, ""))}
    long = lengths(texts) if texts else []
    told: dict[str, Told] = {}
    far = Extent()
    reached = 0
    for offset, name in sorted(sheets):  # one part for each sheet, or a small file could be gone through without end
        if offset < reached:
            raise IndexError(offset)
        told[name], here, reached = _sheet(book, offset, _Sheet(styles, long))
        far = far.beside(here)
    return told, far


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Records from `at` to the end of their part."""
    while at + 4 <= len(book):
        number, length = struct.unpack_from("<HH", book, at)
        if number == EOF:
            return
        yield number, book[at + 4 : at + 4 + length]
        at += 4 + length


def _name(data: bytes) -> str:
    """Name of a sheet: length in characters, then one or two bytes for each."""
    length, wide = data[6], data[7] & 1
    return data[8 : 8 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _code(data: bytes) -> str:
    """A number format, which follows its number: length in characters, then one or two bytes for each."""
    length, wide = struct.unpack_from("<HB", data, 2)
    return data[5 : 5 + length * (1 + (wide & 1))].decode("utf-16-le" if wide & 1 else "latin-1", "replace")


def _sheet(book: bytes, offset: int, sheet: "_Sheet") -> tuple[Told, Extent, int]:
    """One sheet, and where it ends."""
    end = offset
    for number, data in _records(book, offset):
        end += 4 + len(data)
        if number in CELLS:
            sheet.cell(number, data)
        elif number == RANGE:
            sheet.used(data)
        elif number == ROW and struct.unpack_from("<I", data, 12)[0] & 0x20:
            sheet.told.hidden_rows.add(struct.unpack_from("<H", data)[0] + 1)
        elif number == COLINFO and struct.unpack_from("<H", data, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", data)
            sheet.hide(first, last)
    cells = sheet.rows * sheet.columns
    return sheet.told, Extent(sheet.rows, sheet.columns, cells, sheet.filled, text=sheet.text), end


class _Sheet:
    """One sheet while its records go by; `styles` are the formats that show another number than is stored."""

    def __init__(self, styles: Mapping[int, str], long: Sequence[int]) -> None:
        """`long` are the lengths of the texts that cells share."""
        self.styles, self.long = styles, long
        self.told = Told({}, {}, {}, set(), set(), [])
        self.rows = self.columns = self.filled = self.said = self.text = 0

    def hide(self, first: int, last: int) -> None:
        """Hidden columns, from 0; a sheet has 256, and each is said once at most."""
        self.said += 1
        if self.said > MOST_COLUMNS:
            raise IndexError(last)
        self.told.hidden_columns.update(range(first + 1, min(last, MOST_COLUMNS - 1) + 2))

    def used(self, data: bytes) -> None:
        """The used range as claimed; one that ends before it begins would be taken for four thousand million rows."""
        top, bottom, left, right = struct.unpack_from("<IIHH", data)
        if bottom and right and (bottom <= top or right <= left):
            raise IndexError(top)
        self.rows, self.columns = max(self.rows, bottom), max(self.columns, right)

    def cell(self, number: int, data: bytes) -> None:
        """A cell, or several beside each other."""
        row, column = struct.unpack_from("<HH", data)
        last = struct.unpack_from("<H", data, len(data) - 2)[0] if number == MULRK else column
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, last + 1)
        for n in range(column, last + 1):
            self.filled += 1
            (style,) = struct.unpack_from("<H", data, 4 + 6 * (n - column))
            if number in NUMBERS and style in self.styles:
                self.told.formats[row + 1, n + 1] = self.styles[style]
        if number == SHARED:
            self.text += self.long[struct.unpack_from("<I", data, 6)[0]]
        self._tell(number, data, (row + 1, column + 1))

    def _tell(self, number: int, data: bytes, at: tuple[int, int]) -> None:
        """Formulas and errors; the text of a formula would need its own language."""
        if number == BOOLERR and data[7]:
            self.told.errors[at] = ERRORS.get(data[6], "#")
        if number == FORMULA:
            self.told.formulas[at] = SHOWN_FORMULA
            if data[12:14] == b"\xff\xff" and data[6] == ERROR_RESULT:
                self.told.errors[at] = ERRORS.get(data[8], "#")
