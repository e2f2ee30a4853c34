"""What a number format makes of a stored number: per cent, thousands left out, a word behind it, or nothing at all."""

import re
from decimal import Decimal
from functools import lru_cache

from engine.quantity import EXACT

_TOKEN = re.compile(r'"([^"]*)"?|\\(.)|[_*].|\[[^\]]*\]|(.)', re.DOTALL)
"""A text in quotes, a character after a backslash, a gap or filling, a condition or colour, or one character."""

DIGITS = frozenset("0#?")
DATES = frozenset("YMDHSEGB")
_EXPONENT = re.compile("GENERAL|E[+-]")
SCALES = frozenset("十百千万亿%\uff05‰")
"""Characters that, shown behind a number, make another number of it."""

GENERAL = frozenset({"", "GENERAL"})
AS_TEXT = "@"
"""Shows a number as it is."""


class _Section:
    """One of the sections of a format: for numbers above zero, below, zero, and for text."""

    def __init__(self) -> None:
        self.code = self.words = ""

    @property
    def per_cent(self) -> bool:
        return "%" in self.code

    @property
    def empty(self) -> bool:
        """A number is not shown: there is no place for a digit."""
        return not DIGITS & set(self.code) and "GENERAL" not in self.code.upper() and AS_TEXT not in self.code

    @property
    def scaled(self) -> bool:
        """A comma behind the last digit leaves three out."""
        whole = re.sub("[^0#?,.]", "", self.code).partition(".")
        return whole[0].endswith(",") or whole[2].endswith(",")


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a format; `words` are what stands in it to be shown as it is."""
    sections = [_Section()]
    for quoted, escaped, other in _TOKEN.findall(code):
        if other == ";":
            sections.append(_Section())
        elif other.isascii():
            sections[-1].code += other
        sections[-1].words += quoted or escaped or ("" if other.isascii() else other)
    return tuple(sections)


def per_cent(code: str) -> bool:
    """Whether it shows 0.175 as 17.5%."""
    return any(section.per_cent for section in _sections(code))


def as_percentage(number: Decimal, code: str) -> str:
    """The number that a cell of per cent shows, with all digits that it stores: 0.2 is 20.00 where it shows 20.00%."""
    decimals = max(s.code.partition(".")[2].count("0") for s in _sections(code) if s.per_cent)
    scaled = number.scaleb(2, EXACT).normalize(EXACT)
    stored = f"{scaled:f}".partition(".")[2]
    return f"{scaled:.{max(decimals, len(stored))}f}"


def alters(code: str) -> bool:
    """Whether any number is shown as another one, or not at all. Formats of dates do not concern numbers."""
    return per_cent(code) or any(_alters(section, "") for section in _of_numbers(code))


def shows_another(code: str, number: str, unit: str) -> bool:
    """Whether this number is; a word that is its unit changes nothing."""
    sections = _of_numbers(code)
    if not sections:
        return False
    sign = 1 if number.startswith("-") else 2 if not number.strip("0.") else 0
    return _alters(sections[sign if sign < len(sections) else 0], unit)


def _of_numbers(code: str) -> tuple[_Section, ...]:
    """At most three sections; none for the general format and those of dates."""
    sections = _sections(code)
    if code.strip().upper() in GENERAL or any(DATES & set(_EXPONENT.sub("", s.code.upper())) for s in sections):
        return ()
    return sections[:3]


def _alters(section: _Section, unit: str) -> bool:
    """A dash for zero is how accountants write it."""
    words = section.words.strip()
    if section.empty:
        return words not in {"-", "–", "—"}
    return section.scaled or (bool(SCALES & set(words)) and words != unit)
