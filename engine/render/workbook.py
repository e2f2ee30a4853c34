"""Workbooks that we write: our texts are never formulas, and the same content gives the same bytes."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from engine.render.characters import in_xml

CREATOR = "target-check"
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""Earliest moment that a zip file can tell; what we write knows no clock."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for a formula when a cell is edited or pasted."""

LONGEST_TEXT = 32_767
"""Characters that a cell holds."""

_MOMENTS = re.compile(
    rb"<dcterms:modified[^>]*>[^<]*</dcterms:modified>|<dcterms:created[^>]*>1980-01-01T00:00:00Z</dcterms:created>"
)
"""The moment of saving, and that of making a workbook of ours."""
_LAST_FIRST = "[Content_Types].xml"


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    """Text that XML and a cell can hold: control characters become replacement marks, the rest is cut."""
    text = in_xml(text)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def put(cell: Any, text: str) -> None:
    """Write text as text, whatever it begins with; nothing for an empty one."""
    if not text:
        return
    cell.value = clean(text)
    cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def new_book() -> Any:
    """A workbook of ours."""
    book = Workbook()
    book.properties.creator, book.properties.created = CREATOR, datetime(*ZIP_TIME)
    return book


def packed(book: Any, additions: Mapping[str, bytes] | None = None) -> bytes:
    """Bytes of a workbook without the moment of saving; `additions` are put at the end of the sheets of these names."""
    raw, out = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:  # closed even when openpyxl fails on the way
        ExcelWriter(book, archive).save()
    tails = {f"xl/worksheets/sheet{book.sheetnames.index(n) + 1}.xml": xml for n, xml in (additions or {}).items()}
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != _LAST_FIRST, n)):
            part = old.read(name)
            if name in tails:
                part = part.replace(b"</worksheet>", tails[name] + b"</worksheet>")
            if name == "docProps/core.xml":
                part = _MOMENTS.sub(b"", part)
            new.writestr(_entry(name), part)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    """A compressed entry that says nothing of when and where it was made."""
    entry = zipfile.ZipInfo(name, ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry
