"""A submitted workbook opened once more, to be marked: only if that is safe and cannot fill the memory."""

import io
import re
import warnings
import zipfile
from typing import Any
from xml.parsers import expat

from openpyxl import load_workbook

MOST_BYTES = 96 * 2**20
"""Of XML in one workbook, unpacked."""

MOST_CELLS = 1_000_000
"""Cells that openpyxl makes an object of: written ones, and all that a merged range or a hyperlink covers."""

_COVERING = frozenset({"mergeCell", "hyperlink"})
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)")
_PIECE = 2**16
_XML = (".xml", ".rels", ".vml")


class _UnsafeError(Exception):
    """More than we open."""


def reopen(content: bytes, *, macros: bool) -> Any | None:
    """The workbook as openpyxl keeps it; None for what is none, is broken, or would cost too much."""
    try:
        _weigh(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that openpyxl leaves out
            return load_workbook(io.BytesIO(content), keep_vba=macros, rich_text=True)
    except MemoryError:
        raise
    except Exception:  # openpyxl raises whatever its code meets in a damaged file
        return None


def _weigh(content: bytes) -> None:
    """_UnsafeError for a document type, for too many bytes or for too many cells."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [i for i in archive.infolist() if i.filename.lower().endswith(_XML)]
        if sum(i.file_size for i in archive.infolist()) > MOST_BYTES:
            raise _UnsafeError
        scale = _Scale()
        for info in parts:
            with archive.open(info) as part:
                scale.read(part)


class _Scale:
    """Counts cells over all parts."""

    def __init__(self) -> None:
        self.cells = 0

    def read(self, part: Any) -> None:
        """Weigh one part, piece by piece."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._element
        while piece := part.read(_PIECE):
            parser.Parse(piece)
        parser.Parse(b"", True)

    def _refuse(self, *_: object) -> None:
        raise _UnsafeError

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
    return (abs(_number(right) - _number(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _number(letters: str) -> int:
    """A → 1, AB → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
