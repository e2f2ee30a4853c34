"""plans × figures × year → findings. Pure: the same inputs give the same findings, in the order of plans and rules."""

from collections.abc import Iterator
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
from engine.model.target import Measure, Trajectory
from engine.model.text import Text
from engine.quantity import exact
from engine.subject import Subject, level_of, measure
from engine.verdict import Verdict, decide
from engine.weigh import Weighed, weigh

SUMS = frozenset({Measure.CUMULATIVE, Measure.INCREMENT})


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
            yield finding(catalog, judge(catalog, subject, source))


def subjects(catalog: Catalog, entry: PlanEntry, year: int) -> Iterator[Subject]:
    """Each commitment in its plan's jurisdiction, then in each district that took on a part of it."""
    home = catalog.place(entry.plan.jurisdiction)
    for commitment in entry.commitments:
        indicator = catalog.indicator[commitment.indicator]
        yield Subject(entry.plan, commitment, indicator, home, year)
        for district, part in (commitment.decomposition or {}).items():
            target = commitment.target.model_copy(update={"value": part, "stretch": None})
            sums = commitment.measure in SUMS  # only sums start from zero; a district has no baseline of its own
            trajectory = commitment.trajectory.model_copy(update={"baseline": None}) if sums else Trajectory()
            own = commitment.model_copy(update={"target": target, "trajectory": trajectory, "decomposition": None})
            yield Subject(entry.plan, own, indicator, catalog.place(district), year)


@exact
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
    if not first_year(plan) <= year <= max(plan.end, deadline_of(commitment, plan)):
        return Reason.OUTSIDE
    return Reason.SUPERSEDED if revision_of(catalog, plan, commitment, year) else None


def first_year(plan: Plan) -> int:
    """First year that a plan judges: its own start, or for a revision the year of its issue."""
    return max(plan.start, plan.issued.year) if plan.revises and plan.issued else plan.start


def in_force(catalog: Catalog, plan: Plan, commitment: Commitment, year: int) -> bool:
    """Whether a year is judged by a commitment: its plan covers the year, and no later document changed it."""
    covered = first_year(plan) <= year <= max(plan.end, deadline_of(commitment, plan))
    return covered and revision_of(catalog, plan, commitment, year) is None


def revision_of(catalog: Catalog, plan: Plan, commitment: Commitment, year: int) -> Plan | None:
    """The later document that changed a commitment with effect for `year`, if any."""
    base = plan.revises or plan.id
    for entry in catalog.plans:
        issued = entry.plan.issued
        follows = entry.plan.revises in {base, plan.id} and entry.plan.id != plan.id
        later = issued is not None and issued.year <= year and (plan.issued is None or issued > plan.issued)
        if follows and later and any(c.id == commitment.id for c in entry.commitments):
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
    written = target.value if target.value is not None else target.low
    if target.values:
        written = next(
            (
                n
                for n in target.values.values()
                if n * unit_factor(subject.commitment, subject.indicator) == criterion.value
            ),
            None,
        )
    if criterion.basis == "interim" and not target.values:
        written = None  # a number on the way to the target is computed, not written
    factor = unit_factor(subject.commitment, subject.indicator)
    return weigh(measurement, criterion.accepted, policy, written, factor)
