"""plans × figures × year → findings. Pure: the same inputs give the same findings, in the order of plans and rules."""

from collections.abc import Iterator
from decimal import localcontext
from typing import NamedTuple

from engine.criterion import Criterion, criterion_of, deadline_of, final_criterion, referred, unit_factor
from engine.finding import finding
from engine.gather import Shelf, Source
from engine.interval import Interval
from engine.measure import Measurement
from engine.model.catalog import Catalog, PlanEntry
from engine.model.finding import Finding, Outcome, Reason
from engine.model.plan import Commitment, Plan
from engine.model.policy import Policy
from engine.model.text import Text
from engine.quantity import EXACT
from engine.subject import Subject, level_of, measure
from engine.verdict import Verdict, decide
from engine.weigh import Weighed, weigh


class Judgement(NamedTuple):
    """Everything that was found on the way from a subject to its verdict."""

    subject: Subject
    criterion: Criterion | None
    measurement: Measurement
    weighed: Weighed
    verdict: Verdict


def evaluate(catalog: Catalog, shelf: Shelf, year: int, plans: frozenset[str]) -> Iterator[Finding]:
    """One finding for each commitment and jurisdiction of the plans asked for; later figures are not looked at."""
    source = Source(catalog, shelf)
    for entry in catalog.plans:
        for subject in subjects(catalog, entry, year) if entry.plan.id in plans else ():
            with localcontext(EXACT):  # not around the yield, which would lend our context to the caller
                found = finding(catalog, judge(catalog, subject, source))
            yield found


def subjects(catalog: Catalog, entry: PlanEntry, year: int) -> Iterator[Subject]:
    """Each commitment in its plan's jurisdiction, then in each district that took on a part of it."""
    home = catalog.place(entry.plan.jurisdiction)
    for commitment in entry.commitments:
        indicator = catalog.indicator[commitment.indicator]
        yield Subject(entry.plan, commitment, indicator, home, year)
        for district, part in (commitment.decomposition or {}).items():
            changed = {"value": part, "stretch": None}
            target = commitment.target.model_copy(update=changed)
            trajectory = commitment.trajectory.model_copy(update={"baseline": None})
            own = commitment.model_copy(update={"target": target, "trajectory": trajectory, "decomposition": None})
            yield Subject(entry.plan, own, indicator, catalog.place(district), year)


def judge(catalog: Catalog, subject: Subject, source: Source) -> Judgement:
    """The verdict on one subject, with what it rests on."""
    outside = _outside(catalog, subject)
    asked = _asked(subject, source)
    criterion = asked if isinstance(asked, Criterion) else None
    final = (
        final_criterion(subject.commitment, subject.indicator).accepted
        if not subject.commitment.target.reference
        else None
    )
    measurement = measure(subject, source, criterion.accepted if criterion else final)
    policy = subject.plan.policy
    weighed = _weigh(subject, measurement, criterion, policy)
    if outside:
        verdict = Verdict(Outcome.NOT_APPLICABLE, outside)
    elif isinstance(asked, Reason):
        verdict = Verdict(Outcome.UNDECIDED, asked)
    else:
        verdict = decide(criterion, measurement, weighed, policy)
    return Judgement(subject, criterion, measurement, weighed, verdict)


def _outside(catalog: Catalog, subject: Subject) -> Reason | None:
    """Why a year does not concern a commitment: before or after its plan, or changed by a revision."""
    plan, commitment, year = subject.plan, subject.commitment, subject.year
    first = max(plan.start, plan.issued.year) if plan.revises and plan.issued else plan.start
    if not first <= year <= max(plan.end, deadline_of(commitment, plan)):
        return Reason.OUTSIDE
    return Reason.SUPERSEDED if revision_of(catalog, plan, commitment, year) else None


def revision_of(catalog: Catalog, plan: Plan, commitment: Commitment, year: int) -> Plan | None:
    """The later document that changed a commitment with effect for `year`, if any."""
    for entry in catalog.plans:
        issued = entry.plan.issued
        later = entry.plan.revises == plan.id and issued is not None and issued.year <= year
        if later and any(c.id == commitment.id for c in entry.commitments):
            return entry.plan
    return None


def _asked(subject: Subject, source: Source) -> Criterion | Reason | None:
    """The year's criterion; None when nothing is asked yet, a reason when what it refers to is not known."""
    commitment, plan, indicator, year = subject.commitment, subject.plan, subject.indicator, subject.year
    reference = commitment.target.reference
    if reference is None:
        return criterion_of(commitment, plan, indicator, year)
    if not commitment.target.every_year and year < deadline_of(commitment, plan):
        return None
    place = source.catalog.place(reference.jurisdiction)
    other = source.catalog.indicator[reference.indicator or commitment.indicator]
    level = level_of(subject, source, other, place)
    if level.value is None or level.interval != Interval.point(level.value):
        return Reason.NO_REFERENCE
    return referred(commitment, level.value, Text(place, place))


def _weigh(subject: Subject, measurement: Measurement, criterion: Criterion | None, policy: Policy) -> Weighed:
    """What is compared; nothing is weighed where nothing is asked."""
    if criterion is None:
        return Weighed(measurement.interval, measurement.interval)
    target = subject.commitment.target
    numbers = (target.value, target.low, *(target.values or {}).values())
    written = next((n for n in numbers if n is not None), None)
    factor = unit_factor(subject.commitment, subject.indicator)
    return weigh(measurement, criterion.accepted, policy, written, factor)
