"""The dictionary of the program in Chinese and English: one word per thing, and numbers with their units."""

from collections.abc import Mapping
from decimal import Decimal

from engine.model.finding import Outcome
from engine.model.observation import STATUS_TEXTS
from engine.model.registry import Kind
from engine.model.target import Comparison, Measure
from engine.model.text import Text
from engine.quantity import plain

OUTCOMES = {
    Outcome.PASS: Text("达标", "pass"),
    Outcome.GAP: Text("未达标", "gap"),
    Outcome.UNDECIDED: Text("无法判定", "undecided"),
    Outcome.NOT_DUE: Text("未到考核期", "not due"),
    Outcome.NOT_APPLICABLE: Text("不适用", "not applicable"),
}

LIGHTS = {
    "green": Text("绿", "green"),
    "blue": Text("蓝", "blue"),
    "yellow": Text("黄", "yellow"),
    "red": Text("红", "red"),
}
"""Supervision lights; always with their word, never colour alone."""

ACTIONS = {
    "commend": Text("表扬", "commend"),
    "remind": Text("提醒", "remind"),
    "supplement": Text("补报", "supplement"),
    "clarify": Text("核实", "clarify"),
    "supervise": Text("督办", "supervise"),
    "summon": Text("约谈", "summon"),
    "close": Text("销号", "close"),
}

COMPARISONS = {
    Comparison.AT_LEAST: Text("不少于", "at least"),
    Comparison.MORE_THAN: Text("超过", "more than"),
    Comparison.AT_MOST: Text("不超过", "at most"),
    Comparison.LESS_THAN: Text("低于", "less than"),
    Comparison.ABOUT: Text("左右", "about"),
    Comparison.BETWEEN: Text("区间", "between"),
    Comparison.EQUAL: Text("等于", "equal to"),
}

COMPARED = Text("{word}{value}", "{word} {value}")
ABOUT = Text("{value}{word}", "{word} {value}")
"""A comparison with its number: 不少于100家, but 25个左右."""

MEASURES = {
    Measure.LEVEL: Text("时点数", "level"),
    Measure.ANNUAL: Text("当年数", "annual"),
    Measure.CUMULATIVE: Text("累计数", "cumulative"),
    Measure.INCREMENT: Text("净增数", "increment"),
    Measure.RATIO: Text("比率", "ratio"),
}

METHODS = {
    "annual": Text("当年目标", "target of the year"),
    "deadline": Text("期末目标", "target at the deadline"),
    "linear": Text("序时进度", "linear progress"),
    "milestones": Text("分年目标", "milestones"),
    "compound": Text("复合增速", "compound growth"),
    "flat": Text("保持目标", "flat"),
    "reference": Text("参照同年水平", "reference"),
    "none": Text("只看期末", "judged only at the deadline"),
}

NATURES = {"binding": Text("约束性", "binding"), "expected": Text("预期性", "expected")}

BASES = {"final": Text("期末", "final"), "interim": Text("期中", "interim")}

KINDS = {
    Kind.STOCK: Text("存量", "stock"),
    Kind.FLOW: Text("流量", "flow"),
    Kind.RATE: Text("比率", "rate"),
}

BOUND_WORDS = {
    "exact": Text("", ""),
    "lower": Text("不少于", "at least "),
    "above": Text("超过", "over "),
    "upper": Text("不超过", "at most "),
    "below": Text("不足", "under "),
    "approximate": Text("约", "about "),
}

PARTIAL = Text("部分", "part ")
"""Before a number that lacks years, districts or scope."""

SHORTFALL, OVER = Text("缺口", "Shortfall"), Text("超出", "Excess")

STATUS_WORDS: Mapping[str, Text] = {s.word: text for s, text in STATUS_TEXTS.items()}

EXAMPLE = Text(
    "注意：本次核查使用随软件附带的示例数据（或标明“示例数据”的数），"
    "部分为虚构，不代表真实情况；正式核查请用 --statistics 指定真实数据。",
    "Note: this run judged the shipped example data (or figures marked 示例数据), partly invented; "
    "for a real check name yours with --statistics.",
)
"""Said wherever a result rests on invented figures."""

PLACE_UNIT = "位"
"""Unit of a rank: a target of 3位 is met by the third place."""

POINT_UNIT = "百分点"
"""Unit of a change of a percentage, and of every difference of percentages."""

_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_SHOWN_PLACES = 4


def amount(value: Decimal, unit: str) -> Text:
    """A number with its unit for reading: 500万人次 / 5,000,000 人次, 18%; exact wherever it terminates."""
    if unit == "%":
        return Text(f"{_grouped(value)}%", f"{_grouped(value)}%")
    if unit == PLACE_UNIT:
        return Text(f"第{_grouped(value)}位", f"place {_grouped(value)}")
    if unit == POINT_UNIT:
        return difference(value, "%")
    english = f"{_grouped(value)} {unit}"
    for scale, word in _SCALES:
        scaled = value / scale
        if abs(value) >= scale and -int(scaled.normalize().as_tuple().exponent) <= _SHOWN_PLACES:
            return Text(f"{plain(scaled)}{word}{unit}", english)
    return Text(f"{_grouped(value)}{unit}", english)


def difference(value: Decimal, unit: str) -> Text:
    """A difference with its unit: percentages differ by 百分点, never by percent."""
    if unit == PLACE_UNIT:
        return Text(f"{_grouped(value)}位", f"{_grouped(value)} place{'' if value == 1 else 's'}")
    if unit == "%":
        return Text(f"{_grouped(value)}个百分点", f"{_grouped(value)} percentage points")
    return amount(value, unit)


def number(value: Decimal, unit: str) -> str:
    """A number for a table cell, grouped, with % but without other units."""
    return f"{_grouped(value)}%" if unit == "%" else _grouped(value)


def quoted(text: str) -> str:
    """A quotation; quotation marks within it become single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def _grouped(value: Decimal) -> str:
    """Exact digits with thousands separators."""
    whole, point, fraction = plain(value).partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{point}{fraction}"
