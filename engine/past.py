"""Looking back: outcomes of earlier years from the ledger or judged again, and for how many years a gap has lasted."""

from collections.abc import Container, Iterable, Iterator

from engine.criterion import deadline_of
from engine.evaluate import judge, subjects
from engine.finding import JUDGED, fingerprint
from engine.gather import Shelf, Source
from engine.model.catalog import Catalog
from engine.model.finding import Finding, Outcome
from engine.model.history import PastFinding
from engine.model.text import Text
from engine.subject import Subject

RUNNING = Text("已连续{n}年未达标。", " Not reached for {n} years running.")
DECIDED = frozenset({Outcome.PASS, Outcome.GAP})
REPEATED = 2
"""Years from which a gap is said to last."""


def recall(
    catalog: Catalog, shelf: Shelf, findings: Iterable[Finding], recorded: Iterable[PastFinding] = ()
) -> list[PastFinding]:
    """Earlier years of what is decided now: as recorded, and judged again by today's rules where they were not."""
    decided = {(f.commitment, f.jurisdiction): f for f in findings if f.outcome in DECIDED}
    kept = [p for p in recorded if (f := decided.get((p.commitment, p.jurisdiction))) and p.year < f.year]
    known = {(p.fingerprint, p.year) for p in kept}
    source = Source(catalog, shelf)
    for (name, place), f in decided.items():
        entry = next(e for e in catalog.plans if e.plan.id == f.plan)
        for subject in subjects(catalog, entry, f.year):
            if (f"{f.plan}/{subject.commitment.id}", subject.jurisdiction) == (name, place):
                kept += replay(catalog, subject, source, known)
    return sorted(kept, key=lambda p: (p.year, p.commitment, p.jurisdiction))


def replay(
    catalog: Catalog, subject: Subject, source: Source, known: Container[tuple[str, int]] = ()
) -> Iterator[PastFinding]:
    """Each earlier year of a subject's plan judged again from the figures up to it; `known` years are left out."""
    plan, commitment = subject.plan, subject.commitment
    name = f"{plan.id}/{commitment.id}"
    print_ = fingerprint(name, subject.jurisdiction)
    lead = tuple(catalog.department[n] for n in commitment.lead)
    last = max(plan.end, deadline_of(commitment, plan))
    for year in range(plan.start, min(subject.year, last + 1)):
        if (print_, year) in known:
            continue
        j = judge(catalog, subject._replace(year=year), source)
        basis = j.criterion.basis if j.criterion and j.verdict.outcome in JUDGED else None
        yield PastFinding(print_, name, subject.jurisdiction, year, j.verdict.outcome.value, basis, lead)


def remember(findings: Iterable[Finding], past: Iterable[PastFinding]) -> list[Finding]:
    """Findings with the years that each gap has lasted, said in its sentence from the second year on."""
    gaps = {(p.fingerprint, p.year) for p in past if p.outcome == Outcome.GAP}
    return [_lasting(f, gaps) if f.outcome is Outcome.GAP else f for f in findings]


def _lasting(f: Finding, gaps: Container[tuple[str, int]]) -> Finding:
    """One gap with its years; an earlier year that was not judged a gap ends the count."""
    years = 1
    while (f.fingerprint, f.year - years) in gaps:
        years += 1
    update: dict[str, object] = {"consecutive_gap_years": years}
    if years >= REPEATED:
        said = RUNNING.fill({"n": years})
        update |= {"reason": f.reason + said.zh, "reason_en": f.reason_en + said.en}
    return f.model_copy(update=update)
