"""The text of one cell → a figure: number, bound words, '-' for no such thing, empty for not reported."""

import re
from decimal import Decimal
from typing import NamedTuple

from engine.model.observation import Bound, State
from engine.quantity import EXACT, MULTIPLIERS, QuantityError, half_digit, magnitude, parse_number, plain, to_ascii

NOT_APPLICABLE = frozenset({"-", "—", "–", "——"})

UNCLEAR = frozenset({"无", "暂无", "没有", "无数据", "未统计", "不详", "未知", "N/A", "NA", "NULL", "null", "/", "…"})
"""Words that clerks use for zero, for no such thing and for not counted alike: only the writer knows which."""

VAGUE = ("左右", "上下", "多", "余", "许", "以上", "以下", "以内", "之内")
"""Words behind a figure that make a bound of it; which one, and whether of this figure, is for the writer to say."""

_GLUED = re.compile(r"(.*[0-9][百千万亿]*)([%‰㎡℃\u4e00-\u9fff]+)")

BOUND_WORDS: tuple[tuple[str, Bound], ...] = (
    ("不少于", "lower"),
    ("不低于", "lower"),
    ("至少", "lower"),
    ("≥", "lower"),
    (">=", "lower"),
    ("超过", "above"),
    ("突破", "above"),
    (">", "above"),
    ("不超过", "upper"),
    ("至多", "upper"),
    ("≤", "upper"),
    ("<=", "upper"),
    ("不足", "below"),
    ("低于", "below"),
    ("<", "below"),
    ("大约", "approximate"),
    ("约", "approximate"),
)
"""Word before a figure → its bound; longer words first where one begins with another."""


class Cell(NamedTuple):
    """What a cell says; `margin` is half of the last written digit of an approximate figure."""

    state: State
    value: Decimal | None = None
    bound: Bound = "exact"
    margin: Decimal = Decimal(0)


def read_cell(text: str, unit: str) -> Cell:
    """Read one value cell; a percent sign is allowed where the unit is %. Raises QuantityError."""
    text = text.strip()
    if not text:
        return Cell("missing")
    if text in NOT_APPLICABLE:
        return Cell("not_applicable")
    bound, digits = _split_bound(to_ascii(text))
    if to_ascii(unit) == "%":
        digits = digits.removesuffix("%")
    value = number(digits) if bound == "exact" else parse_number(digits)
    _once(to_ascii(text), digits, value, unit)
    return Cell("reported", value, bound, _half_digit(digits) if bound == "approximate" else Decimal(0))


def number(text: str) -> Decimal:
    """A number with a digit in it: plans write 百 for 100, in a cell it is more likely a unit astray."""
    if not any(c.isdigit() for c in text):
        raise QuantityError("S405", text=text)
    return parse_number(text)


class FigureError(QuantityError):
    """A figure of which it is clear what is wrong with it; its code says so."""


def _once(text: str, digits: str, value: Decimal, unit: str) -> None:
    """FigureError where figure and unit both carry a multiplier: 2.1万 in 万人次 may be 2.1 or 21,000 of them."""
    bare = digits.rstrip("".join(MULTIPLIERS))
    if not value or bare == digits or not (scale := magnitude(unit)):
        return
    once = text.removesuffix(digits) + plain(EXACT.divide(value, parse_number(scale)))
    base = unit.strip().removeprefix(scale)
    raise FigureError("S460", text=text, scale=digits.removeprefix(bare), once=once, unit=unit, base=base)


def without_unit(text: str, unit: str) -> str:
    """The figure of a text that ends with the very unit of its row (95家); FigureError or QuantityError else."""
    bare = text.removesuffix(unit)
    if bare.endswith(VAGUE) and any(c.isdigit() for c in bare):
        raise FigureError("S441", text=text)
    if to_ascii(unit) == "%" and bare != text:
        raise QuantityError("S405", text=text)  # one sign was tried already: 5%%
    if unit and bare not in {text, ""} and not bare.endswith(unit):
        return bare
    if unit and (match := _GLUED.fullmatch(text)):
        read_cell(match.group(1), "")
        raise FigureError("S429", glued=match.group(2), unit=unit)
    raise QuantityError("S405", text=text)


def _split_bound(text: str) -> tuple[Bound, str]:
    """Leading bound word and the rest."""
    if text[:1].isdigit():
        return "exact", text
    for word, bound in BOUND_WORDS:
        if text.startswith(word):
            return bound, text.removeprefix(word).strip()
    return "exact", text


def _half_digit(digits: str) -> Decimal:
    """Half a unit of the last written digit: 5万 → 5000, 12.3 → 0.05."""
    number = digits.rstrip("百千万亿")
    scale = parse_number(digits[len(number) :]) if digits[len(number) :] else Decimal(1)
    number = number.replace(",", "")
    written = Decimal(number) if number else Decimal(1)
    exponent = int(written.as_tuple().exponent)
    if exponent == 0 and written:
        exponent = len(number) - len(number.rstrip("0"))
    return half_digit(exponent) * scale
