"""What a file is, told from its bytes; the suffix only has to agree."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from engine.model.text import Text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
LOOKED_AT = 4096

ODF, MIMETYPE_AT = b"mimetypeapplication/vnd.oasis.opendocument.", 30
"""How an OpenDocument file begins behind the first header: a part of that name, which is not packed."""

_PART = re.compile(
    rb"PK(?:\x01\x02.{42}|\x03\x04.{26})(xl/workbook\.bin|xl/|word/|content\.xml)",
    re.DOTALL,
)
"""Beginnings of the names that tell, where a header in the directory or before a part has its name."""


class Kind(NamedTuple):
    """One kind of content: what it is called, and whether figures can be read from it."""

    name: str
    called: Text
    readable: bool = True


XLSX = Kind("xlsx", Text("XLSX 工作簿", "an XLSX workbook"))
XLS = Kind("xls", Text("XLS 工作簿", "an XLS workbook"))
ODS = Kind("ods", Text("ODS 工作簿", "an ODS workbook"))
PARQUET = Kind("parquet", Text("Parquet", "Parquet"))
JSON_LINES = Kind("jsonl", Text("JSON 行", "JSON lines"))
TABLE = Kind("text", Text("文本表格（CSV）", "a text table (CSV)"))
LOCKED = Kind("locked", Text("加密的文件", "an encrypted file"))
DOCUMENT = Text("文字文档", "a text document")

OTHERS: Mapping[bytes, Text] = {
    b"%pdf": Text("PDF", "a PDF"),
    b"{\\rtf": Text("RTF 文档", "an RTF document"),
    b"rar!": Text("RAR 压缩包", "a RAR archive"),
    b"7z\xbc\xaf": Text("7z 压缩包", "a 7z archive"),
    b"\x89png": Text("图片", "a picture"),
    b"\xff\xd8\xff": Text("图片", "a picture"),
    b"<?xml": Text("XML（可能是“XML 表格 2003”）", "XML (perhaps 'XML Spreadsheet 2003')"),
    b"<": Text("网页（HTML）", "a web page (HTML)"),
    b"[": Text("JSON 数组，不是每行一个对象", "a JSON array, not one object a line"),
    b"mime-version": Text("网页（MHTML）", "a web page (MHTML)"),
}
"""How content that is no table begins, in lower case."""

SUFFIXES: Mapping[str, Kind] = {
    ".xlsx": XLSX,
    ".xlsm": XLSX,
    ".xls": XLS,
    ".et": XLS,
    ".ods": ODS,
    ".parquet": PARQUET,
    ".jsonl": JSON_LINES,
    ".ndjson": JSON_LINES,
    ".csv": TABLE,
    ".tsv": TABLE,
    ".txt": TABLE,
}
"""Suffix → what it promises."""

NAMED_ONLY = frozenset({".txt"})
"""Suffixes that are read when the file is named, not when it merely lies in a folder."""

LEFT_OUT = frozenset(
    {".xlsb", ".dbf", ".zip", ".rar", ".pdf", ".doc", ".docx", ".html", ".htm", ".xml", ".json", *NAMED_ONLY}
)
"""Suffixes of files that may hold figures and are not read from a folder: each is named in a note."""


def kind_of(content: bytes) -> Kind:
    """The kind of a file's content."""
    if content.startswith(ZIP):
        return _zipped(content)
    if content.startswith(OLE):
        return _compound(content)
    if content.startswith(b"PAR1"):
        return PARQUET
    start = content[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"{") and not start.startswith(b"{\\rtf"):
        return JSON_LINES
    found = next((text for magic, text in OTHERS.items() if start.startswith(magic)), None)
    return Kind("other", found, readable=False) if found else TABLE


def _zipped(content: bytes) -> Kind:
    """What a ZIP archive holds: OpenDocument says so itself at the head, of others the names of the parts tell."""
    if content.startswith(ODF, MIMETYPE_AT):
        sheets = content.startswith(ODF + b"spreadsheet", MIMETYPE_AT)
        return ODS if sheets else Kind("other", DOCUMENT, readable=False)
    names = set(_PART.findall(_directory(content)))
    if b"xl/workbook.bin" in names:
        return Kind("other", Text("XLSB 工作簿", "an XLSB workbook"), readable=False)
    if b"xl/" in names:
        return XLSX
    if b"content.xml" in names:
        return ODS
    if b"word/" in names:
        return Kind("other", DOCUMENT, readable=False)
    return Kind("other", Text("压缩包或损坏的工作簿", "an archive or a damaged workbook"), readable=False)


def _directory(content: bytes) -> bytes:
    """The directory at the end of an archive: what lies packed in it may be an archive itself. All of a damaged one."""
    end = content.rfind(b"PK\x05\x06")
    size = int.from_bytes(content[end + 12 : end + 16], "little")
    return content[end - size : end] if end >= size else content


def _compound(content: bytes) -> Kind:
    """What an OLE compound file holds, by the names of its streams."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return LOCKED
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return XLS
    return Kind("other", Text("旧版 Office 文档", "an old Office document"), readable=False)
