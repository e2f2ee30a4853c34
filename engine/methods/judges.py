"""The arithmetic and the bands of the published methods, one function each."""

from decimal import Decimal
from typing import Final, NamedTuple

from engine.methods.course import Course
from engine.model.text import Text
from engine.quantity import EXACT, plain

YEARS: Final = 5
"""Yearly changes that the German method averages."""


class Verdict(NamedTuple):
    """A method's number, full and as shown, its band, and the arithmetic in a sentence."""

    number: Decimal
    shown: Text
    band: Text
    why: Text


ACHIEVED = Text("已达目标", "target achieved")
CANADA_BANDS = (
    (Decimal("0.95"), Text("按期", "on track")),
    (Decimal("0.60"), Text("有进展但需加速", "progress made but acceleration needed")),
    (Decimal(0), Text("进展有限", "limited progress")),
    (None, Text("倒退", "deterioration")),
)
UN_BANDS = (
    (Decimal("0.95"), Text("已达到或按期", "target met or on track")),
    (Decimal("0.10"), Text("有一定进展但需加速", "fair progress, but acceleration needed")),
    (None, Text("停滞或倒退", "stagnation or regression")),
)
SDSN_BANDS = (
    (Decimal(1), Text("按期", "on track or maintaining achievement")),
    (Decimal("0.5"), Text("有所改善", "moderately improving")),
    (Decimal(0), Text("停滞", "stagnating")),
    (None, Text("倒退", "decreasing")),
)
"""Least ratio of each band, best band first; a ratio equal to it belongs to the band."""

SUN = Text("按期（偏离不足5%）", "on course (missed by less than 5%)")
CLOUD = Text("轻度偏离（5%至20%）", "slight deviation (missed by 5% to 20%)")
RAIN = Text("明显偏离（超过20%）", "marked deviation (missed by more than 20%)")
STORM = Text("背离目标", "development away from the target")
ON_SCHEDULE = Text("达到序时进度", "on schedule")
BEHIND = Text("滞后", "behind")


def growth_ratio(c: Course) -> Verdict:
    """Actual compound annual growth rate over the required one, both from the base (ratio)."""
    actual = (c.value / c.base) ** (Decimal(1) / c.elapsed) - 1
    required = (c.target / c.base) ** (Decimal(1) / c.length) - 1
    number = EXACT.plus(actual / required)
    why = Text("实际年均增速{a}%，所需年均增速{r}%", "grew by {a}% a year; {r}% a year is required")
    band = ACHIEVED if c.reached else _band(number, CANADA_BANDS)
    return Verdict(number, _same(_say(number, 3)), band, why.fill({"a": _say(actual * 100), "r": _say(required * 100)}))


def extrapolated_ratio(c: Course) -> Verdict:
    """Change since the base when the present growth rate is carried on to the due year, over the change asked for."""
    expected = c.base * (c.value / c.base) ** (Decimal(c.length) / c.elapsed)
    number = EXACT.plus((expected - c.base) / c.change)
    why = Text(
        "按现有增速{due}年为{e}，比基期变化{a}，应变化{r}",
        "at the present growth rate {e} in {due}, a change of {a} where {r} is asked for",
    )
    fields = {"due": c.due, "e": _say(expected), "a": _say(expected - c.base), "r": _say(c.change)}
    return Verdict(number, _same(_say(number)), _band(number, UN_BANDS), why.fill(fields))


def linear_ratio(c: Course) -> Verdict:
    """Actual mean yearly change over the required one, both from the base (ratio).

    The report works on scores rescaled to 0–100; a linear rescaling leaves the ratio as it is.
    """
    number = EXACT.plus((c.value - c.base) * c.length / (c.change * c.elapsed))
    why = Text("实际年均变化{a}，所需年均变化{r}", "changed by {a} a year; {r} a year is required")
    fields = {"a": _say((c.value - c.base) / c.elapsed), "r": _say(c.change / c.length)}
    return Verdict(number, _same(_say(number)), _band(number, SDSN_BANDS), why.fill(fields))


def projected_miss(c: Course) -> Verdict:
    """How far the target is missed if the mean change of the last five years goes on, as a share of what is left to go.

    A change over a gap between two observed years is divided by its number of years. With fewer than five years
    observed the mean is over those there are (the publication wants at least four points in time). A target already
    reached is not missed.
    """
    if c.reached:
        return Verdict(Decimal(0), _same("0%"), SUN, Text("完成值已达到目标值", "the value has reached the target"))
    mean, years = _mean_change(c)
    end = c.value + mean * (c.due - c.year)
    left = c.target - c.value
    number = max(Decimal(0), EXACT.plus((c.target - end) / left))
    why = Text(
        "近{n}年年均变化{m}，照此{due}年为{e}；目标{t}，现距目标{left}",
        "changed by {m} a year over {n} years, so {e} in {due}; the target is {t}, now {left} away",
    )
    said = {"m": _say(mean), "e": _say(end), "t": _say(c.target), "left": _say(abs(left)), "n": years, "due": c.due}
    return Verdict(number, _same(f"{_say(number * 100)}%"), _weather(number, mean * left), why.fill(said))


def schedule_gap(c: Course) -> Verdict:
    """Value less what equal yearly steps from the base expect by now (in the unit of the series)."""
    expected = c.base + c.change * min(c.elapsed, c.length) / c.length
    number = EXACT.plus(c.value - expected)
    shown = Text("实际{v}，应达{e}", "{v}, expected {e}").fill({"v": _say(c.value), "e": _say(expected)})
    why = Text("基期{b}，{n}年应变化{r}，已过{k}年", "{b} at the base, {r} to change in {n} years, {k} years gone")
    fields = {"b": _say(c.base), "n": c.length, "r": _say(c.change), "k": min(c.elapsed, c.length)}
    return Verdict(number, shown, ON_SCHEDULE if number * c.change >= 0 else BEHIND, why.fill(fields))


def _band(number: Decimal, bands: tuple[tuple[Decimal | None, Text], ...]) -> Text:
    """The best band whose least ratio is reached."""
    return next(name for least, name in bands if least is None or number >= least)


def _weather(miss: Decimal, towards: Decimal) -> Text:
    """Band of the German method; `towards` is above zero only where the mean change leads to the target."""
    if towards <= 0:
        return STORM
    return SUN if miss < Decimal("0.05") else CLOUD if miss <= Decimal("0.20") else RAIN


def _mean_change(c: Course) -> tuple[Decimal, int]:
    """Mean yearly change of the last five years, and over how many years; the start may lie within a gap."""
    start = max(c.year - YEARS, min(c.seen))
    before, after = max(y for y in c.seen if y <= start), min(y for y in c.seen if y >= start)
    within = (c.seen[after] - c.seen[before]) * (start - before) / max(after - before, 1)
    return (c.value - c.seen[before] - within) / (c.year - start), c.year - start


def _say(value: Decimal, places: int = 2) -> str:
    """A number as shown, half-even; an extrapolation beyond any real figure is shown by its power of ten."""
    return plain(round(value, places)) if value.adjusted() < EXACT.prec else f"{value:.2E}"


def _same(text: str) -> Text:
    """A text that is the same in both languages."""
    return Text(text, text)
