"""What the words of a quote mean: its numbers, comparison word, years and nature, to hold a rule against them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.model.target import Comparison
from engine.quantity import EXACT, MULTIPLIERS, QuantityError, parse_number, split_unit, to_ascii

_PUNCTUATION = str.maketrans("（），：；！？。“”‘’〔〕［］、—–－―～", "(),:;!?.\"\"''[][],-----")
_SPACE = re.compile(r"\s+")
_DASHES = re.compile(r"-+")

C = Comparison
AFTER = {
    "以上": {C.AT_LEAST},
    "及以上": {C.AT_LEAST},
    "以下": {C.AT_MOST},
    "以内": {C.AT_MOST},
    "之内": {C.AT_MOST},
    "左右": {C.ABOUT},
    "上下": {C.ABOUT},
}
"""Word right after a number and its unit → comparisons it can mean."""

BEFORE = {
    "不少于": {C.AT_LEAST},
    "不低于": {C.AT_LEAST},
    "至少": {C.AT_LEAST},
    "不超过": {C.AT_MOST},
    "不高于": {C.AT_MOST},
    "不多于": {C.AT_MOST},
    "至多": {C.AT_MOST},
    "最多": {C.AT_MOST},
    "最高": {C.AT_MOST},
    "最高予以": {C.AT_MOST},
    "超过": {C.MORE_THAN},
    "突破": {C.MORE_THAN},
    "高于": {C.MORE_THAN},
    "多于": {C.MORE_THAN},
    "低于": {C.LESS_THAN},
    "少于": {C.LESS_THAN},
    "不足": {C.LESS_THAN},
    "不满": {C.LESS_THAN},
    "约": {C.ABOUT},
}
"""Word right before a number → comparisons it can mean; the longest that fits counts."""

PLAIN = {C.AT_LEAST, C.EQUAL}
"""What a number without such a word (达到18%, 1000名) can mean."""

FIVE_YEAR_PLANS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}
EXPECTED_WORDS = ("力争", "争取", "有望", "鼓励")
YEARLY_WORDS = ("每年", "年均")
CUMULATIVE_WORDS = ("累计",)
WHOLE_WORDS = ("每个", "全部", "所有", "全覆盖", "全面覆盖")

_TIMES = rf"[{''.join(MULTIPLIERS)}]*(?!分点)"
_NUMBER = re.compile(rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?{_TIMES}|[{''.join(MULTIPLIERS)}]+")
_YEAR = re.compile(r"(\d{4})(?=年)")
_SPAN = re.compile(r"(\d{4})年?-(\d{4})")


class Figure(NamedTuple):
    """A number of a quote, in its unit's base, with the text on both sides; `scale` turned its digits into `value`."""

    value: Decimal
    before: str
    after: str
    scale: Decimal

    @property
    def word(self) -> str:
        """The comparison word beside the number, empty when there is none."""
        after = max((w for w in AFTER if self.after.startswith(w)), key=len, default="")
        return after or max((w for w in BEFORE if self.before.endswith(w)), key=len, default="")

    @property
    def meant(self) -> set[Comparison]:
        """Comparisons that the words beside the number can mean."""
        return AFTER.get(self.word) or BEFORE.get(self.word) or PLAIN


def fold(text: str) -> str:
    """White space removed, full- and half-width punctuation and digits made one; the ground of every comparison."""
    return _DASHES.sub("-", _SPACE.sub("", to_ascii(text).translate(_PUNCTUATION)))


def figures(quote: str, units: tuple[str, ...]) -> Iterator[Figure]:
    """Numbers of a quote that are followed by one of `units` (or end a range that is), in base units."""
    text = fold(quote)
    for match in _NUMBER.finditer(text):
        rest = text[match.end() :]
        unit = next((u for u in sorted(units, key=len, reverse=True) if rest.startswith(u)), None)
        if unit is None:
            continue
        multipliers = match.group()[len(match.group().rstrip("".join(MULTIPLIERS))) :]
        try:
            value = EXACT.multiply(parse_number(match.group()), split_unit(unit)[0])
            scale = split_unit(multipliers + unit)[0]
        except QuantityError:
            continue
        yield Figure(value, text[: match.start()], rest.removeprefix(unit), scale)


def range_ends(quote: str, units: tuple[str, ...]) -> set[tuple[Decimal, Decimal]]:
    """Readings of ranges such as 8%至10% or 8-10万人 whose second number carries one of `units`.

    A first number without a unit may share the second's multiplier (5至9万人) or not (8000至1.2万人).
    """
    found = set()
    for high in figures(quote, units):
        head = re.sub(r"(?:至|到|-|~)$", "", high.before)
        low = re.search(rf"({_NUMBER.pattern})({'|'.join(map(re.escape, units))})?$", head)
        if head == high.before or not low:
            continue
        try:
            scales = {split_unit(low.group(2))[0]} if low.group(2) else {Decimal(1), high.scale}
            found |= {(EXACT.multiply(parse_number(low.group(1)), s), high.value) for s in scales}
        except QuantityError:
            continue
    return found


def years(text: str) -> set[int]:
    """Calendar years that a text names, five-year plans by their last year."""
    found = {int(y) for y in _YEAR.findall(fold(text))}
    return found | {year for name, year in FIVE_YEAR_PLANS.items() if name in text}


def span(title: str) -> tuple[int, int] | None:
    """First and last year that a title names: 2021-2025, or one year twice."""
    text = fold(title)
    if match := _SPAN.search(text):
        return int(match.group(1)), int(match.group(2))
    single = set(map(int, _YEAR.findall(text)))
    return (min(single), max(single)) if len(single) == 1 else None


def place_words(place: int) -> tuple[str, ...]:
    """How a quote writes a rank to reach: 前三, 前3, 第三, 第3."""
    numerals = [str(place)] + ([CHINESE_NUMERALS[place - 1]] if place <= len(CHINESE_NUMERALS) else [])
    return tuple(f"{word}{n}" for word in ("前", "第") for n in numerals)


CHINESE_NUMERALS = "一二三四五六七八九十"


def has(quote: str, words: tuple[str, ...]) -> str:
    """The first of `words` that the quote contains, or nothing."""
    return next((w for w in words if w in quote), "")
