"""A judgement as a finding: everything that a reader of the verdict needs, in one flat record."""

from decimal import Decimal
from hashlib import sha256
from typing import Protocol

from engine.compare import COMPARISONS, Asked, final_value
from engine.criterion import Criterion, deadline_of, final_criterion, unit_factor
from engine.interval import ANYTHING
from engine.measure import Measurement
from engine.model.catalog import Catalog
from engine.model.finding import Finding, Outcome, Reason, SampledAs, Used
from engine.model.observation import Observation
from engine.model.target import Target
from engine.model.text import Text
from engine.outlook import completion, required_rate
from engine.quantity import exact
from engine.sentence import Said, sentence
from engine.series import is_provisional
from engine.subject import Subject
from engine.trajectory import method_of
from engine.verdict import Verdict
from engine.weigh import Weighed

BESIDE = frozenset({Reason.OUTSIDE, Reason.SUPERSEDED})
"""Reasons for which a year does not concern a commitment, so that its figures are not shown either."""

NOT_ASKED = Measurement(None, ANYTHING)

JUDGED = frozenset({Outcome.PASS, Outcome.GAP, Outcome.UNDECIDED})
"""Outcomes that hold a condition against a criterion."""


class Judged(Protocol):
    """What a finding is made from."""

    @property
    def subject(self) -> Subject: ...  # noqa: D102
    @property
    def criterion(self) -> Criterion | None: ...  # noqa: D102
    @property
    def measurement(self) -> Measurement: ...  # noqa: D102
    @property
    def weighed(self) -> Weighed: ...  # noqa: D102
    @property
    def verdict(self) -> Verdict: ...  # noqa: D102


@exact
def finding(catalog: Catalog, j: Judged) -> Finding:
    """The flat record of a judgement; numbers in the subject's unit."""
    plan, commitment, indicator, jurisdiction, year = j.subject
    target = commitment.target
    m = NOT_ASKED if j.verdict.reason in BESIDE else j.measurement
    final = None if target.reference else final_criterion(commitment, indicator)
    factor = unit_factor(commitment, indicator)
    due = deadline_of(commitment, plan)
    judged = j.criterion if j.verdict.outcome in JUDGED else None
    decided = judged if j.verdict.outcome is not Outcome.UNDECIDED and j.verdict.reason is not Reason.UNPROVEN else None
    ahead = 0 if target.every_year or target.rank or year < plan.start else due - year
    done = completion(final, m) if final and not target.rank else None
    stretch = None if target.stretch is None else target.stretch * factor
    stretched = _stretched(target, stretch, m)
    text = sentence(
        Said(
            reason=j.verdict.reason,
            start=max(plan.start, plan.issued.year) if plan.revises and plan.issued else plan.start,
            end=max(plan.end, due),
            year=year,
            due=target.deadline,
            comparison=target.comparison,
            unit=j.subject.unit,
            criterion=judged,
            measurement=m,
            weighed=j.weighed,
            completion=done,
            stretch=stretch if judged else None,
            stretched=stretched,
            framed=_framed(target),
        )
    )
    return Finding(
        commitment=f"{plan.id}/{commitment.id}",
        plan=plan.id,
        title=commitment.title,
        indicator=indicator.id,
        indicator_name=indicator.name,
        jurisdiction=jurisdiction,
        year=year,
        outcome=j.verdict.outcome,
        basis=judged.basis if judged else None,
        provisional=judged is not None and any(map(is_provisional, m.figures)),
        reason_code=j.verdict.reason,
        reason=text.zh,
        reason_en=text.en,
        measure=commitment.measure,
        method=_method(j, target),
        comparison=target.comparison,
        unit=j.subject.unit,
        target=final.value if final else None,
        target_low=_scaled(target.low, factor),
        target_high=_scaled(target.high, factor),
        due=target.deadline,
        every_year=target.every_year,
        criterion=judged.value if judged else None,
        criterion_low=judged.accepted.low if judged else None,
        criterion_high=judged.accepted.high if judged else None,
        condition=m.value,
        compared=j.weighed.rounded if judged else None,
        rounding=plan.policy.rounding,
        sampling=SampledAs(**j.weighed.sampling._asdict()) if judged and j.weighed.sampling else None,
        shortfall=j.weighed.estimate.distance(decided.accepted) if decided else None,
        completion=done,
        required_rate=required_rate(final, m, ahead) if final else None,
        stretch=stretch,
        stretch_reached=stretched,
        partial=bool(m.narrower or m.missing or (m.silent and not m.others)) and m.value is not None,
        missing_years=m.missing,
        missing_jurisdictions=m.silent,
        observations=tuple(map(_used, m.observations)),
        nature=commitment.nature,
        lead=tuple(catalog.department[n] for n in commitment.lead),
        support=tuple(catalog.department[n] for n in commitment.support),
        clause=commitment.clause,
        quote=commitment.quote,
        note=commitment.note,
        fingerprint=fingerprint(f"{plan.id}/{commitment.id}", jurisdiction),
    )


def fingerprint(commitment: str, jurisdiction: str) -> str:
    """16 hex digits that name a commitment in a jurisdiction over all years."""
    return sha256(f"{commitment}\n{jurisdiction}".encode()).hexdigest()[:16]


def _method(j: Judged, target: Target) -> str:
    """How the criterion of the year was found."""
    if target.reference:
        return "reference"
    return j.criterion.method if j.criterion else method_of(j.subject.commitment).value


def _framed(target: Target) -> Text:
    """What the number asked for is of: a change since a year, a place among others, or the measure itself."""
    if target.change:
        year = target.change.base_year
        return CHANGE_WORDS[target.change.direction].fill({"year": year, "asked": "{asked}"})
    if target.rank:
        within = target.rank.within.replace("{", "{{").replace("}", "}}")  # a name, not a field
        return Text(f"在{within}排名{{asked}}", f"{{asked}} within {within}")
    return Text("{asked}", "{asked}")


CHANGE_WORDS = {
    "up": Text("比{year}年增长（提高）{asked}", "a rise of {asked} since {year}"),
    "down": Text("比{year}年下降（降低）{asked}", "a fall of {asked} since {year}"),
}


def _stretched(target: Target, stretch: Decimal | None, m: Measurement) -> bool | None:
    """Whether the stretch value is reached; None when there is none, or it cannot be told."""
    if stretch is None or final_value(target) is None:
        return None
    accepted = COMPARISONS[target.comparison](Asked(stretch, stretch, stretch, Decimal(0), "more"))
    if m.interval.within(accepted):
        return True
    return False if m.interval.misses(accepted) else None


def _scaled(value: Decimal | None, factor: Decimal) -> Decimal | None:
    """A number of the target in base unit."""
    return None if value is None else value * factor


def _used(o: Observation) -> Used:
    """One observation for the report."""
    return Used(
        indicator=o.indicator,
        jurisdiction=o.jurisdiction,
        year=o.year,
        case=o.case or None,
        value=o.value,
        unit=o.unit,
        bound=o.bound,
        status=o.status.word,
        state=o.state,
        source=o.source,
        note=o.note,
        received=o.received,
        file=o.place.file,
        line=o.place.line,
        sheet=o.place.sheet or None,
        cell=o.place.cell or None,
    )
