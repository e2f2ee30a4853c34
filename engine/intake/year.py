"""The year of a figure and the day of its receipt, as people write them and as workbooks store them."""

import re
from datetime import date

from engine.intake.tidy import number
from engine.model.day import FIRST_YEAR, LAST_YEAR

EPOCHS = (date(1899, 12, 30), date(1904, 1, 1))
"""Day 0 of spreadsheets, and of those made on a Mac: 2024 formatted as a date shows 1905-07-16, or 1909-07-17."""

_YEAR = re.compile(r"(\d{4})(?:年|年度|年末|年底|\.0+)", re.ASCII)
_DAYS = (
    re.compile(r"(\d{4})([-/])(\d{1,2})(?:\2(\d{1,2})(?: 00:00:00)?)?", re.ASCII),
    re.compile(r"(\d{4})(\.)(\d{1,2})\.(\d{1,2})", re.ASCII),
    re.compile(r"(\d{4})(年)(\d{1,2})月(?:(\d{1,2})日)?", re.ASCII),
)
"""Days and months; 2024.5 is neither, for it may be half a year."""


def read_year(text: str) -> tuple[int, str] | None:
    """The year and the code of the note, if one is due; None for what is no year."""
    if len(text) == len("2024") and text.isascii() and text.isdigit():
        return _within(int(text), "")
    clean, code = number(text)
    if len(clean) == len("2024") and clean.isascii() and clean.isdigit():
        return _within(int(clean), code)
    if match := _YEAR.fullmatch(clean):
        return _within(int(match.group(1)), "N405")
    if (match := next(filter(None, (p.fullmatch(clean) for p in _DAYS)), None)) and _was(match):
        return _within(int(match.group(1)), "N406")
    return None


def read_day(text: str) -> date | None:
    """The day of a text that was tidied; None for a month, and for what is no day."""
    match = next(filter(None, (p.fullmatch(text) for p in _DAYS)), None)
    if match is None or match.group(4) is None or _within(int(match.group(1)), "") is None:
        return None
    return _was(match)


def _was(match: re.Match[str]) -> date | None:
    """The day or the month's first, if the calendar has it."""
    year, _, month, day = match.groups("1")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def serial(day: date) -> int | None:
    """The number behind a date that was meant as a year, or None for a date that was meant as one."""
    return next((n for n in ((day - epoch).days for epoch in EPOCHS) if FIRST_YEAR <= n <= LAST_YEAR), None)


def _within(year: int, code: str) -> tuple[int, str] | None:
    return (year, code) if FIRST_YEAR <= year <= LAST_YEAR else None
