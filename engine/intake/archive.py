"""A workbook as the ZIP archive that it is: unpacked in memory under limits, before any library is let at it."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from io import BytesIO

from engine.intake import limits
from engine.model.diagnostic import Diagnostic, Place
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

UTF_16 = Text("不是 UTF-8 编码", "it is not UTF-8")
METHOD = Text("压缩方法不是表格软件所用", "it is packed as no spreadsheet program does")
_UTF_16_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def parts(content: bytes, file: str) -> Iterator[tuple[str, bytes] | Diagnostic]:
    """Name and bytes of each part; the first problem ends them. Sizes are counted, not believed; nothing is written."""
    place = Place(file)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            found = archive.infolist()
            if len(found) > limits.MAX_PARTS:
                yield limits.beyond(place, limits.PARTS, limits.MAX_PARTS, n=len(found))
                return
            if (claim := sum(part.file_size for part in found)) > limits.MAX_UNPACKED:
                yield limits.beyond(place, limits.UNPACKED, limits.MAX_UNPACKED, n=claim)
                return
            total = 0
            for part in found:
                data = _unpack(archive, part, limits.MAX_UNPACKED - total) if part.compress_type in METHODS else b""
                total += len(data)
                if total > limits.MAX_UNPACKED:
                    yield limits.beyond(place, limits.UNPACKED, limits.MAX_UNPACKED, n=f">{total}")
                    return
                if why := _unsafe(part, data):
                    yield Diagnostic.of("S423", place, part=part.filename, why=why)
                    return
                yield part.filename, data
    except DAMAGED as e:
        yield Diagnostic.of("S420", place, format="ZIP", why=str(e))


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
    return UTF_16 if data.startswith(_UTF_16_STARTS) else None
