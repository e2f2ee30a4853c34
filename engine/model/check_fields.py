"""The kinds of record that checks speak of: their fields with types, and what each field is."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from engine.model.check import Scope
from engine.model.text import Text

FieldType = Literal["yes_no", "text", "whole", "number", "amount", "difference", "sentence"]
"""An amount is in the indicator's unit and printed with it, as is a difference; a sentence is for messages only."""


class CheckField(NamedTuple):
    """One field: its type, and what it is for whoever writes a check."""

    type: FieldType
    about: Text


def _f(kind: FieldType, zh: str, en: str) -> CheckField:
    return CheckField(kind, Text(zh, en))


_OF_INDICATOR = {
    "indicator": _f("text", "指标编码", "id of the indicator"),
    "name": _f("text", "指标名称", "name of the indicator"),
    "unit_expected": _f("text", "指标的单位", "unit of the indicator"),
    "kind": _f("text", "stock 存量、flow 流量、rate 比率", "stock, flow or rate"),
    "percent": _f("yes_no", "指标以 % 计", "the indicator is counted in %"),
    "countable": _f("yes_no", "只会是整数（人、个、场次……）", "only whole numbers occur (people, bases, events …)"),
}
_OF_PLACE = {"jurisdiction": _f("text", "地区", "jurisdiction")}
_OF_YEAR = {"year": _f("whole", "年份", "year")}
_OF_SERIES = _OF_INDICATOR | _OF_PLACE

