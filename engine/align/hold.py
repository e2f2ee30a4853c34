"""One target held against the target above it: stronger when it accepts less, or no more and earlier."""

from decimal import Decimal
from typing import NamedTuple

from engine.compare import accepted, final_value
from engine.criterion import unit_factor
from engine.interval import Interval
from engine.model.alignment import Obstacle, Standing
from engine.model.plan import Commitment
from engine.model.registry import Indicator, Kind
from engine.model.target import Measure, Target

EVERY_YEAR = 0
"""Date of a target of every year: before any deadline, since it already counts in the first year."""


class Side(NamedTuple):
    """A commitment of one of the two plans, with its indicator and where it counts."""

    plan: str
    commitment: Commitment
    indicator: Indicator
    jurisdiction: str


class Dated(NamedTuple):
    """What a side asks for at a date, in base unit; `value` is None for a range or a reference."""

    date: int
    value: Decimal | None
    accepted: Interval


class Held(NamedTuple):
    """How two sides stand, at which dates, and what keeps them from being compared."""

    standing: Standing
    own: Dated
    above: Dated
    obstacle: Obstacle | None = None


def hold(own: Side, above: Side) -> Held:
    """The standing of `own` under `above`, both of one indicator."""
    ours, theirs = _meeting(own, above)
    if _yardstick(own.commitment) != _yardstick(above.commitment):
        return Held(Standing.NOT_COMPARABLE, ours, theirs, "form")
    if _sized(own) and own.jurisdiction != above.jurisdiction:
        return Held(Standing.NOT_COMPARABLE, ours, theirs, "size")
    return _compare(ours, theirs)


def _compare(ours: Dated, theirs: Dated) -> Held:
    """Standing by what is accepted; an earlier date may not weaken, a later one not strengthen."""
    inside, around = ours.accepted.within(theirs.accepted), theirs.accepted.within(ours.accepted)
    if not inside and not around:
        return Held(Standing.NOT_COMPARABLE, ours, theirs, "form")
    if ours.date == theirs.date:
        return Held(SAME_DATE[inside, around], ours, theirs)
    if ours.date < theirs.date:
        standing = Standing.STRONGER if inside else None
    else:
        standing = Standing.WEAKER if around else None
    if standing is None:
        return Held(Standing.NOT_COMPARABLE, ours, theirs, "deadline")
    return Held(standing, ours, theirs)


SAME_DATE = {
    (True, True): Standing.EQUAL,
    (True, False): Standing.STRONGER,
    (False, True): Standing.WEAKER,
}
"""(ours lies within theirs, theirs within ours) → standing at one date."""


def dated(side: Side) -> dict[int, Dated]:
    """What a side asks for, by date: its milestones, its deadline, or every year."""
    c, factor = side.commitment, unit_factor(side.commitment, side.indicator)
    if c.target.values:
        return {year: _at(c.target, year, value, factor) for year, value in c.target.values.items()}
    date = EVERY_YEAR if c.target.deadline is None else c.target.deadline
    return {date: _at(c.target, date, final_value(c.target), factor)}


def _at(target: Target, date: int, value: Decimal | None, factor: Decimal) -> Dated:
    """One dated number of a target; a reference is held as if the figure referred to were zero."""
    asked = Decimal(0) if target.reference else value
    one = target.model_copy(update={"values": None, "value": asked})
    return Dated(date, None if value is None else value * factor, accepted(one, lambda n: n * factor, factor))


def _meeting(own: Side, above: Side) -> tuple[Dated, Dated]:
    """Both sides at the last date that they share, else each at its own last date."""
    ours, theirs = dated(own), dated(above)
    shared = ours.keys() & theirs.keys()
    return ours[max(shared or ours)], theirs[max(shared or theirs)]


def _yardstick(c: Commitment) -> tuple[object, ...]:
    """What a target is measured by; two targets are comparable only by the same."""
    t = c.target
    return t.reference, t.rank, t.change, t.per_case, MEASURED_AS.get(c.measure, c.measure)


MEASURED_AS = {Measure.ANNUAL: Measure.LEVEL, Measure.RATIO: Measure.LEVEL}
"""Measures that read one year's figure, as one."""


def _sized(side: Side) -> bool:
    """Whether a number grows with the place that it counts in: 100 bases of a city, 1000 of a province."""
    t = side.commitment.target
    return side.indicator.kind is not Kind.RATE and not (t.rank or t.change or t.reference or t.per_case)
