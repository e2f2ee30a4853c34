"""What a library says a cell holds → its text as a reader sees it, and its traits."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.intake.grid import Trait
from engine.model.text import Text

DIGITS = 15
"""Digits of a number that Excel shows and that survive binary storage."""

LONGEST = 40
"""Places of a number beyond which it is written with an exponent, which no figure needs."""

BOOLEAN = Text("逻辑值", "true or false")
TIME = Text("时间", "a time")
OTHER = Text("不认识的内容", "something unknown")


def seen(value: Any) -> tuple[str, Trait | None]:
    """Text and trait of one value."""
    if value is None or isinstance(value, str):
        return value or "", None
    if isinstance(value, bool):
        return str(value).upper(), Trait(kind=BOOLEAN)
    if isinstance(value, int | Decimal):
        return plain(Decimal(value)), None
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, date):
        return _day(value)
    return str(value), Trait(kind=TIME if isinstance(value, time | timedelta) else OTHER)


def _number(value: float) -> tuple[str, Trait | None]:
    """A binary number at 15 digits; a note is due where that is not the number that is stored."""
    text, stored = f"{value:.{DIGITS}g}", repr(value)
    if text in {"nan", "inf", "-inf"}:
        return text, Trait(kind=OTHER)
    short = Decimal(text)
    return plain(short), Trait(stored=stored) if short != Decimal(stored) else None


def _day(value: date) -> tuple[str, Trait | None]:
    """A date; with a time of day it is none."""
    if not isinstance(value, datetime):
        return value.isoformat(), Trait(day=value)
    if value.time() == time():
        return value.date().isoformat(), Trait(day=value.date())
    return str(value), Trait(kind=TIME)


def digits(number: Decimal) -> str:
    """Without exponent, zeros behind the point as they are written; what is beyond all measure as it stands."""
    return format(number, "f") if number.is_finite() and abs(number.adjusted()) <= LONGEST else str(number)


def plain(number: Decimal) -> str:
    """Without exponent or zeros behind the point, as a cell shows it: 2024.0 is 2024."""
    text = digits(number)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
