"""The catalog as a flat list: each number in its indicator's base unit, each unit by its registered name."""

from engine.compare import final_value
from engine.criterion import unit_factor
from engine.model.catalog import Catalog, PlanEntry
from engine.model.listing import ListedCommitment, ListedTask, Listing
from engine.model.plan import Commitment


def listing(catalog: Catalog, plans: frozenset[str]) -> Listing:
    """Commitments and tasks of the plans asked for, in order of plans and rules."""
    entries = [e for e in catalog.plans if e.plan.id in plans]
    return Listing(
        commitments=tuple(_commitment(catalog, e, c) for e in entries for c in e.commitments),
        tasks=tuple(
            ListedTask(
                plan=e.plan.id,
                id=t.id,
                title=t.title,
                lead=tuple(catalog.department[n] for n in t.lead),
                support=tuple(catalog.department[n] for n in t.support),
                clause=t.clause,
                quote=t.quote,
            )
            for e in entries
            for t in e.tasks
        ),
    )


def _commitment(catalog: Catalog, entry: PlanEntry, c: Commitment) -> ListedCommitment:
    """One commitment as listed."""
    t, indicator = c.target, catalog.indicator[c.indicator]
    factor = unit_factor(c, indicator)
    value = final_value(t)
    tolerance = t.tolerance.around(value) if t.tolerance and value is not None else None
    return ListedCommitment(
        plan=entry.plan.id,
        id=c.id,
        title=c.title,
        indicator=c.indicator,
        jurisdiction=entry.plan.jurisdiction,
        measure=c.measure,
        comparison=t.comparison,
        value=None if value is None else value * factor,
        low=None if t.low is None else t.low * factor,
        high=None if t.high is None else t.high * factor,
        values={y: v * factor for y, v in t.values.items()} if t.values else None,
        tolerance=None if tolerance is None else tolerance * factor,
        favourable=t.favourable,
        unit=t.unit if t.rank or t.change else indicator.unit,
        due=t.deadline,
        every_year=t.every_year,
        nature=c.nature,
        lead=tuple(catalog.department[n] for n in c.lead),
        support=tuple(catalog.department[n] for n in c.support),
        clause=c.clause,
        quote=c.quote,
        note=c.note,
    )
