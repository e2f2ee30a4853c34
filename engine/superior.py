"""The chain of plans above a plan: county, city, province, nation."""

from engine.model.catalog import Catalog, PlanEntry


def superiors(catalog: Catalog, entry: PlanEntry) -> tuple[PlanEntry, ...]:
    """Plans above `entry`, nearest first; the walk ends where the chain does, or where it comes back to itself."""
    entries = {e.plan.id: e for e in catalog.plans}
    seen = [entry]
    while (above := entries.get(seen[-1].plan.superior or "")) and above not in seen:
        seen.append(above)
    return tuple(seen[1:])


def in_circle(catalog: Catalog, entry: PlanEntry) -> tuple[PlanEntry, ...]:
    """The chain above `entry` when it leads back to `entry`, else nothing."""
    above = superiors(catalog, entry)
    return above if above and above[-1].plan.superior == entry.plan.id else ()
