"""plans × figures × year → findings. Pure: the same inputs give the same findings, in the order of plans and rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from hashlib import sha256
from typing import Literal, Protocol

from engine.compare import accepted, final_value
from engine.interval import Interval
from engine.measure import MEASURES, Measurement, Window
from engine.model.catalog import Catalog, PlanEntry
from engine.model.finding import Finding, Outcome, Reason, Used
from engine.model.observation import Observation
from engine.model.plan import Commitment, Plan
from engine.model.registry import Indicator
from engine.model.target import Baseline, Measure
from engine.quantity import EXACT, convert
from engine.sentence import Said, sentence
from engine.series import Series, build, is_provisional, widen
from engine.trajectory import TRAJECTORIES, method_of, progress_of

ONE = Decimal(1)


class Shelf(Protocol):
    """Where observations are looked up; every warehouse is one."""

    def observations(self, indicator: str, jurisdiction: str) -> Iterable[Observation]:
        """All figures of one indicator and jurisdiction, any year, any status."""
        ...


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a year asks for: the method's name, the number (None for a range) and the interval accepted."""

    method: str
    value: Decimal | None
    accepted: Interval
    basis: Literal["final", "interim"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Outcome and reason."""

    outcome: Outcome
    reason: Reason


def evaluate(catalog: Catalog, shelf: Shelf, year: int) -> Iterator[Finding]:
    """One finding for each commitment of each plan, as of `year`: later figures are not looked at."""
    for entry in catalog.plans:
        for commitment in entry.commitments:
            yield judge(catalog, entry, commitment, shelf, year)


def judge(catalog: Catalog, entry: PlanEntry, commitment: Commitment, shelf: Shelf, year: int) -> Finding:
    """The finding of one commitment in its plan's jurisdiction."""
    plan, indicator = entry.plan, catalog.indicator[commitment.indicator]
    last_year = max(plan.end, commitment.target.deadline or plan.end)
    criterion = criterion_of(commitment, plan, indicator, year)
    measurement = measure(catalog, commitment, plan, shelf, year)
    verdict = decide(criterion, measurement, inside=plan.start <= year <= last_year)
    judged = criterion if verdict.outcome in {Outcome.PASS, Outcome.GAP, Outcome.UNDECIDED} else None
    completion = completion_of(commitment, indicator, measurement)
    text = sentence(
        Said(
            verdict.reason,
            plan,
            last_year,
            year,
            commitment.target.deadline,
            criterion.method if criterion else "none",
            commitment.target.comparison,
            indicator.unit,
            judged.value if judged else None,
            judged.accepted if judged else None,
            measurement,
            completion,
        )
    )
    target = commitment.target
    value, low, high = (_base(n, commitment, indicator) for n in (final_value(target), target.low, target.high))
    decided = verdict.outcome in {Outcome.PASS, Outcome.GAP} and criterion
    return Finding(
        commitment=f"{plan.id}/{commitment.id}",
        plan=plan.id,
        title=commitment.title,
        indicator=indicator.id,
        indicator_name=indicator.name,
        jurisdiction=plan.jurisdiction,
        year=year,
        outcome=verdict.outcome,
        basis=judged.basis if judged else None,
        provisional=any(map(is_provisional, measurement.figures)) and judged is not None,
        reason_code=verdict.reason,
        reason=text.zh,
        reason_en=text.en,
        measure=commitment.measure,
        method=criterion.method if criterion else method_of(commitment).value,
        comparison=target.comparison,
        unit=indicator.unit,
        target=value,
        target_low=low,
        target_high=high,
        due=target.deadline,
        every_year=target.every_year,
        criterion=judged.value if judged else None,
        criterion_low=judged.accepted.low if judged else None,
        criterion_high=judged.accepted.high if judged else None,
        condition=measurement.value,
        shortfall=measurement.interval.distance(criterion.accepted) if decided and criterion else None,
        completion=completion,
        required_rate=required_rate(commitment, plan, indicator, measurement, year),
        missing_years=measurement.missing,
        observations=tuple(map(_used, measurement.figures)),
        nature=commitment.nature,
        lead=tuple(catalog.canonical[n] for n in commitment.lead),
        support=tuple(catalog.canonical[n] for n in commitment.support),
        clause=commitment.clause,
        quote=commitment.quote,
        note=commitment.note,
        fingerprint=fingerprint(f"{plan.id}/{commitment.id}", plan.jurisdiction),
    )


def criterion_of(commitment: Commitment, plan: Plan, indicator: Indicator, year: int) -> Criterion | None:
    """What `year` asks for; None where the plan asks for nothing before the deadline."""
    target, factor = commitment.target, _factor(commitment, indicator)
    if target.every_year:
        return _criterion("annual", commitment, factor, factor, "final")
    if year >= (target.deadline or plan.end):
        return _criterion("deadline", commitment, factor, factor, "final")
    method = method_of(commitment)
    progress = progress_of(commitment, plan, indicator.kind, year)
    numbers = [n for n in (final_value(target), target.low, target.high) if n is not None]
    expected = {n: TRAJECTORIES[method](n, progress) for n in numbers}
    if any(e is None for e in expected.values()):
        return None
    scaled = {n: e * factor for n, e in expected.items() if e is not None}
    return _criterion(method.value, commitment, scaled, factor, "interim")


def _criterion(
    method: str,
    commitment: Commitment,
    scale: Decimal | dict[Decimal, Decimal],
    factor: Decimal,
    basis: Literal["final", "interim"],
) -> Criterion:
    """Criterion from each number of the target scaled by a factor, or looked up in what a trajectory expects."""

    def scaled(n: Decimal) -> Decimal:
        return scale[n] if isinstance(scale, dict) else n * scale

    value = final_value(commitment.target)
    interval = accepted(commitment.target, scaled, factor)
    return Criterion(method, None if value is None else scaled(value), interval, basis)


def measure(catalog: Catalog, commitment: Commitment, plan: Plan, shelf: Shelf, year: int) -> Measurement:
    """The measured number of a commitment as of `year`, narrower indicators standing in for missing figures."""
    indicator = catalog.indicator[commitment.indicator]

    def series(of: Indicator) -> Series:
        found = build(of, shelf.observations(of.id, plan.jurisdiction))
        for part in (i for i in catalog.indicators if of.id in i.narrower_than):
            found = widen(found, part, build(part, shelf.observations(part.id, plan.jurisdiction)))
        return found

    def other(name: str | None) -> Series | None:
        return series(catalog.indicator[name]) if name else None

    base = commitment.trajectory.baseline
    window = Window(
        own=series(indicator),
        kind=indicator.kind,
        start=year if commitment.target.every_year else plan.start,
        year=year,
        baseline=Baseline(year=base.year, value=base.value * _factor(commitment, indicator)) if base else None,
        numerator=other(indicator.numerator) if commitment.measure is Measure.RATIO else None,
        denominator=other(indicator.denominator) if commitment.measure is Measure.RATIO else None,
        percent=indicator.unit == "%",
    )
    return MEASURES[commitment.measure](window)


def decide(criterion: Criterion | None, measurement: Measurement, *, inside: bool) -> Verdict:
    """Outcome from what is asked and what is known: decided only when every number it may be agrees."""
    if not inside:
        return Verdict(Outcome.NOT_APPLICABLE, Reason.OUTSIDE)
    if measurement.not_applicable:
        return Verdict(Outcome.NOT_APPLICABLE, Reason.MARKED)
    if criterion is None:
        return Verdict(Outcome.NOT_DUE, Reason.NO_INTERIM)
    if measurement.interval.within(criterion.accepted):
        return Verdict(Outcome.PASS, Reason.REACHED)
    if measurement.interval.misses(criterion.accepted):
        return Verdict(Outcome.GAP, Reason.SHORT)
    if measurement.narrower:
        return Verdict(Outcome.UNDECIDED, Reason.SCOPE)
    return Verdict(Outcome.UNDECIDED, Reason.NO_DATA if measurement.missing else Reason.BOUND)


def completion_of(commitment: Commitment, indicator: Indicator, measurement: Measurement) -> Decimal | None:
    """Condition in percent of the final target, two decimals half-even; None for caps, ranges and zero targets."""
    target = _base(final_value(commitment.target), commitment, indicator)
    upward = accepted(commitment.target, lambda n: n, ONE).low is not None
    if measurement.value is None or not target or not upward or target < 0:
        return None
    share = EXACT.divide(measurement.value * 100, target)
    return share.quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def required_rate(
    commitment: Commitment, plan: Plan, indicator: Indicator, measurement: Measurement, year: int
) -> Decimal | None:
    """Change that each year left until the deadline must bring; None at or after it, without a figure, each-year targets."""
    due = commitment.target.deadline or plan.end
    if commitment.target.every_year or measurement.value is None or not plan.start <= year < due:
        return None
    factor = _factor(commitment, indicator)
    final = accepted(commitment.target, lambda n: n * factor, factor)
    return EXACT.divide(Interval.point(measurement.value).distance(final), Decimal(due - year))


def fingerprint(commitment: str, jurisdiction: str) -> str:
    """16 hex digits that name a commitment in a jurisdiction over all years."""
    return sha256(f"{commitment}\n{jurisdiction}".encode()).hexdigest()[:16]


def _factor(commitment: Commitment, indicator: Indicator) -> Decimal:
    """The target's unit in terms of the indicator's base unit."""
    return convert(ONE, commitment.target.unit, indicator.unit, indicator.unit_aliases)


def _base(value: Decimal | None, commitment: Commitment, indicator: Indicator) -> Decimal | None:
    """A number of the target in base unit."""
    return None if value is None else value * _factor(commitment, indicator)


def _used(figure: object) -> Used:
    """The observation of a figure, for the report."""
    o = figure.observation  # type: ignore[attr-defined]
    return Used(
        indicator=o.indicator,
        year=o.year,
        value=o.value,
        unit=o.unit,
        bound=o.bound,
        status=o.status.name.lower(),
        state=o.state,
        source=o.source,
        note=o.note,
        file=o.place.file,
        line=o.place.line,
    )
