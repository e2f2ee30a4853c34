"""plans × figures × year → findings. Pure: the same inputs give the same findings, in the order of plans and rules."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple, Protocol

from engine.criterion import Criterion, criterion_of, deadline_of, final_criterion, unit_factor
from engine.measure import MEASURES, Measurement, Window
from engine.model.catalog import Catalog, PlanEntry
from engine.model.finding import Finding, Outcome, Reason, Used
from engine.model.observation import Observation
from engine.model.plan import Commitment, Plan
from engine.model.registry import Indicator
from engine.model.target import Baseline, Measure
from engine.outlook import completion, required_rate
from engine.sentence import Said, sentence
from engine.series import Figure, Series, build, is_provisional, widen
from engine.trajectory import method_of

JUDGED = frozenset({Outcome.PASS, Outcome.GAP, Outcome.UNDECIDED})
"""Outcomes that hold a condition against a criterion."""


class Shelf(Protocol):
    """Where observations are looked up; every warehouse is one."""

    def observations(self, indicator: str, jurisdiction: str) -> Iterable[Observation]:
        """All figures of one indicator and jurisdiction, any year, any status."""
        ...


class Verdict(NamedTuple):
    """Outcome and reason."""

    outcome: Outcome
    reason: Reason


def evaluate(catalog: Catalog, shelf: Shelf, year: int, plans: frozenset[str]) -> Iterator[Finding]:
    """One finding for each commitment of the plans asked for, as of `year`: later figures are not looked at."""
    for entry in catalog.plans:
        for commitment in entry.commitments if entry.plan.id in plans else ():
            yield judge(catalog, entry, commitment, shelf, year)


def judge(catalog: Catalog, entry: PlanEntry, commitment: Commitment, shelf: Shelf, year: int) -> Finding:
    """The finding of one commitment in its plan's jurisdiction."""
    plan, indicator = entry.plan, catalog.indicator[commitment.indicator]
    criterion = criterion_of(commitment, plan, indicator, year)
    measurement = measure(catalog, commitment, plan, shelf, year)
    inside = plan.start <= year <= max(plan.end, deadline_of(commitment, plan))
    verdict = decide(criterion, measurement, inside=inside)
    return _finding(catalog, plan, commitment, year, criterion, measurement, verdict)


def measure(catalog: Catalog, commitment: Commitment, plan: Plan, shelf: Shelf, year: int) -> Measurement:
    """The measured number of a commitment as of `year`, narrower indicators standing in for missing figures."""
    indicator = catalog.indicator[commitment.indicator]

    def series(of: Indicator) -> Series:
        found = build(of, shelf.observations(of.id, plan.jurisdiction))
        for part in (i for i in catalog.indicators if of.id in i.narrower_than):
            found = widen(found, part, build(part, shelf.observations(part.id, plan.jurisdiction)))
        return found

    def other(name: str | None) -> Series | None:
        return series(catalog.indicator[name]) if name and commitment.measure is Measure.RATIO else None

    base = commitment.trajectory.baseline
    window = Window(
        own=series(indicator),
        kind=indicator.kind,
        start=year if commitment.target.every_year else plan.start,
        year=year,
        baseline=Baseline(year=base.year, value=base.value * unit_factor(commitment, indicator)) if base else None,
        numerator=other(indicator.numerator),
        denominator=other(indicator.denominator),
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
    return Verdict(Outcome.UNDECIDED, _doubt(measurement))


def _doubt(measurement: Measurement) -> Reason:
    """Why a measurement cannot decide."""
    if measurement.narrower:
        return Reason.SCOPE
    return Reason.NO_DATA if measurement.missing else Reason.BOUND


def fingerprint(commitment: str, jurisdiction: str) -> str:
    """16 hex digits that name a commitment in a jurisdiction over all years."""
    return sha256(f"{commitment}\n{jurisdiction}".encode()).hexdigest()[:16]


def _finding(
    catalog: Catalog,
    plan: Plan,
    commitment: Commitment,
    year: int,
    criterion: Criterion | None,
    measurement: Measurement,
    verdict: Verdict,
) -> Finding:
    """Everything that a reader of the verdict needs, in one flat record."""
    indicator, target = catalog.indicator[commitment.indicator], commitment.target
    final, factor = final_criterion(commitment, indicator), unit_factor(commitment, indicator)
    due = deadline_of(commitment, plan)
    judged = criterion if verdict.outcome in JUDGED else None
    decided = judged if verdict.outcome is not Outcome.UNDECIDED else None
    ahead = 0 if target.every_year or year < plan.start else due - year
    done = completion(final, measurement)
    text = sentence(
        Said(
            reason=verdict.reason,
            start=plan.start,
            end=max(plan.end, due),
            year=year,
            due=target.deadline,
            comparison=target.comparison,
            unit=indicator.unit,
            criterion=judged,
            measurement=measurement,
            completion=done,
        )
    )
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
        provisional=judged is not None and any(map(is_provisional, measurement.figures)),
        reason_code=verdict.reason,
        reason=text.zh,
        reason_en=text.en,
        measure=commitment.measure,
        method=criterion.method if criterion else method_of(commitment).value,
        comparison=target.comparison,
        unit=indicator.unit,
        target=final.value,
        target_low=None if target.low is None else target.low * factor,
        target_high=None if target.high is None else target.high * factor,
        due=target.deadline,
        every_year=target.every_year,
        criterion=judged.value if judged else None,
        criterion_low=judged.accepted.low if judged else None,
        criterion_high=judged.accepted.high if judged else None,
        condition=measurement.value,
        shortfall=measurement.interval.distance(decided.accepted) if decided else None,
        completion=done,
        required_rate=required_rate(final, measurement, ahead),
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


def _used(figure: Figure) -> Used:
    """The observation of a figure, for the report."""
    o = figure.observation
    return Used(
        indicator=o.indicator,
        year=o.year,
        value=o.value,
        unit=o.unit,
        bound=o.bound,
        status=o.status.word,
        state=o.state,
        source=o.source,
        note=o.note,
        file=o.place.file,
        line=o.place.line,
    )