FIELDS: Mapping[Scope, Mapping[str, CheckField]] = {
    "figure": _OF_SERIES
    | _OF_YEAR
    | {
        "registered": _f("yes_no", "指标已登记", "the indicator is registered"),
        "indicator_hint": _f("sentence", "相近的指标编码", "the closest registered indicator"),
        "place_registered": _f("yes_no", "地区已登记或见于某计划", "the jurisdiction is registered or named by a plan"),
        "place_hint": _f("sentence", "相近的地区名称", "the closest registered jurisdiction"),
        "case": _f("text", "个案，没有时为空", "the single case, empty if none"),
        "unit": _f("text", "所填单位", "unit as submitted"),
        "unit_converts": _f("yes_no", "所填单位可换算为指标的单位", "the unit converts to that of the indicator"),
        "point": _f("yes_no", "以百分点填报", "submitted in 百分点"),
        "value": _f("amount", "数值，按指标的单位", "the value, in the indicator's unit"),
        "whole": _f("yes_no", "数值为整数", "the value is a whole number"),
        "reported": _f("yes_no", "填了数", "a figure was given"),
        "missing": _f("yes_no", "未填", "the cell is empty"),
        "not_applicable": _f("yes_no", "填“-”", "'-' was given"),
        "zero": _f("yes_no", "填 0", "0 was given"),
        "bound": _f(
            "text",
            "exact、lower、above、upper、below、approximate",
            "exact, lower, above, upper, below or approximate",
        ),
        "status": _f("text", "provisional、final、revised", "provisional, final or revised"),
        "asked_year": _f("whole", "要求填报的年份", "year that was asked for"),
        "from_form": _f("yes_no", "来自本程序发出的报表", "comes from a form that the program wrote"),
        "with_asked_year": _f(
            "yes_no", "同指标同地区也报了所要的年份", "the same series also holds the year that was asked for"
        ),
        "years_ago": _f(
            "whole",
            "距要求的年份（没有则为本文件最新年份）几年",
            "years before the year asked for, else the newest of its file",
        ),
        "required": _f("yes_no", "承诺事项或报表要求填报", "a commitment or a form asks for it"),
        "others_reported": _f("whole", "同级地区中已报本指标本年的个数", "jurisdictions beside it that reported"),
        "minimum": _f("amount", "最小可能值", "smallest value that can occur"),
        "maximum": _f("amount", "最大可能值", "greatest value that can occur"),
        "bounded": _f("yes_no", "登记了最大可能值", "a greatest value is registered"),
        "previous": _f("amount", "上年数", "last year's value"),
        "was_not_applicable": _f("yes_no", "上年填“-”", "'-' was given last year"),
        "last_known": _f("amount", "此前最近一年的数", "value of the latest year before it"),
        "highest": _f("amount", "按其写法最大可能是多少", "the most that its words and digits leave open"),
        "last_lowest": _f("amount", "此前最近一年的数最小可能值", "the least that the latest year before it may be"),
        "last_provisional": _f("yes_no", "此前最近一年的数是快报数", "the latest year before it is provisional"),
        "last_year": _f("whole", "此前最近有数的年份", "the latest year before it with a figure"),
        "usual": _f(
            "amount",
            "百分比：此前最近一年的数，没有则为到期最近的目标值，再没有则为同年各地的中位数",
            "of a percentage: the latest year before it, else the target due nearest, else the median of its year",
        ),
        "usual_source": _f("sentence", "前一项取自何处", "where that comes from"),
        "running": _f("yes_no", "累计数，只增不减，且以此数为准", "a running total, which cannot fall, and prevails"),
        "jump": _f(
            "number",
            "登记的年度变动倍数；存量和流量未登记的为 10",
            "registered factor from one year to the next; 10 for stocks and flows without one",
        ),
        "jump_registered": _f("yes_no", "登记了年度变动倍数", "such a factor is registered"),
        "same_as_previous": _f("yes_no", "与上年数相同", "equals last year's value"),
        "copies": _f("whole", "同一单位（或未写单位）填了几次", "how often one reporter, or none named, gives the key"),
        "other_values": _f("whole", "同一数据的其他不同数值个数", "how many other figures the key has"),
        "other_place": _f("text", "另一处所在", "where the other one stands"),
        "between_units": _f("yes_no", "几个单位报了同一数据", "several units gave the key"),
        "reporters": _f("text", "报这一数据的各单位", "the units that gave the key"),
        "target": _f("amount", "当年到期的目标值", "target that is due in this year"),
        "at_target": _f("yes_no", "完成值在到期年恰为目标值", "exactly at the target in the year when it is due"),
        "received": _f("text", "报送日期", "day of receipt"),
        "due": _f("text", "报送截止日期", "day by which figures are due"),
        "days_late": _f("whole", "迟报天数，提前为负", "days late, negative if early"),
        "late": _f("yes_no", "迟报", "received after the deadline"),
        "given": _f("sentence", "所填的数，照原样", "the figure as it was given"),
        "revised_from": _f(
            "amount",
            "被取代的核实数：以前收到的，或同时报来的（本数为修订数时）",
            "the final figure that it takes the place of: accepted before, or beside a revision",
        ),
        "difference": _f("difference", "与被取代的数之差", "difference from that one"),
        "apart": _f("sentence", "相差多少", "how far the two are apart"),
        "differs": _f(
            "yes_no", "与被取代的数不同，含改为“-”；空格不算", "differs from it, be it by '-'; an empty cell does not"
        ),
        "given_before": _f("sentence", "被取代的数，照原样", "that one as it was given"),
        "former_reporter": _f("text", "被取代的数由谁报，未写时为空", "who gave that one, empty if it names nobody"),
        "former_by": _f("sentence", "同上，加括号", "the same in brackets"),
        "same_reporter": _f("yes_no", "两数由同一单位报，或有未写单位的", "both by one unit, or one names nobody"),
        "has_final": _f("yes_no", "同一数据有核实数", "the same key has a final figure"),
        "reported_before": _f("yes_no", "本指标本地区以前报过数", "figures of its series were accepted before"),
        "peers": _f("whole", "与之相比的同级地区个数（含本地区）", "jurisdictions compared, this one included"),
        "effect": _f("number", "变动效应（H–B法）", "effect of the change (Hidiroglou–Berthelot)"),
        "effect_median": _f("number", "效应的中位数", "median of the effects"),
        "effect_low": _f("number", "中位数以下的离散度", "spread below the median"),
        "effect_high": _f("number", "中位数以上的离散度", "spread above the median"),
        "usual_ratio": _f("number", "同级地区本年与上年之比的中位数", "median ratio of this year to the last"),
        "ratio": _f("number", "本年与上年之比", "ratio of this year to the last"),
    },
    "key": _OF_SERIES
    | _OF_YEAR
    | {
        "reporter": _f("text", "责任单位", "unit that answers for it"),
        "submitted": _f("yes_no", "已填报（含空格和“-”）", "a row is there, be it empty or '-'"),
    },
    "series": _OF_SERIES
    | {
        "first": _f("whole", "最早年份", "first year, known or needed"),
        "last": _f("whole", "最近年份", "last year"),
        "years": _f("whole", "有数的年数", "number of years with a figure"),
        "gaps": _f(
            "whole",
            "其间缺的年数；有两年以上的数时，从须相加的首年算起",
            "years that lack between; of two or more years known, from the first that is added up with them",
        ),
        "gap_years": _f("text", "其间缺的年份", "those years"),
        "needed_gaps": _f("whole", "其中须逐年相加的年数", "of those, years that a commitment must add up"),
    },
    "sum": _OF_SERIES
    | _OF_YEAR
    | {
        "relation": _f("text", "parts 分项、narrower 其中项、districts 下级地区", "parts, narrower or districts"),
        "additive": _f("yes_no", "各地之数可相加", "districts add up to their city"),
        "alike": _f("yes_no", "都是确数，且都是快报数或都不是", "all exact, and all provisional or none of them"),
        "of": _f("text", "已填各部分的名称", "names of the parts reported"),
        "whole": _f("amount", "总数", "the whole"),
        "parts_sum": _f("amount", "各部分之和", "sum of the parts"),
        "complete": _f("yes_no", "各部分都已填报", "every part was reported"),
        "apart": _f("difference", "总数与合计之差的绝对值", "how far the two are apart"),
        "rounding": _f("difference", "按所写位数可能的舍入差", "what rounding to the digits written can explain"),
        "excess": _f("amount", "合计超出总数且非舍入的部分", "excess of the sum, beyond rounding"),
        "allowed": _f("difference", "各地之和的登记允许差，其余为 0", "registered tolerance of districts, else 0"),
    },
    "ratio": _OF_SERIES
    | _OF_YEAR
    | {
        "rate": _f("amount", "所填比率", "the rate as submitted"),
        "numerator": _f("number", "分子", "numerator"),
        "denominator": _f("number", "分母", "denominator"),
        "quotient": _f("amount", "分子除以分母", "numerator over denominator"),
        "least": _f("amount", "按分子、分母所写位数商最小应为", "smallest quotient that the digits of its parts allow"),
        "ceiling": _f("amount", "登记的最大值，没有则为100%", "registered maximum, else 100%"),
        "low": _f("amount", "按所写位数比率最小应为", "smallest rate that the written digits allow"),
        "high": _f("amount", "按所写位数比率最大应为", "greatest rate that the written digits allow"),
    },
    "cluster": _OF_INDICATOR
    | _OF_YEAR
    | {
        "commitment": _f("text", "承诺事项", "title of the commitment"),
        "plan": _f("text", "计划编号", "id of the plan"),
        "units": _f("whole", "有数的地区个数", "jurisdictions with a figure and a target"),
        "at_target": _f("whole", "恰为目标值的个数", "how many are exactly at the target"),
        "just_above": _f("whole", "刚过目标值（2% 以内，含等于）的个数", "how many reach it by less than 2%"),
        "just_below": _f("whole", "差一点达到（2% 以内）的个数", "how many miss it by less than 2%"),
    },
}
"""Scope → its fields. Where a field is not known it is null, and no check that names it is held against the record."""


def usable(scope: Scope) -> dict[str, FieldType]:
    """Fields that an expression may name, with their types."""
    return {name: f.type for name, f in FIELDS[scope].items() if f.type != "sentence"}
