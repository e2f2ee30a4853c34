"""L codes of plans over time and above each other: revisions, superior plans, waivers."""

from collections.abc import Callable, Iterator

from engine.lint.walk import Found, hint
from engine.model.catalog import Catalog, PlanEntry
from engine.model.text import Text
from engine.superior import in_circle


def unknown_plans(catalog: Catalog) -> Found:
    """L214: a plan that is revised or superior is among the rules."""
    known = {e.plan.id for e in catalog.plans}
    for entry in catalog.plans:
        for key in ("revises", "superior"):
            name = getattr(entry.plan, key)
            if name and (name not in known or name == entry.plan.id):
                yield entry.marks.at("plan", key), {"id": name, "hint": hint(name, known - {entry.plan.id})}


def idle_revisions(catalog: Catalog) -> Found:
    """L215: a revision is of the same jurisdiction, dated later, and changes something."""
    plans = {e.plan.id: e for e in catalog.plans}
    for entry in catalog.plans:
        base = plans.get(entry.plan.revises or "")
        for why in _revision_problems(catalog, entry, base) if base else ():
            yield entry.marks.at("plan", "revises"), {"why": why}


def _revision_problems(catalog: Catalog, entry: PlanEntry, base: PlanEntry) -> Iterator[Text]:
    """What keeps a document from revising another."""
    if catalog.place(entry.plan.jurisdiction) != catalog.place(base.plan.jurisdiction):
        yield Text("两份文件的地区不同", "the jurisdictions differ")
    if entry.plan.issued is None:
        yield Text(
            "修订文件要写 issued（发文日期），目标自该年起调整",
            "a revision needs issued, the year from which it counts",
        )
    elif base.plan.issued and entry.plan.issued <= base.plan.issued:
        yield Text("修订文件的发文日期不晚于原文件", "the revision is not later than the document it revises")
    if not {c.id for c in entry.commitments} & {c.id for c in base.commitments}:
        yield Text("没有与原文件编号相同的承诺事项", "no commitment has the id of one that it revises")


def unusable_waivers(catalog: Catalog) -> Found:
    """L216: a waiver names a commitment of its plan and a span of days."""
    for entry in catalog.plans:
        known = {c.id for c in entry.commitments}
        for i, w in enumerate(entry.waivers):
            if w.commitment not in known:
                why = Text("没有这个承诺事项。{hint}", "no such commitment. {hint}")
                yield (
                    entry.waiver_marks.at("waivers", i, "commitment"),
                    {"why": why.fill({"hint": hint(w.commitment, known)})},
                )
            if w.from_ > w.until:
                why = Text("from 晚于 until", "from is later than until")
                yield entry.waiver_marks.at("waivers", i, "until"), {"why": why}


def circles(catalog: Catalog) -> Found:
    """L220: no plan stands above itself by way of others; each plan of the circle is named once."""
    for entry in catalog.plans:
        above = in_circle(catalog, entry)
        if above:
            names = [e.plan.id for e in (entry, *above, entry)]
            yield entry.marks.at("plan", "superior"), {"chain": " → ".join(names)}


CHECKS: dict[str, Callable[[Catalog], Found]] = {
    "L214": unknown_plans,
    "L215": idle_revisions,
    "L216": unusable_waivers,
    "L220": circles,
}
