"""L codes of jurisdictions: the registry itself, and what plans say of districts and of other places."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from engine import words
from engine.compare import final_value
from engine.lint.targets import ONE_SIDED
from engine.lint.walk import Found, commitments, hint
from engine.model.catalog import Catalog, Path, PlanEntry
from engine.model.diagnostic import Place
from engine.model.plan import Commitment
from engine.model.registry import Kind


def registry(catalog: Catalog) -> Found:
    """L211: each code, name and alias leads to one jurisdiction, and each parent is registered."""
    owner: dict[str, str] = {}
    for i, j in enumerate(catalog.jurisdictions):
        place = catalog.jurisdiction_marks.at("jurisdictions", i)
        for name in (j.code, j.name, *j.aliases):
            if name in owner:
                yield place, {"name": name, "other": owner[name]}
            owner.setdefault(name, j.name)


def unknown_places(catalog: Catalog) -> Found:
    """L212: every jurisdiction that a rule names is registered, once there is a registry."""
    if not catalog.jurisdictions:
        return
    for place, name in named(catalog):
        if name not in catalog.jurisdiction:
            yield place, {"name": name, "hint": hint(name, catalog.jurisdiction)}


def named(catalog: Catalog) -> Iterator[tuple[Place, str]]:
    """Every jurisdiction named, with its place."""
    for i, j in enumerate(catalog.jurisdictions):
        if j.parent:
            yield catalog.jurisdiction_marks.at("jurisdictions", i, "parent"), j.parent
    for entry in catalog.plans:
        yield entry.marks.at("plan", "jurisdiction"), entry.plan.jurisdiction
    for entry, c, path in commitments(catalog):
        yield from _named_by(entry, c, path)


def _named_by(entry: PlanEntry, c: Commitment, path: Path) -> Iterator[tuple[Place, str]]:
    """Jurisdictions that one commitment names."""
    if c.target.reference:
        yield entry.marks.at(*path, "target", "reference"), c.target.reference.jurisdiction
    if c.target.rank:
        yield entry.marks.at(*path, "target", "rank"), c.target.rank.within
    for district in c.decomposition or {}:
        yield entry.marks.at(*path, "decomposition", district), district


def parts_and_whole(catalog: Catalog) -> Found:
    """L213: the parts of a split target reach the whole (for a cap: do not exceed it)."""
    for entry, c, path in commitments(catalog):
        indicator = catalog.indicator.get(c.indicator)
        whole = final_value(c.target)
        if not c.decomposition or indicator is None or whole is None or indicator.kind is Kind.RATE:
            continue
        total = sum(c.decomposition.values(), Decimal(0))
        upward = ONE_SIDED.get(c.target.comparison, True)
        if (total < whole) if upward else (total > whole):
            fields: dict[str, object] = {
                "total": words.amount(total, c.target.unit),
                "whole": words.amount(whole, c.target.unit),
            }
            yield entry.marks.at(*path, "decomposition"), fields


def circles(catalog: Catalog) -> Found:
    """L219: nobody lies within itself; sums over districts would never end."""
    parents = {j.name: catalog.place(j.parent) for j in catalog.jurisdictions if j.parent}
    for i, j in enumerate(catalog.jurisdictions):
        above, seen = parents.get(j.name), set[str]()
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if j.name in seen:
            yield catalog.jurisdiction_marks.at("jurisdictions", i, "parent"), {"name": j.name}


CHECKS: dict[str, Callable[[Catalog], Found]] = {
    "L211": registry,
    "L212": unknown_places,
    "L213": parts_and_whole,
    "L219": circles,
}
