"""Findings, history and rectification → facts: symbols and integers only, everything counted and compared here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from engine.model.fact import Fact, Value
from engine.model.finding import Finding, Outcome, Reason, Report
from engine.model.history import PastFinding, Rectification
from engine.quantity import EXACT

WHOLE = 10_000
"""Basis points of one."""

DECIDED = frozenset({Outcome.PASS, Outcome.GAP})

MAX_BP = 10**9
"""Basis points beyond which a figure is simply large; the engines hold integers of limited size."""


class Submission(NamedTuple):
    """A report that a unit owed for a year: received, late by so many days, or missing."""

    plan: str
    jurisdiction: str
    lead: str
    year: int
    state: str
    days_late: int


class Known(NamedTuple):
    """What facts are made from, beside the findings of the run."""

    past: Sequence[PastFinding] = ()
    rectifications: Sequence[Rectification] = ()
    submissions: Sequence[Submission] = ()
    day: date | None = None


class Source(NamedTuple):
    """A fact with the fingerprints of the findings that it speaks of."""

    fact: Fact
    findings: tuple[str, ...]


Place = tuple[str, str, str, int]
"""Plan, jurisdiction, unit, year."""


def facts(report: Report, known: Known) -> Iterator[Source]:
    """Every fact of a run. Findings that do not apply to the year are left out."""
    findings = [f for f in report.findings if f.outcome is not Outcome.NOT_APPLICABLE]
    past: dict[tuple[str, str], dict[int, PastFinding]] = defaultdict(dict)
    for p in known.past:
        past[p.commitment, p.jurisdiction][p.year] = p
    for f in findings:
        earlier = {y: p for y, p in past[f.commitment, f.jurisdiction].items() if y < f.year}
        yield from _of_finding(f, earlier, known.day)
    yield from _of_rectifications(findings, known.rectifications)
    yield from _of_units(findings)
    yield from _of_submissions(findings, known.submissions)


def _of_finding(f: Finding, past: Mapping[int, PastFinding], day: date | None) -> Iterator[Source]:
    """Facts about one finding, for each unit that leads."""
    own = list(_about(f, past, day))
    for unit in f.lead:
        shared: dict[str, Value | None] = {
            "plan": f.plan,
            "jurisdiction": f.jurisdiction,
            "lead": unit,
            "year": f.year,
            "commitment": f.commitment,
            "nature": f.nature,
        }
        for kind, fields in own:
            yield Source(Fact.of(kind, **(shared | fields)), (f.fingerprint,))


def _about(
    f: Finding, past: Mapping[int, PastFinding], day: date | None
) -> Iterator[tuple[str, dict[str, Value | None]]]:
    """Kind and fields of each fact about a finding, without what all of them share."""
    years = _gap_years(f.year, past)
    yield (
        "finding",
        {
            "outcome": f.outcome.value,
            "basis": f.basis,
            "reason": f.reason_code.value,
            "data": "provisional" if f.provisional else "final",
            "waived": "yes" if f.waiver else "no",
            "gap_years": years + 1 if f.outcome is Outcome.GAP else 0,
            "years_left": None if f.due is None else f.due - f.year,
            "shortfall_bp": _share(f.shortfall, f.criterion, ROUND_CEILING),
            "pace_bp": _share(f.condition, f.criterion, ROUND_FLOOR),
            "completion_bp": _share(f.completion, Decimal(100), ROUND_FLOOR),
        },
    )
    for y, p in sorted(past.items()):
        yield "past", {"year": y, "outcome": p.outcome, "basis": p.basis}
    before = _last_decided(f.year, past)
    if f.outcome is Outcome.GAP and before is not None and before.outcome == Outcome.PASS:
        yield "regression", {"since": before.year}
    if f.outcome is Outcome.PASS and before is not None and before.outcome == Outcome.GAP:
        yield "recovered", {"gap_years": _gap_years(before.year, past) + 1}
    for former in _former(f, past):
        yield "lead_changed", {"former": former}
    if f.waiver and day:
        yield "waiver", {"days": (f.waiver.until - day).days}
    if f.provisional and f.outcome in DECIDED:
        yield "integrity", {"note": "provisional"}
    if f.outcome is Outcome.PASS and f.condition is not None and f.condition == f.criterion:
        yield "integrity", {"note": "at_target"}


def _gap_years(year: int, past: Mapping[int, PastFinding]) -> int:
    """Gaps in the years just before `year` without a break; a year that was not decided breaks the row."""
    count = 0
    while (p := past.get(year - count - 1)) is not None and p.outcome == Outcome.GAP:
        count += 1
    return count


def _last_decided(year: int, past: Mapping[int, PastFinding]) -> PastFinding | None:
    """The latest earlier year that was pass or gap."""
    decided = [y for y, p in past.items() if y < year and p.outcome in DECIDED]
    return past[max(decided)] if decided else None


def _former(f: Finding, past: Mapping[int, PastFinding]) -> list[str]:
    """Units that led in the latest earlier year and do so no more."""
    latest = past[max(past)] if past else None
    return [unit for unit in latest.lead if unit not in f.lead] if latest else []


def _share(part: Decimal | None, whole: Decimal | None, rounding: str) -> int | None:
    """`part` in basis points of `whole`; a shortfall is rounded up and a pace down, so that neither flatters."""
    if part is None or whole is None or whole <= 0:
        return None
    points = EXACT.divide(part * WHOLE, whole).to_integral_value(rounding, EXACT)
    return int(max(min(points, Decimal(MAX_BP)), Decimal(-MAX_BP)))


def _of_rectifications(findings: Sequence[Finding], found: Iterable[Rectification]) -> Iterator[Source]:
    """Facts about gaps that are being rectified, where the commitment is among the findings."""
    by_fingerprint = {f.fingerprint: f for f in findings}
    for r in found:
        f = by_fingerprint.get(r.fingerprint)
        for unit in f.lead if f else ():
            assert f is not None  # noqa: S101  the loop is empty otherwise
            fact = Fact.of(
                "rectification",
                plan=f.plan,
                jurisdiction=f.jurisdiction,
                lead=unit,
                year=f.year,
                commitment=f.commitment,
                nature=f.nature,
                state=r.state,
                opened_year=r.opened_year,
                days_overdue=r.days_overdue,
            )
            yield Source(fact, (f.fingerprint,))


def _by_unit(findings: Iterable[Finding]) -> dict[Place, list[Finding]]:
    """Findings of each plan, jurisdiction and unit."""
    units: dict[Place, list[Finding]] = defaultdict(list)
    for f in findings:
        for unit in f.lead:
            units[f.plan, f.jurisdiction, unit, f.year].append(f)
    return units


def _of_units(findings: Sequence[Finding]) -> Iterator[Source]:
    """Gaps without a waiver counted by unit and nature, and units that reached everything that could be judged."""
    for (plan, jurisdiction, unit, year), own in _by_unit(findings).items():
        shared: dict[str, Value | None] = {"plan": plan, "jurisdiction": jurisdiction, "lead": unit, "year": year}
        gaps = [f for f in own if f.outcome is Outcome.GAP and not f.waiver]
        for nature, count in sorted(Counter(f.nature for f in gaps).items()):
            names = tuple(f.fingerprint for f in gaps if f.nature == nature)
            yield Source(Fact.of("gap_count", **shared, nature=nature, gaps=count), names)
        judged = [f for f in own if f.outcome is not Outcome.NOT_DUE]
        if judged and all(f.outcome is Outcome.PASS and not f.provisional for f in judged):
            names = tuple(f.fingerprint for f in judged)
            yield Source(Fact.of("all_reached", **shared, commitments=len(judged)), names)


def _of_submissions(findings: Sequence[Finding], expected: Iterable[Submission]) -> Iterator[Source]:
    """Reports as they came in; a unit with a commitment that nobody reported on has not submitted."""
    silent = {Reason.NO_DATA, Reason.SILENT, Reason.UNPROVEN}
    states: dict[Place, tuple[str, int]] = {
        (s.plan, s.jurisdiction, s.lead, s.year): (s.state, s.days_late) for s in expected
    }
    units = _by_unit(findings)
    for place, own in units.items():
        if any(f.reason_code in silent for f in own):
            states[place] = ("missing", states.get(place, ("", 0))[1])
    for place, (state, days) in states.items():
        plan, jurisdiction, unit, year = place
        names = tuple(f.fingerprint for f in units.get(place, ()) if f.reason_code in silent)
        yield Source(
            Fact.of(
                "submission", plan=plan, jurisdiction=jurisdiction, lead=unit, year=year, state=state, days_late=days
            ),
            names,
        )
