"""METHODS: what other published methods would say of a series, beside the plan's own method."""

from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from typing import Final, NamedTuple

from engine.methods import course as need
from engine.methods import judges
from engine.methods.course import Course, Need
from engine.methods.judges import Verdict
from engine.model.text import Text

__all__ = ["METHODS", "Course", "Method", "Opinion", "opinions"]

WORK: Final = Context(prec=90)
"""Roots and quotients are worked to 90 digits and a result is rounded to 60, so that a band's edge is met exactly."""

NOT_APPLICABLE: Final = Text("不适用", "not applicable")
NO_NUMBER: Final = Text("—", "—")


class Opinion(NamedTuple):
    """What one method says: a ratio, a share or a difference; `number` is None where the method does not apply."""

    method: Text
    number: Decimal | None
    shown: Text
    band: Text
    source: Text
    why: Text


class Method(NamedTuple):
    """A published method: its name, where it is published, what it needs, and how it judges."""

    name: Text
    source: Text
    needs: tuple[Need, ...]
    judge: Callable[[Course], Verdict]


METHODS: tuple[Method, ...] = (
    Method(
        Text("加拿大统计局／Open SDG", "Statistics Canada / Open SDG"),
        Text(
            "加拿大统计局与Open SDG《可持续发展目标进展测度方法》",
            "Statistics Canada and Open SDG, Progress Measurement Methodology for the Sustainable Development Goals",
        ),
        (need.CHANGE, need.STARTED, need.NOT_PAST, need.POSITIVE_BASE, need.POSITIVE_TARGET, need.POSITIVE_VALUE),
        judges.growth_ratio,
    ),
    Method(
        Text("联合国进展图", "UN progress chart"),
        Text(
            "联合国统计司《2023年可持续发展目标进展图技术说明》",
            "United Nations Statistics Division, SDG Progress Chart 2023: Technical Note",
        ),
        (need.CHANGE, need.STARTED, need.AHEAD, need.POSITIVE_BASE, need.NOT_NEGATIVE),
        judges.extrapolated_ratio,
    ),
    Method(
        Text("可持续发展报告（SDSN）", "SDSN"),
        Text(
            "可持续发展解决方案网络《可持续发展报告》方法附录",
            "Sustainable Development Solutions Network, Sustainable Development Report, annex on methods",
        ),
        (need.CHANGE, need.STARTED, need.NOT_PAST),
        judges.linear_ratio,
    ),
    Method(
        Text("德国可持续发展战略", "German Sustainable Development Strategy"),
        Text(
            "德国联邦统计局《德国可持续发展战略指标：状态评价方法》",
            "Federal Statistical Office (Destatis), German Sustainable Development Strategy, Status of indicators",
        ),
        (need.CHANGE, need.STARTED, need.AHEAD, need.TWO_YEARS),
        judges.projected_miss,
    ),
    Method(
        Text("序时进度", "linear schedule"),
        Text("督查工作惯例：自基期起逐年均匀推进", "custom of supervision offices: equal yearly steps from the base"),
        (need.CHANGE, need.STARTED),
        judges.schedule_gap,
    ),
)
"""Methods in the order in which they are shown."""


def opinions(course: Course) -> list[Opinion]:
    """What every method says of a course; one that does not apply says why instead of a number."""
    with localcontext(WORK):
        return [_opinion(method, course) for method in METHODS]


def _opinion(method: Method, course: Course) -> Opinion:
    """The first unmet need of a method, or its verdict."""
    unmet = next((n.otherwise for n in method.needs if not n.holds(course)), None)
    if unmet:
        return Opinion(method.name, None, NO_NUMBER, NOT_APPLICABLE, method.source, unmet)
    number, shown, band, why = method.judge(course)
    return Opinion(method.name, number, shown, band, method.source, why)
