"""The figures of one indicator and jurisdiction by year, in the indicator's base unit, as numbers or intervals."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from engine.interval import ANYTHING, Interval
from engine.model.observation import Bound, Observation, State, Status
from engine.model.registry import Indicator, Kind
from engine.quantity import convert

BOUNDS: Mapping[Bound, Callable[[Decimal, Decimal], Interval]] = {
    "exact": lambda v, _: Interval.point(v),
    "lower": lambda v, _: Interval(low=v),
    "above": lambda v, _: Interval(low=v, open_low=True),
    "upper": lambda v, _: Interval(high=v),
    "below": lambda v, _: Interval(high=v, open_high=True),
    "approximate": lambda v, margin: Interval(v - margin, v + margin),
}
"""How a published figure is written → the numbers it may stand for."""


class Figure(NamedTuple):
    """One year's figure in base unit; `interval` is what it may be, `value` what was published."""

    year: int
    state: State
    value: Decimal | None
    interval: Interval
    observation: Observation
    narrower: str | None = None


Series = Mapping[int, Figure]


def build(indicator: Indicator, observations: Iterable[Observation]) -> Series:
    """Figures of `indicator` by year; of several for one year the latest status prevails."""
    best: dict[int, Observation] = {}
    for o in observations:
        if o.year not in best or o.status > best[o.year].status:
            best[o.year] = o
    return {year: _figure(indicator, o) for year, o in sorted(best.items())}


def widen(series: Series, narrower: Indicator, part: Series) -> Series:
    """`series` with its missing years filled from an indicator of narrower scope: at least that much for counts."""
    filled = dict(series)
    for year, figure in part.items():
        if figure.state != "reported" or (year in series and series[year].state != "missing"):
            continue
        known = figure.interval.low if narrower.kind is not Kind.RATE else None
        interval = ANYTHING if known is None else Interval(low=known, open_low=figure.interval.open_low)
        filled[year] = Figure(year, "reported", figure.value, interval, figure.observation, narrower.name)
    return filled


def is_provisional(figure: Figure) -> bool:
    """Whether a figure may still change."""
    return figure.observation.status is Status.PROVISIONAL


def _figure(indicator: Indicator, o: Observation) -> Figure:
    """One observation in the indicator's base unit."""
    if o.value is None:
        return Figure(o.year, o.state, None, ANYTHING, o)
    value, margin = (convert(x, o.unit, indicator.unit, indicator.unit_aliases) for x in (o.value, o.margin))
    return Figure(o.year, o.state, value, BOUNDS[o.bound](value, margin), o)
