"""Text of a cell → the same text without what typing and pasting add; each change is named, nothing else changes."""

import re
from functools import lru_cache
from typing import NamedTuple

from engine.quantity import to_ascii


class Tidy(NamedTuple):
    """The text put right, and the code of the note that says how; empty when nothing was changed."""

    text: str
    code: str = ""


WIDE = {c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)} | {ord("。"): ".", ord("−"): "-"}
"""Full-width characters of a figure as ASCII, by table; NFKC would turn 1² into 12. 、 stays: it may separate two."""

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_BLANKS = r"[\s\u00a0\u3000\u2000-\u200a\u202f\u205f]"
_ODD = re.compile(rf"[{_INVISIBLE}\u00a0\u3000\u2000-\u200a\u202f\u205f]|^\s|\s$|\s\s|[\t\n\r]")
_DROP = str.maketrans("", "", _INVISIBLE)
_RUN = re.compile(rf"{_BLANKS}+")
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_NUMBER_GAP = re.compile(r"(?<![\d.,]) | (?![\d.,])", re.ASCII)


@lru_cache(maxsize=4096)
def name(text: str) -> Tidy:
    """A name or code: blanks around it, doubled or between Chinese characters (湖　州市), and invisible characters."""
    if not _ODD.search(text) and not _HAN_GAP.search(text):
        return Tidy(text)
    clean = _HAN_GAP.sub("", _RUN.sub(" ", text.translate(_DROP)).strip())
    return Tidy(clean, "N402" if clean != text else "")


@lru_cache(maxsize=4096)
def number(text: str) -> Tidy:
    """A figure or year. A blank between two digits stays, so that `1 2` is refused and not read as 12."""
    if text.isascii() and not (" " in text or text.startswith("'") or _ODD.search(text)):
        return Tidy(text)
    code = ""
    clean = _NUMBER_GAP.sub("", _RUN.sub(" ", text.translate(_DROP)).strip())
    if clean != text:
        code = "N402"
    if clean.startswith(("'", "’", "‘")):
        clean, code = clean[1:], "N403"
    if (narrow := clean.translate(WIDE)) != clean:
        clean, code = narrow, "N401"
    return Tidy(clean, code)


@lru_cache(maxsize=256)
def unit(text: str) -> Tidy:
    """A unit: as a name, with full-width digits and signs as ASCII; its brackets stay those of the indicator."""
    found = name(text)
    narrow = to_ascii(found.text)
    return Tidy(narrow, "N401") if narrow != found.text else found


def free(text: str) -> Tidy:
    """Running text is only trimmed, and that is no repair of anything."""
    return Tidy(text.strip())
