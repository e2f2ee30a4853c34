"""Numbers and units as plans and forms write them, read exactly: 2万名, 10万人次, 7.0%, 1,234.5, 百家."""

import re
from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from functools import lru_cache, wraps
from typing import Final, ParamSpec, TypeVar

EXACT: Final = Context(prec=60)
"""Context of every judgement: sums and products of figures never reach 60 digits, so only division rounds."""

MAX_DIGITS: Final = 20
"""Longest number accepted, in digits; 20 digits hold a nation's output in 分 and keep all products exact."""

MAX_POWER: Final = 24
"""Most powers of ten that a number (whole digits and multipliers together) or a unit may come to, as 亿亿亿 does.

A figure, its unit and a share of it then stay far below 60 digits, and no operation can overflow.
"""

_SHOWN: Final = 40
"""Characters of a number or unit without end that a diagnostic repeats."""

MULTIPLIERS: Final = {"百": 2, "千": 3, "万": 4, "亿": 8}
"""Chinese multiplier characters as powers of ten; a run of them multiplies (百万 = 10**6, 万亿 = 10**12)."""

WHOLE_UNITS: Final = frozenset({"百分点", "百分比", "千分点"})
"""Units that begin with a multiplier character without meaning one."""

LARGE: Final = {4: "万", 8: "亿", 12: "万亿", 16: "亿亿", 20: "万亿亿", 24: "亿亿亿"}
"""Powers of ten in which a number that was not written to its last digit is written."""

PREFIXED: Final = "克瓦米升伏安卡帕焦赫牛"
"""Units of measure of which 千 is a prefix: 5万千瓦 is one number in one unit, with nothing written twice."""

PERCENT_SCALE: Final = {"%": Decimal(1), "‰": Decimal("0.1")}
"""Rate units in terms of one percent."""

_FULL_WIDTH = {ord("０") + i: str(i) for i in range(10)} | str.maketrans("．，－＋％", ".,-+%")
_NUMBER = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)?([百千万亿]*)", re.ASCII)


Result = TypeVar("Result")
Given = ParamSpec("Given")


def exact(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Run a function with EXACT as its arithmetic context, whatever its caller's is."""

    @wraps(function)
    def in_context(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        with localcontext(EXACT):
            return function(*args, **kwargs)

    return in_context


class QuantityError(ValueError):
    """A number or unit that cannot be read; `code` and `params` make the diagnostic."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


def to_ascii(text: str) -> str:
    """Full-width digits, sign, point, comma and percent as ASCII; nothing else changes (NFKC would turn 1² into 12)."""
    return text.translate(_FULL_WIDTH)


def parse_number(text: str) -> Decimal:
    """Read one number exactly, in the way a plan writes it: 7.0, 1,234, 2万, 500万, 百.

    Raises QuantityError (code R104) for anything else, so that 12,34 or 1e5 is refused rather than guessed.
    """
    match = _NUMBER.fullmatch(to_ascii(text.strip()))
    if not match or not match.group():
        raise QuantityError("R104", text=text)
    digits, multipliers = (match.group(1) or "1").replace(",", ""), match.group(2)
    if sum(c.isdigit() for c in digits) > MAX_DIGITS:
        raise _too_long(text, MAX_DIGITS)
    whole = digits.partition(".")[0].lstrip("+-0")
    if len(whole) + _power(multipliers) > MAX_POWER:
        raise _too_long(text, MAX_POWER)
    return Decimal(digits).scaleb(_power(multipliers), EXACT)  # keeps 1.5万 written to the 千, for rounding


@lru_cache(maxsize=4096)
def split_unit(unit: str) -> tuple[Decimal, str]:
    """Multiplier and base of a unit: 万人次 → (10000, 人次), ‰ → (0.1, %), 百分点 → (1, 百分点).

    Raises QuantityError (code R105) for a run of multipliers beyond all measure.
    """
    unit = to_ascii(unit.strip())
    if unit in PERCENT_SCALE:
        return PERCENT_SCALE[unit], "%"
    multipliers, base = _apart(unit)
    if _power(multipliers) > MAX_POWER:
        raise _too_long(unit, MAX_POWER)
    return _factor(multipliers), base


def magnitude(unit: str) -> str:
    """The multiplier that a unit carries: 万 of 万人次, nothing of 人次, 千瓦 or 百分点; a figure in it needs none."""
    multipliers, base = _apart(to_ascii(unit.strip()))
    return multipliers.removesuffix("千") if base[:1] in PREFIXED else multipliers


def sound_unit(unit: str) -> str:
    """The unit itself, once it is known that it can be split."""
    split_unit(unit)
    return unit


def convert(value: Decimal, unit: str, to: str, same: tuple[str, ...] = ()) -> Decimal:
    """`value` of `unit` in the unit `to`, exactly; `same` lists base words that mean the base of `to` (名 for 人).

    Raises QuantityError (code R106) when the two measure different things.
    """
    (factor, base), (to_factor, to_base) = split_unit(unit), split_unit(to)
    if base != to_base and base not in same:
        raise QuantityError("R106", unit=unit, expected=to)
    return EXACT.divide(EXACT.multiply(value, factor), to_factor)


def per(unit: str, over: str, under: str) -> Decimal:
    """What turns a quotient of figures in `over` and `under` into `unit`: 100 for %, 1000 for ‰; 万人 over 人 as well.

    1 for a unit that is no percentage, whose figures are divided as they are.
    """
    share, base = split_unit(unit)
    if base != "%":
        return Decimal(1)
    return EXACT.divide(100 * split_unit(over)[0], share * split_unit(under)[0])


def half_digit(exponent: int) -> Decimal:
    """Half a unit of the digit that stands for 10**exponent: what rounding to it may hide."""
    return Decimal("0.5").scaleb(exponent)


def plain(value: Decimal, places: int = 6) -> str:
    """Decimal text without exponent or trailing zeros; only a non-terminating quotient is cut, to `places` places."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MAX_DIGITS:
        value = EXACT.quantize(value, Decimal(1).scaleb(-places))
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def as_written(value: Decimal) -> str:
    """The text that parse_number reads as this very number, written to the same digit: 2.1562E+6 is 215.62万."""
    exponent = int(value.as_tuple().exponent)
    power = next((p for p in LARGE if exponent <= p), 0) if exponent > 0 else 0
    return f"{value.scaleb(-power, EXACT):f}{LARGE.get(power, '')}"


def _apart(unit: str) -> tuple[str, str]:
    """The run of multipliers before a unit, and its base; no multipliers where nothing else is left."""
    base = unit.lstrip("".join(MULTIPLIERS))
    if not base or unit in WHOLE_UNITS:
        return "", unit
    return unit.removesuffix(base), base


def _factor(multipliers: str) -> Decimal:
    """Power of ten of a run of multiplier characters."""
    return Decimal(10) ** _power(multipliers)


def _power(multipliers: str) -> int:
    """How many powers of ten a run of multiplier characters comes to."""
    return sum(MULTIPLIERS[c] for c in multipliers)


def _too_long(text: str, limit: int) -> QuantityError:
    """R105, repeating no more of the text than a reader needs."""
    return QuantityError("R105", text=text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…", limit=str(limit))
