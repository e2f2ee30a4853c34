"""A workbook as the ZIP archive that it is: unpacked in memory under limits, before any library is let at it."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from io import BytesIO
from typing import Literal, NamedTuple

from engine.model.text import Text

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    struct.error,
)
"""What reading a damaged archive raises."""

CHUNK = 2**20
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The two ways of packing that workbooks use."""

DTD = Text("含有 DTD 或实体定义", "it defines a DTD or entities")
UTF_16 = Text("不是 UTF-8 编码", "it is not UTF-8")
METHOD = Text("压缩方法不是表格软件所用", "it is packed as no spreadsheet program does")
_UTF_16_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


class Part(NamedTuple):
    """One part of an archive."""

    name: str
    data: bytes


class Refusal(NamedTuple):
    """Why no more is unpacked: too many parts or bytes (`n`), an unsafe `part`, or damage."""

    kind: Literal["parts", "bytes", "unsafe", "damaged"]
    n: str = ""
    part: str = ""
    why: Text = Text("", "")


def parts(content: bytes, most_parts: int, most_bytes: int) -> Iterator[Part | Refusal]:
    """Each part; the first refusal ends them. Sizes are counted, not believed; nothing is written."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            found = archive.infolist()
            claim = sum(part.file_size for part in found)
            if len(found) > most_parts:
                yield Refusal("parts", n=str(len(found)))
            elif claim > most_bytes:
                yield Refusal("bytes", n=str(claim))
            else:
                yield from _each(archive, found, most_bytes)
    except DAMAGED as e:
        yield Refusal("damaged", why=Text(str(e), str(e)))


def _each(archive: zipfile.ZipFile, found: list[zipfile.ZipInfo], most_bytes: int) -> Iterator[Part | Refusal]:
    """The parts of an archive of which the directory promises nothing out of measure."""
    total = 0
    for part in found:
        data = _unpack(archive, part, most_bytes - total) if part.compress_type in METHODS else b""
        total += len(data)
        if total > most_bytes:
            yield Refusal("bytes", n=f">{most_bytes}")
            return
        if why := _unsafe(part, data):
            yield Refusal("unsafe", part=part.filename, why=why)
            return
        yield Part(part.filename, data)


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limit: int) -> bytes:
    """The bytes of a part, one more than `limit` at most; the archive's own word for its size is not taken.

    zipfile stops at the size that the directory claims, other libraries do not: one that lies would hide a bomb.
    """
    honest = copy(part)
    honest.file_size = limit + 2 * CHUNK  # its end is never reached, so that its checksum is not asked for
    with archive.open(honest) as stream:
        found = bytearray()
        while len(found) <= limit and (chunk := stream.read(min(CHUNK, limit + 1 - len(found)))):
            found += chunk
    return bytes(found)


def _unsafe(part: zipfile.ZipInfo, data: bytes) -> Text | None:
    """Why a part must not be given to an XML parser."""
    if part.compress_type not in METHODS:
        return METHOD
    if data.startswith(_UTF_16_STARTS):
        return UTF_16
    return DTD if b"<!DOCTYPE" in data or b"<!ENTITY" in data else None
