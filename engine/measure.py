"""MEASURES: how the figures of several years become one number, or an interval where some are missing or bounds."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from engine.interval import ANYTHING, Interval, add, mirror
from engine.model.observation import Observation
from engine.model.registry import Kind
from engine.model.target import Baseline, Measure
from engine.model.text import Text
from engine.quantity import EXACT
from engine.series import Figure, Series


class Window(NamedTuple):
    """What a measure looks at: figures in base unit, the years `start` to `year`, the baseline in base unit.

    `per` turns numerator over denominator, each in its own unit, into the ratio's unit.
    """

    own: Series
    kind: Kind
    start: int
    year: int
    baseline: Baseline | None = None
    numerator: Series | None = None
    denominator: Series | None = None
    per: Decimal = Decimal(1)


class Measurement(NamedTuple):
    """One number with its figures; `value` is None when nothing was reported, `interval` is all it may be.

    `error` is the standard error of a sampled number, `others` are jurisdictions whose missing figures matter, and
    `remark` is how the number came about, for the reader.
    """

    value: Decimal | None
    interval: Interval
    figures: tuple[Figure, ...] = ()
    missing: tuple[int, ...] = ()
    not_applicable: bool = False
    error: Decimal | None = None
    others: tuple[str, ...] = ()
    remark: Text = Text("", "")

    @property
    def observations(self) -> tuple[Observation, ...]:
        """Every observation behind the number, in order of years."""
        return tuple(o for f in self.figures for o in f.observations)

    @property
    def silent(self) -> tuple[str, ...]:
        """Jurisdictions whose figures are lacking: districts of a sum, competitors of a rank."""
        return tuple(dict.fromkeys((*self.others, *(name for f in self.figures for name in f.silent))))

    @property
    def whole(self) -> bool:
        """Whether nothing is lacking: no year, no jurisdiction, no part of the scope."""
        return not (self.narrower or self.missing or self.silent)

    @property
    def narrower(self) -> str | None:
        """Name of a narrower indicator that stood in for a missing figure."""
        return next((f.narrower for f in self.figures if f.narrower), None)


def level(w: Window) -> Measurement:
    """The figure of the year itself."""
    return _single(w.own, w.year)


def cumulative(w: Window) -> Measurement:
    """Sum of the years from the start; a stock is already a running total and is read as it stands."""
    return _single(w.own, w.year) if w.kind is Kind.STOCK else _sum(w)


def increment(w: Window) -> Measurement:
    """What was added: flows summed from the start, a stock less its baseline (or its figure before the start)."""
    if w.kind is Kind.FLOW:
        return _sum(w)
    now = _single(w.own, w.year)
    base_year = w.baseline.year if w.baseline else w.start - 1
    base = _point(w.baseline) if w.baseline else _single(w.own, base_year)
    return _difference(now, base)


def ratio(w: Window) -> Measurement:
    """Numerator over denominator where both are exact; else the published rate. Never an average of rates."""
    if w.numerator is None or w.denominator is None:
        return _single(w.own, w.year)
    over, under = _single(w.numerator, w.year), _single(w.denominator, w.year)
    exact = all(m.value is not None and m.interval == Interval.point(m.value) for m in (over, under))
    if not exact or over.value is None or not under.value or under.value <= 0:
        return _single(w.own, w.year)
    share = EXACT.divide(EXACT.multiply(over.value, w.per), under.value)
    return Measurement(share, Interval.point(share), over.figures + under.figures)


MEASURES: Mapping[Measure, Callable[[Window], Measurement]] = {
    Measure.LEVEL: level,
    Measure.ANNUAL: level,
    Measure.CUMULATIVE: cumulative,
    Measure.INCREMENT: increment,
    Measure.RATIO: ratio,
}
"""Measure → how it reads a window of figures."""


def _single(series: Series, year: int) -> Measurement:
    """The figure of one year; nothing reported may be anything."""
    figure = series.get(year)
    if figure is None:
        return Measurement(None, ANYTHING, missing=(year,))
    if figure.state == "missing":
        return Measurement(None, ANYTHING, (figure,), missing=(year,))
    if figure.state == "not_applicable":
        return Measurement(None, ANYTHING, (figure,), not_applicable=True)
    return Measurement(figure.value, figure.interval, (figure,), error=figure.error)


def _sum(w: Window) -> Measurement:
    """Sum over the years; '-' adds nothing, a missing year leaves the sum of the others as a lower bound."""
    years = [_single(w.own, y) for y in range(w.start, w.year + 1)]
    known = [m for m in years if m.value is not None]
    figures = tuple(f for m in years for f in m.figures)
    missing = tuple(y for m in years for y in m.missing)
    if not known:
        return Measurement(None, ANYTHING, figures, missing, not_applicable=not missing)
    total = sum((m.value for m in known if m.value is not None), Decimal(0))
    interval = add([m.interval for m in known])
    if missing:
        interval = Interval(low=interval.low, open_low=interval.open_low)
    return Measurement(total, interval, figures, missing)


def _difference(now: Measurement, base: Measurement) -> Measurement:
    """`now` less `base`; unknown when either is."""
    figures, missing = base.figures + now.figures, base.missing + now.missing
    if now.value is None or base.value is None:
        return Measurement(None, ANYTHING, figures, missing, now.not_applicable or base.not_applicable)
    return Measurement(now.value - base.value, add([now.interval, mirror(base.interval)]), figures, missing)


def _point(baseline: Baseline) -> Measurement:
    """A declared baseline as a measurement without figures."""
    return Measurement(baseline.value, Interval.point(baseline.value))
