"""The figures of one indicator and jurisdiction by year, in the indicator's base unit, as numbers or intervals."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from engine.interval import ANYTHING, Interval, add, union
from engine.model.observation import Bound, Observation, State, Status
from engine.model.registry import Indicator, Kind
from engine.quantity import EXACT, convert

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
    """One year's figure in base unit; `interval` is what it may be, `value` what was published or added up.

    `narrower` names the indicator of narrower scope that stands in; `silent` the districts missing from a sum.
    `error` is the standard error of a sampled figure.
    """

    year: int
    state: State
    value: Decimal | None
    interval: Interval
    observations: tuple[Observation, ...]
    narrower: str | None = None
    rolled_up: bool = False
    error: Decimal | None = None
    silent: tuple[str, ...] = ()


HUNDRED = Decimal(100)

Series = Mapping[int, Figure]


def build(indicator: Indicator, observations: Iterable[Observation]) -> Series:
    """Figures of `indicator` by year, single cases left out; of several for one year the latest status prevails."""
    best: dict[int, Observation] = {}
    for o in observations:
        if not o.case and (o.year not in best or o.prevails(best[o.year])):
            best[o.year] = o
    return {year: figure_of(indicator, o) for year, o in sorted(best.items())}


def figure_of(indicator: Indicator, o: Observation) -> Figure:
    """One observation in the indicator's base unit."""
    if o.value is None:
        return Figure(o.year, o.state, None, ANYTHING, (o,))
    value, margin = (convert(x, o.unit, indicator.unit, indicator.unit_aliases) for x in (o.value, o.margin))
    return Figure(
        o.year, o.state, value, BOUNDS[o.bound](value, margin), (o,), error=_standard_error(indicator, o, value)
    )


def _standard_error(indicator: Indicator, o: Observation, value: Decimal) -> Decimal | None:
    """As reported, in base unit; or √(p(100−p)·deff/n) of a percentage with its sample size."""
    if o.standard_error is not None:
        return convert(o.standard_error, o.unit, indicator.unit, indicator.unit_aliases)
    if o.sample_size is None or indicator.unit != "%" or not 0 <= value <= HUNDRED:
        return None
    return EXACT.divide(value * (HUNDRED - value) * o.design_effect, Decimal(o.sample_size)).sqrt(EXACT)


def widen(series: Series, narrower: Indicator, part: Series) -> Series:
    """`series` with its missing years filled from an indicator of narrower scope: at least that much for counts."""
    filled = dict(series)
    for year, figure in part.items():
        if figure.state != "reported":
            continue
        known = figure.interval.low if narrower.kind is not Kind.RATE else None
        interval = ANYTHING if known is None else Interval(low=known, open_low=figure.interval.open_low)
        if is_known(series, year) and not _says_more(interval, series[year]):
            continue
        filled[year] = figure._replace(interval=interval, narrower=narrower.name)
    return filled


def _says_more(interval: Interval, known: Figure) -> bool:
    """Whether one part of the whole proves more than another that already stands in for it."""
    return known.narrower is not None and interval != known.interval and interval.within(known.interval)


def roll_up(own: Series, districts: Mapping[str, Series], *, additive: bool = True) -> Series:
    """`own` with its missing years added up from the districts; a silent district leaves the sum a lower bound.

    Where districts do not add up, for one person counts once in the city, their sum is the most that it may be.
    """
    filled = dict(own)
    for year in sorted({y for series in districts.values() for y in series}):
        figure = None if is_known(own, year) else _together(year, districts, additive=additive)
        if figure:
            filled[year] = figure
    return filled


def _together(year: int, districts: Mapping[str, Series], *, additive: bool) -> Figure | None:
    """Sum of the districts that reported, or '-' where all of them say so."""
    known = [s[year] for s in districts.values() if is_known(s, year)]
    silent = tuple(name for name, s in districts.items() if not is_known(s, year))
    reported = [f for f in known if f.state == "reported"]
    if reported:
        return _sum(year, reported, silent, add if additive else union)
    if silent or not known:
        return None
    return known[0]._replace(observations=tuple(o for f in known for o in f.observations), rolled_up=True)


def is_known(series: Series, year: int) -> bool:
    """Whether a year has a figure or is marked as having none."""
    return year in series and series[year].state != "missing"


def is_provisional(figure: Figure) -> bool:
    """Whether a figure may still change."""
    return any(o.status is Status.PROVISIONAL for o in figure.observations)


def _sum(
    year: int, figures: list[Figure], silent: tuple[str, ...], together: Callable[[Sequence[Interval]], Interval]
) -> Figure:
    """Figures of districts as one of the whole."""
    interval = together([f.interval for f in figures])
    if silent:
        interval = Interval(low=interval.low, open_low=interval.open_low)
    return Figure(
        year,
        "reported",
        sum((f.value for f in figures if f.value is not None), Decimal(0)),
        interval,
        tuple(o for f in figures for o in f.observations),
        rolled_up=True,
        silent=silent,
    )
