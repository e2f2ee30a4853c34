"""A submitted workbook opened once more, to be marked: only if that is safe and cannot fill the memory."""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from xml.parsers import expat

from openpyxl.reader.excel import ExcelReader

from engine.model.diagnostic import column_number
from engine.zipped import Refusal, parts

MOST_BYTES = 96 * 2**20
"""Of XML in one workbook, unpacked."""

MOST_PARTS = 2_000
"""Parts of one workbook; pictures and comments are parts too."""

MOST_CELLS = 1_000_000
"""Cells that openpyxl makes an object of: written ones, and all that a merged range or a hyperlink covers."""

_COVERING = frozenset({"mergeCell", "hyperlink"})
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)")
_XML = (".xml", ".rels", ".vml")


class _UnsafeError(Exception):
    """More than we open."""


@contextmanager
def reopened(content: bytes) -> Iterator[Any | None]:
    """The workbook as openpyxl keeps it; None for what is none, is broken, or would cost too much."""
    with ExitStack() as opened:
        try:
            book = _read(content, opened)
        except MemoryError:
            raise
        except Exception:  # openpyxl raises whatever its code meets in a damaged file
            book = None
        yield book


def _read(content: bytes, opened: ExitStack) -> Any:
    """What load_workbook reads without macros; it leaves its archive open where it fails."""
    _weigh(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts that openpyxl leaves out
        reader = ExcelReader(io.BytesIO(content), keep_vba=False, rich_text=True)
        opened.enter_context(reader.archive)
        reader.read()
    return reader.wb


def _weigh(content: bytes) -> None:
    """_UnsafeError for an archive that must not be unpacked, or one with too many cells."""
    scale = _Scale()
    for part in parts(content, MOST_PARTS, MOST_BYTES):
        if isinstance(part, Refusal):
            raise _UnsafeError
        if part.name.lower().endswith(_XML):
            scale.read(part.data)


class _Scale:
    """Counts cells over all parts."""

    def __init__(self) -> None:
        self.cells = 0

    def read(self, part: bytes) -> None:
        """Weigh one part."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._element
        parser.Parse(part, True)

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.cells += 1
        elif name in _COVERING:
            self.cells += _area(attributes.get("ref", ""))
        if self.cells > MOST_CELLS:
            raise _UnsafeError


def _area(ref: str) -> int:
    """Cells of a range; one for anything else."""
    match = _RANGE.fullmatch(ref.upper())
    if not match:
        return 1
    left, top, right, bottom = match.groups()
    return (abs(column_number(right) - column_number(left)) + 1) * (abs(int(bottom) - int(top)) + 1)
