"""Text that a format cannot carry: characters forbidden in XML, half characters in JSON, controls on one line."""

import re

MARK = "\ufffd"
"""Stands where a character could not stay, as in every decoder."""

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HALVES = re.compile("[\ud800-\udfff]")


def in_xml(text: str) -> str:
    """Text with only the characters of XML 1.0 (§2.2), its lines ended as XML reads them back (§2.11)."""
    return _NOT_IN_XML.sub(MARK, text).replace("\r\n", "\n").replace("\r", "\n")


def in_json(text: str) -> str:
    """Text that UTF-8 can carry: bytes of file names that are no characters become marks."""
    return _HALVES.sub(MARK, text)


def in_log(text: str) -> str:
    """Text for a log that people read: control and format characters are shown as marks, lines stay."""
    return "".join(c if c.isprintable() or c in "\u3000\n" else MARK for c in text.replace("\r\n", "\n"))
