"""Conditions other than an indicator's own number: a place among others, a change since a year, the worst case."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from engine.interval import ANYTHING, Interval
from engine.measure import Measurement
from engine.model.text import Text
from engine.quantity import EXACT
from engine.series import Figure

HUNDRED = Decimal(100)


def rank(name: str, all_of: Mapping[str, Measurement], *, highest: bool) -> Measurement:
    """Place of `name` among the jurisdictions of `all_of`; equals share a place, and the missing may take any.

    The place is an interval: 1 + those surely ahead, to 1 + those that cannot be ruled out. Who is marked '-' takes no
    part.
    """
    own = all_of[name]
    if own.value is None:
        return own
    others = {n: m for n, m in all_of.items() if n != name and not m.not_applicable}
    silent = tuple(n for n, m in others.items() if m.value is None)
    ahead = sum(_ahead(m.interval, own.interval, highest=highest) for m in others.values())
    behind = sum(_not_ahead(m.interval, own.interval, highest=highest) for m in others.values())
    tied = tuple(n for n, m in others.items() if m.value == own.value)
    places = Interval(Decimal(1 + ahead), Decimal(1 + len(others) - behind))
    return Measurement(places.low, places, own.figures, others=silent, remark=_remark(len(others) + 1, silent, tied))


def _ahead(other: Interval, own: Interval, *, highest: bool) -> bool:
    """Whether another is surely ahead."""
    first, second = (own, other) if highest else (other, own)
    return first.high is not None and second.low is not None and first.high < second.low


def _not_ahead(other: Interval, own: Interval, *, highest: bool) -> bool:
    """Whether another surely has no better figure."""
    first, second = (other, own) if highest else (own, other)
    return first.high is not None and second.low is not None and first.high <= second.low


def _remark(total: int, silent: Sequence[str], tied: Sequence[str]) -> Text:
    """How many took part, who is missing, who shares the place."""
    text = Text(f"{total - len(silent)}/{total}个地区有数", f"{total - len(silent)} of {total} reported")
    if silent:
        text = Text(f"{text.zh}，{'、'.join(silent)}未报", f"{text.en}, without {', '.join(silent)}")
    if tied:
        text = Text(f"{text.zh}，与{'、'.join(tied)}并列", f"{text.en}, level with {', '.join(tied)}")
    return text


def percent(now: Decimal, base: Decimal) -> Decimal | None:
    """Growth in percent; none from a base of zero or less, which is never replaced by a small number."""
    return EXACT.divide((now - base) * HUNDRED, base) if base > 0 else None


def points(now: Decimal, base: Decimal) -> Decimal | None:
    """Difference of percentages in percentage points."""
    return now - base


CHANGES: Mapping[str, Callable[[Decimal, Decimal], Decimal | None]] = {"percent": percent, "points": points}
"""How a change is counted → its number from the value now and in the base year."""


NOT_EXACT = Text("基期值或现值不是确数，算不出变化", "one of the two figures is not exact, so the change is not known")
NO_GROWTH = Text("基期值为零，增速无意义", "the base is zero, growth has no meaning")


def change(now: Measurement, base: Measurement, by: str) -> Measurement:
    """Change from `base` to `now`; only two exact figures give one."""
    figures, missing = base.figures + now.figures, base.missing + now.missing
    exact = all(m.value is not None and m.interval == Interval.point(m.value) for m in (now, base))
    if not exact or now.value is None or base.value is None:
        absent = now.not_applicable or base.not_applicable
        known = now.value is not None and base.value is not None
        return Measurement(None, ANYTHING, figures, missing, absent, remark=NOT_EXACT if known else Text("", ""))
    changed = CHANGES[by](now.value, base.value)
    if changed is None:
        return Measurement(None, ANYTHING, figures, remark=NO_GROWTH)
    return Measurement(changed, Interval.point(changed), figures)


def worst_case(cases: Sequence[Figure], accepted: Interval) -> Measurement:
    """The single case that lies farthest from what is accepted, or nearest to its limit when all conform.

    As long as a case is not reported, those that conform prove nothing of all.
    """
    limited_above = accepted.high is not None

    def badness(figure: Figure) -> tuple[Decimal, Decimal]:
        value = figure.value or Decimal(0)
        return figure.interval.distance(accepted), value if limited_above else -value

    reported = [f for f in cases if f.value is not None]
    worst = max(reported, key=badness)
    unfit = sum(not f.interval.within(accepted) for f in reported)
    remark = Text(f"{len(reported)}例中{unfit}例不符", f"{unfit} of {len(reported)} cases do not conform")
    unsaid = sum(f.state == "missing" for f in cases)
    if unsaid:
        remark = Text(f"{remark.zh}，另{unsaid}例未报", f"{remark.en}, {unsaid} not reported")
    if unsaid and worst.interval.within(accepted):
        return Measurement(worst.value, ANYTHING, (worst,), (worst.year,), remark=remark)
    return Measurement(worst.value, worst.interval, (worst,), remark=remark)
