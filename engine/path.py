"""The yearly values of a commitment up to the year judged: what outlook and other published methods look at."""

from collections.abc import Mapping
from decimal import Decimal

from engine.criterion import unit_factor
from engine.gather import Source
from engine.interval import Interval
from engine.measure import Measurement
from engine.model.registry import Kind
from engine.model.target import Measure
from engine.subject import Subject, measure

SUMS = frozenset({Measure.CUMULATIVE, Measure.INCREMENT})


def path_of(subject: Subject, source: Source) -> Mapping[int, Decimal]:
    """Exact values by year: running sums from 0 at the plan's start, or a level's own figures from its baseline on."""
    commitment = subject.commitment
    base = commitment.trajectory.baseline
    path: dict[int, Decimal] = {}
    if commitment.measure in SUMS and not (subject.indicator.kind is Kind.STOCK and base):
        path[subject.plan.start - 1] = Decimal(0)
    elif base:
        path[base.year] = (
            Decimal(0) if commitment.measure in SUMS else base.value * unit_factor(commitment, subject.indicator)
        )
    first = min([subject.plan.start - 1, *path])
    for year in range(first, subject.year + 1):
        m = measure(subject._replace(year=year), source, None)
        if year not in path and _exact(m):
            path[year] = m.value or Decimal(0)
    return path


def _exact(m: Measurement) -> bool:
    """Whether a measurement is one number, complete and of the promised scope."""
    return m.value is not None and m.interval == Interval.point(m.value)
