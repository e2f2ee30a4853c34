"""What the years left must bring: assumed values as given, the others spread evenly; each year judged as if so."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from engine.criterion import deadline_of, final_criterion
from engine.evaluate import judge
from engine.finding import finding
from engine.gather import Shelf, Source
from engine.interval import Interval
from engine.model.catalog import Catalog
from engine.model.diagnostic import Place
from engine.model.finding import Finding
from engine.model.observation import Observation, Status
from engine.path import SUMS
from engine.quantity import EXACT
from engine.subject import Subject, measure

ASSUMED, NEEDED = "假设值", "推算值"
WHOLE = Decimal(1)


class Year(NamedTuple):
    """One year left: its figure in base unit, whether it was assumed, and the finding it would lead to."""

    year: int
    value: Decimal
    assumed: bool
    finding: Finding


class Prospect(NamedTuple):
    """A subject now and in the years left; `at_most` when the numbers are allowances, not needs."""

    now: Finding
    years: tuple[Year, ...]
    at_most: bool


class Hypothetical:
    """A shelf with some figures put before those that are there."""

    def __init__(self, shelf: Shelf, extra: Iterable[Observation]) -> None:
        self.shelf = shelf
        self.extra = tuple(extra)

    def observations(self, indicator: str, jurisdiction: str) -> Iterable[Observation]:
        """The added figures replace those of the same year."""
        mine = [o for o in self.extra if (o.indicator, o.jurisdiction) == (indicator, jurisdiction)]
        years = {o.year for o in mine}
        return [*mine, *(o for o in self.shelf.observations(indicator, jurisdiction) if o.year not in years)]


def prospect(catalog: Catalog, subject: Subject, shelf: Shelf, assumed: Mapping[int, Decimal]) -> Prospect:
    """What each year after the subject's must bring for the target to be met, given the `assumed` years."""
    known = Hypothetical(shelf, (_figure(subject, y, v, ASSUMED) for y, v in assumed.items()))
    values = _values(subject, Source(catalog, known), assumed)
    figures = [_figure(subject, y, v, ASSUMED if y in assumed else NEEDED) for y, v in values.items()]
    source = Source(catalog, Hypothetical(shelf, figures))
    years = tuple(
        Year(y, v, y in assumed, finding(catalog, judge(catalog, subject._replace(year=y), source)))
        for y, v in sorted(values.items())
    )
    now = finding(catalog, judge(catalog, subject, Source(catalog, shelf)))
    accepted = final_criterion(subject.commitment, subject.indicator).accepted
    return Prospect(now, years, at_most=accepted.low is None)


def years_left(subject: Subject) -> range:
    """Years after the one judged, up to the deadline or the plan's end."""
    return range(max(subject.year + 1, subject.plan.start), deadline_of(subject.commitment, subject.plan) + 1)


def _values(subject: Subject, source: Source, assumed: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """A figure for each year left: assumed, or the least (for caps: the most) that leads to the target."""
    left = years_left(subject)
    open_years = [y for y in left if y not in assumed]
    accepted = final_criterion(subject.commitment, subject.indicator).accepted
    if subject.commitment.target.every_year:
        needed = dict.fromkeys(open_years, _end(accepted))
    elif subject.commitment.measure in SUMS:
        needed = _shares(subject, source, open_years, accepted, sum(assumed.values(), Decimal(0)))
    else:
        needed = _steps(subject, source, open_years, accepted)
    return dict(assumed) | needed


def _shares(
    subject: Subject, source: Source, years: list[int], accepted: Interval, assumed: Decimal
) -> dict[int, Decimal]:
    """What is missing from a sum, in equal shares."""
    if not years:
        return {}
    so_far = (measure(subject, source, None).value or Decimal(0)) + assumed
    share = EXACT.divide(max(_end(accepted) - so_far, Decimal(0)), Decimal(len(years)))
    return dict.fromkeys(years, _rounded(share, accepted, subject))


def _steps(subject: Subject, source: Source, years: list[int], accepted: Interval) -> dict[int, Decimal]:
    """Equal steps from the value now to the limit at the deadline."""
    now, end = measure(subject, source, None).value, _end(accepted)
    last = deadline_of(subject.commitment, subject.plan)
    if now is None:
        return {y: _rounded(end, accepted, subject) for y in years}
    span = Decimal(last - subject.year)
    return {y: _rounded(now + EXACT.divide((end - now) * (y - subject.year), span), accepted, subject) for y in years}


def _end(accepted: Interval) -> Decimal:
    """The limit to come up to; a range is entered at its low end."""
    end = accepted.low if accepted.low is not None else accepted.high
    return end if end is not None else Decimal(0)


def _rounded(value: Decimal, accepted: Interval, subject: Subject) -> Decimal:
    """Whole things, rounded to the safe side; a strict limit takes one more (a rate: a hundredth more)."""
    unit = Decimal("0.01") if subject.unit == "%" else WHOLE
    upward = accepted.low is not None
    rounded = EXACT.divide(value, unit).to_integral_value(ROUND_CEILING if upward else ROUND_FLOOR) * unit
    strict = accepted.open_low if upward else accepted.open_high
    if strict and rounded == value:
        rounded += unit if upward else -unit
    return rounded


def _figure(subject: Subject, year: int, value: Decimal, source: str) -> Observation:
    """A hypothetical observation."""
    return Observation(
        indicator=subject.indicator.id,
        jurisdiction=subject.jurisdiction,
        year=year,
        state="reported",
        value=value,
        unit=subject.indicator.unit,
        bound="exact",
        status=Status.PROVISIONAL,
        source=source,
        note="",
        place=Place(source),
    )
