"""What is judged: one commitment in one jurisdiction and year, measured by the figures that a source gives."""

from decimal import Decimal
from typing import NamedTuple

from engine import words
from engine.criterion import unit_factor
from engine.gather import Source
from engine.interval import Interval
from engine.measure import MEASURES, Measurement, Window
from engine.model.plan import Commitment, Plan
from engine.model.registry import Indicator
from engine.model.target import Baseline, Measure
from engine.model.text import Text
from engine.quantity import per
from engine.relative import change, rank, worst_case
from engine.series import Series, figure_of


class Subject(NamedTuple):
    """A commitment of a plan, with its indicator, where and when it is judged."""

    plan: Plan
    commitment: Commitment
    indicator: Indicator
    jurisdiction: str
    year: int

    @property
    def unit(self) -> str:
        """Unit of criterion and condition: the indicator's, unless a place or a change is judged."""
        target = self.commitment.target
        return target.unit if target.rank or target.change else self.indicator.unit


def measure(subject: Subject, source: Source, accepted: Interval | None) -> Measurement:
    """The condition of a subject; `accepted` picks the worst among single cases."""
    target = subject.commitment.target
    if target.rank:
        return _rank(subject, source)
    if target.per_case and accepted is not None:
        cases = source.cases(subject.indicator, subject.jurisdiction, subject.year)
        figures = [figure_of(subject.indicator, o) for o in cases]
        summary = source.series(subject.indicator, subject.jurisdiction).get(subject.year)
        if cases and summary and summary.state == "reported":
            figures.append(summary)  # the highest case, reported without its name
        if cases and any(f.value is not None for f in figures):
            return worst_case(figures, accepted)
    now = _read(subject, source, subject.jurisdiction, subject.year)
    if target.change:
        base = _read(subject, source, subject.jurisdiction, target.change.base_year)
        return _said(subject, change(now, base, target.change), now, base, target.change.base_year)
    return now


def _said(subject: Subject, changed: Measurement, now: Measurement, base: Measurement, since: int) -> Measurement:
    """A change with the two numbers that it is between."""
    if changed.value is None or now.value is None or base.value is None:
        return changed
    unit = subject.indicator.unit
    then, today = words.amount(base.value, unit), words.amount(now.value, unit)
    remark = Text("{since}年{then}，{year}年{today}", "{then} in {since}, {today} in {year}")
    return changed._replace(remark=remark.fill({"since": since, "then": then, "year": subject.year, "today": today}))


def _rank(subject: Subject, source: Source) -> Measurement:
    """Place among the jurisdictions directly below the one named."""
    asked = subject.commitment.target.rank
    assert asked is not None  # noqa: S101  the caller has looked
    among = source.catalog.children.get(source.catalog.place(asked.within), ())
    names = dict.fromkeys((*among, subject.jurisdiction))
    read = {name: _read(subject, source, name, subject.year) for name in names}
    return rank(subject.jurisdiction, read, highest=asked.order == "highest")


def _read(subject: Subject, source: Source, jurisdiction: str, year: int) -> Measurement:
    """The measure of the commitment for a jurisdiction and year."""
    commitment, indicator, plan = subject.commitment, subject.indicator, subject.plan
    base = commitment.trajectory.baseline

    def other(name: str | None) -> Series | None:
        if name is None or commitment.measure is not Measure.RATIO:
            return None
        return source.series(source.catalog.indicator[name], jurisdiction)

    window = Window(
        own=source.series(indicator, jurisdiction),
        kind=indicator.kind,
        start=year if commitment.target.every_year else plan.start,
        year=year,
        baseline=Baseline(year=base.year, value=base.value * unit_factor(commitment, indicator)) if base else None,
        numerator=other(indicator.numerator),
        denominator=other(indicator.denominator),
        per=_per(indicator, source) if commitment.measure is Measure.RATIO else Decimal(1),
    )
    return MEASURES[commitment.measure](window)


def _per(indicator: Indicator, source: Source) -> Decimal:
    """What turns the indicator's numerator over its denominator into its unit; 1 where it has no such parts."""
    if not (indicator.numerator and indicator.denominator):
        return Decimal(1)
    over, under = (source.catalog.indicator[name] for name in (indicator.numerator, indicator.denominator))
    return per(indicator.unit, over.unit, under.unit)


def level_of(subject: Subject, source: Source, indicator: Indicator, jurisdiction: str) -> Measurement:
    """The same year's own figure of another indicator or jurisdiction, for targets that refer to it."""
    own = source.series(indicator, jurisdiction)
    return MEASURES[Measure.LEVEL](Window(own, indicator.kind, subject.year, subject.year))
