"""Conditions other than an indicator's own number: a place among others, a change since a year, the worst case."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from engine.interval import ANYTHING, Interval
from engine.measure import Measurement
from engine.model.target import Change
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


class Pair(NamedTuple):
    """Two numbers with their standard errors (0 where they were not sampled)."""

    now: Decimal
    base: Decimal
    now_error: Decimal
    base_error: Decimal


def percent(p: Pair) -> tuple[Decimal, Decimal] | None:
    """Growth in percent and its error; none from a base of zero or less, which is never replaced by a small number."""
    if p.base <= 0:
        return None
    share = EXACT.divide(p.now, p.base)
    spread = (p.now_error**2 + (share * p.base_error) ** 2).sqrt(EXACT)
    return (share - 1) * HUNDRED, EXACT.divide(spread * HUNDRED, p.base)


def points(p: Pair) -> tuple[Decimal, Decimal] | None:
    """Difference of percentages in percentage points, and its error."""
    return p.now - p.base, (p.now_error**2 + p.base_error**2).sqrt(EXACT)


CHANGES: Mapping[str, Callable[[Pair], tuple[Decimal, Decimal] | None]] = {"percent": percent, "points": points}
"""How a change is counted → its number and standard error from the values now and in the base year."""

SIGNS = {"up": 1, "down": -1}
"""Direction that is promised → sign under which a change counts as progress."""

NOT_EXACT = Text("基期值或现值不是确数，算不出变化", "one of the two figures is not exact, so the change is not known")
NO_GROWTH = Text("基期值不大于零，增速无意义", "the base is not above zero, growth has no meaning")


def change(now: Measurement, base: Measurement, asked: Change) -> Measurement:
    """Change from `base` to `now` in the direction promised; only two exact figures give one."""
    figures, missing = base.figures + now.figures, base.missing + now.missing
    exact = all(m.value is not None and m.interval == Interval.point(m.value) for m in (now, base))
    if not exact or now.value is None or base.value is None:
        absent = now.not_applicable or base.not_applicable
        known = now.value is not None and base.value is not None
        return Measurement(None, ANYTHING, figures, missing, absent, remark=NOT_EXACT if known else Text("", ""))
    pair = Pair(now.value, base.value, now.error or Decimal(0), base.error or Decimal(0))
    changed = CHANGES[asked.by](pair)
    if changed is None:
        return Measurement(None, ANYTHING, figures, remark=NO_GROWTH)
    value = changed[0] * SIGNS[asked.direction]
    return Measurement(value, Interval.point(value), figures, error=changed[1])


def worst_case(cases: Sequence[Figure], accepted: Interval) -> Measurement:
    """The single case that lies farthest from what is accepted, or nearest to its limit when all conform.

    As long as a case is not reported, those that conform prove nothing of all.
    """
    limited_above = accepted.high is not None

    def badness(figure: Figure) -> tuple[Decimal, bool, Decimal]:
        value = figure.value or Decimal(0)
        doubtful = not figure.interval.within(accepted)
        return figure.interval.distance(accepted), doubtful, value if limited_above else -value

    reported = [f for f in cases if f.value is not None]
    worst = max(reported, key=badness)
    unfit = sum(f.interval.misses(accepted) for f in reported)
    remark = Text(f"{len(reported)}例中{unfit}例不符", f"{unfit} of {len(reported)} cases do not conform")
    unsaid = sum(f.state == "missing" for f in cases)
    if unsaid:
        remark = Text(f"{remark.zh}，另{unsaid}例未报", f"{remark.en}, {unsaid} not reported")
    if unsaid and worst.interval.within(accepted):
        return Measurement(worst.value, ANYTHING, (worst,), (worst.year,), remark=remark)
    return Measurement(worst.value, worst.interval, (worst,), remark=remark)
