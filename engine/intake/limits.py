"""How large a submission may be, and how that is said. Far beyond any real one, and small enough for an office PC."""

from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text

MAX_FILE = 64 * 2**20
"""Bytes of one file: 100,000 rows of CSV take about 8 MB, of XLSX 4 MB."""

MAX_UNPACKED = 128 * 2**20
"""Bytes that the parts of one workbook come to: XML is kept in memory part by part, and deflate packs 1000 to 1."""

MAX_PARTS = 2_000
"""Parts of one workbook."""

MAX_CELLS = 2_000_000
"""Cells of the sheets of one workbook from A1 to the last that is filled: libraries allocate every one of them."""

MAX_TEXT = 50_000_000
"""Characters of all cells of one workbook together: one text of a file may stand in a million cells."""

MAX_EXPLAINED = 400_000
"""Filled cells of a workbook with formulas, percentages or hidden rows, which is opened once more to see them.

openpyxl reads some 100,000 cells a second and keeps all of them.
"""

MAX_ROWS = 200_000
"""Lines of one text or JSON file, blank ones too, and rows of one Parquet file.

Some 5,000 figures a second are held against all checks and each takes a few kilobytes; 64 MB hold millions.
"""

MAX_WRONG = 10_000
"""Rows with errors after which a file is read no further: it is another table, or its columns have moved."""

MAX_SECONDS = 120
"""Seconds for one workbook: the largest that the other limits allow takes 15, on an old office PC some times that."""

MAX_MEMORY = 2**31
"""Bytes of address space of the process that reads workbooks: the largest that the other limits allow needs a third."""

MAX_ANSWER = 2**28
"""Bytes of what is read of one workbook: a text that stands once in the file may stand in a million cells."""

MAX_COLUMNS = 1_000
"""Columns of a text file."""

MAX_LINE = 100_000
"""Characters of one line of text or JSON."""

BYTES, UNPACKED = Text("文件字节数 {n}", "{n} bytes"), Text("解压后字节数 {n}", "{n} bytes when unpacked")
PARTS, ROWS = Text("部件数 {n}", "{n} parts"), Text("行数 {n}", "{n} rows")
COLUMNS, LINE = Text("列数 {n}", "{n} columns"), Text("一行的字符数 {n}", "{n} characters of a line")
CELLS = Text("单元格数 {n}（到 {cell}）", "{n} cells (as far as {cell})")
TEXT = Text("各单元格字符总数 {n}", "{n} characters in all cells together")
EXPLAINED = Text(
    "含公式、百分数格式或隐藏行列的工作簿单元格数 {n}",
    "{n} cells in a workbook with formulas, percentages or hidden parts",
)


def beyond(place: Place, what: Text, limit: int, **fields: object) -> Diagnostic:
    """A limit that a file exceeds."""
    return Diagnostic.of("S419", place, what=what.fill(fields), limit=f"{limit:,}")
