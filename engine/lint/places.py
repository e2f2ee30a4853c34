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
from engine.model.text import Text


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


def known(catalog: Catalog) -> frozenset[str]:
    """Every name of a jurisdiction that the rules know."""
    return frozenset({*catalog.jurisdiction, *(name for _, name in named(catalog))})


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


def unfit_places(catalog: Catalog) -> Found:
    """L221: districts share one target once each, a rank has competitors, a reference is somebody else."""
    for entry, c, path in commitments(catalog):
        home = catalog.place(entry.plan.jurisdiction)
        for key, why in _place_problems(catalog, c, home):
            yield entry.marks.at(*path, *key), {"why": why}


def _place_problems(catalog: Catalog, c: Commitment, home: str) -> Iterator[tuple[Path, Text]]:
    """Where and why a jurisdiction does not fit."""
    parts = c.decomposition or {}
    names = [catalog.place(name) for name in parts]
    if len(set(names)) < len(names) or home in names or any(part < 0 for part in parts.values()):
        yield (
            ("decomposition",),
            Text("各地不得重复，不得是本级，数不得为负", "each district once, not the plan's own place, none negative"),
        )
    below = catalog.children.get(home, ())
    if below and (strange := [n for n in names if n not in below]):
        yield ("decomposition",), Text(f"{'、'.join(strange)}不在{home}之下", f"{', '.join(strange)} not below {home}")
    rank, reference = c.target.rank, c.target.reference
    if rank and home not in catalog.children.get(catalog.place(rank.within), ()):
        within = Text(
            f"排名需要在 jurisdictions.yaml 中登记“{rank.within}”及其下属地区，并包含{home}",
            f"a rank needs {rank.within} with its parts in jurisdictions.yaml, {home} among them",
        )
        yield ("target", "rank"), within
    if reference and catalog.place(reference.jurisdiction) == home and reference.indicator in {None, c.indicator}:
        yield ("target", "reference"), Text("不能参照自己", "a target cannot refer to itself")


CHECKS: dict[str, Callable[[Catalog], Found]] = {
    "L211": registry,
    "L212": unknown_places,
    "L213": parts_and_whole,
    "L221": unfit_places,
    "L219": circles,
}
