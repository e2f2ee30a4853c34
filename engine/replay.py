"""Earlier years of the plans judged again from the statistics, where no ledger remembers them."""

from collections.abc import Iterable, Iterator

from engine.evaluate import judge, subjects
from engine.finding import JUDGED, fingerprint
from engine.gather import Shelf, Source
from engine.model.catalog import Catalog
from engine.model.finding import Finding, Outcome
from engine.model.history import PastFinding


def concerned(findings: Iterable[Finding]) -> frozenset[str]:
    """Plans with a finding that applies to its year."""
    return frozenset(f.plan for f in findings if f.outcome is not Outcome.NOT_APPLICABLE)


def replay(catalog: Catalog, shelf: Shelf, year: int, plans: frozenset[str]) -> Iterator[PastFinding]:
    """What each year from a plan's first up to the one before `year` came to; only figures known by then are used.

    `plans` are those that the year concerns: the others have no finding to look back from.
    """
    source = Source(catalog, shelf)
    for entry in catalog.plans:
        for earlier in range(entry.plan.start, year) if entry.plan.id in plans else ():
            for subject in subjects(catalog, entry, earlier):
                name = f"{entry.plan.id}/{subject.commitment.id}"
                j = judge(catalog, subject, source)
                yield PastFinding(
                    fingerprint=fingerprint(name, subject.jurisdiction),
                    commitment=name,
                    jurisdiction=subject.jurisdiction,
                    year=earlier,
                    outcome=j.verdict.outcome.value,
                    basis=j.criterion.basis if j.criterion and j.verdict.outcome in JUDGED else None,
                    lead=tuple(catalog.department[n] for n in subject.commitment.lead),
                )
