"""Waivers over findings: a gap keeps its outcome and carries its waiver; expired and idle waivers are warnings."""

from collections.abc import Iterator, Sequence
from datetime import date

from engine.model.catalog import Catalog, PlanEntry
from engine.model.diagnostic import Diagnostic
from engine.model.finding import Finding, Outcome, WaivedBy
from engine.model.waiver import Waiver


def waive(catalog: Catalog, findings: Sequence[Finding], day: date) -> list[Finding]:
    """Findings with the first waiver that is in force on `day` for each gap; the others unchanged."""
    entries = {e.plan.id: e for e in catalog.plans}
    return [_waived(catalog, entries[f.plan], f, day) for f in findings]


def _waived(catalog: Catalog, entry: PlanEntry, f: Finding, day: date) -> Finding:
    """One finding with its waiver, if it is a gap that has one."""
    found = (w for w in entry.waivers if w.valid_on(day) and _covers(catalog, entry, w, f))
    waiver = next(found, None) if f.outcome is Outcome.GAP else None
    if waiver is None:
        return f
    by = WaivedBy(
        reason=waiver.reason,
        approver=waiver.approver,
        document=waiver.document,
        valid_from=waiver.from_,
        until=waiver.until,
    )
    return f.model_copy(update={"waiver": by})


def waiver_warnings(catalog: Catalog, findings: Sequence[Finding], year: int, day: date) -> Iterator[Diagnostic]:
    """L217 for waivers of this year that have expired, L218 for those in force that no gap needs."""
    for entry in catalog.plans:
        for i, w in enumerate(entry.waivers):
            if year not in w.years:
                continue
            gap = any(f.outcome is Outcome.GAP and _covers(catalog, entry, w, f) for f in findings)
            place = entry.waiver_marks.at("waivers", i)
            if w.until < day and gap:
                yield Diagnostic.of("L217", place, commitment=w.commitment, until=w.until, day=day)
            elif not gap and any(f.plan == entry.plan.id for f in findings):
                yield Diagnostic.of("L218", place, commitment=w.commitment, year=year)


def _covers(catalog: Catalog, entry: PlanEntry, w: Waiver, f: Finding) -> bool:
    """Whether a waiver is about a finding."""
    place = catalog.place(w.jurisdiction or entry.plan.jurisdiction)
    return f.commitment == f"{entry.plan.id}/{w.commitment}" and f.jurisdiction == place and f.year in w.years
