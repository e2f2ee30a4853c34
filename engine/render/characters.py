"""Text that a format cannot carry or a screen obeys: what XML forbids, half characters in JSON, controls anywhere."""

import re

from engine.files import CONTROLS

MARK = "\ufffd"
"""Stands where a character could not stay, as in every decoder."""

_ASCII_END = 0x7E
_UNSEEN = re.escape("".join(c for c in CONTROLS if ord(c) > _ASCII_END))
_CONTROL = re.compile(f"[{_UNSEEN}]")
_NOT_IN_XML = re.compile(f"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[{_UNSEEN}]")
_HALVES = re.compile("[\ud800-\udfff]")


def in_xml(text: str) -> str:
    """Text with only the characters of XML 1.0 (§2.2), its lines ended as XML reads them back (§2.11)."""
    return _NOT_IN_XML.sub(MARK, text).replace("\r\n", "\n").replace("\r", "\n")


def in_utf8(text: str) -> str:
    """Text that UTF-8 can carry: bytes of file names that are no characters become marks."""
    return _HALVES.sub(MARK, text)


def in_json(document: str) -> str:
    """A JSON document that UTF-8 can carry and no screen obeys: controls are escaped, and so come back as they were."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match.group()):04x}", in_utf8(document))


def in_log(text: str) -> str:
    """Text for a log that people read: control and format characters are shown as marks, lines stay."""
    return "".join(c if c.isprintable() or c in "\u3000\n" else MARK for c in text.replace("\r\n", "\n"))
