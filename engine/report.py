"""Findings of a run gathered into its report, with a tally for each plan and for all."""

from engine.model.catalog import Catalog
from engine.model.finding import Finding, PlanSummary, Report, Run, Tally


def report(catalog: Catalog, run: Run, findings: list[Finding], plans: frozenset[str]) -> Report:
    """The report of a run over the plans asked for."""
    summaries = tuple(
        PlanSummary(
            plan=e.plan.id,
            title=e.plan.title,
            document=e.plan.document,
            issuer=e.plan.issuer,
            office=e.plan.office or e.plan.issuer,
            jurisdiction=catalog.place(e.plan.jurisdiction),
            period=e.plan.period,
            policy=e.plan.policy,
            tally=Tally.of(f for f in findings if f.plan == e.plan.id),
            tasks=len(e.tasks) if e.tasks_read else None,
        )
        for e in catalog.plans
        if e.plan.id in plans
    )
    return Report(run=run, tally=Tally.of(findings), plans=summaries, findings=tuple(findings))
