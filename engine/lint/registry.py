"""L codes: rule files held against each other; ids, names, indicators, departments, periods."""

from collections import Counter
from collections.abc import Callable, Iterable

from engine.lint.walk import Found, commitments, hint, owned
from engine.model.catalog import Catalog
from engine.model.diagnostic import Place
from engine.quote import span, years


def folder_name(catalog: Catalog) -> Found:
    """L201: the folder is the registration."""
    for entry in catalog.plans:
        if entry.plan.id != entry.folder:
            yield entry.marks.at("plan", "id"), {"id": entry.plan.id, "folder": entry.folder}


def duplicate_ids(catalog: Catalog) -> Found:
    """L202: an id names one thing."""
    for entry in catalog.plans:
        yield from _duplicates((c.id, entry.marks.at("commitments", i, "id")) for i, c in enumerate(entry.commitments))
        yield from _duplicates((t.id, entry.task_marks.at("tasks", i, "id")) for i, t in enumerate(entry.tasks))
    marks = catalog.indicator_marks
    yield from _duplicates((x.id, marks.at("indicators", i, "id")) for i, x in enumerate(catalog.indicators))


def _duplicates(named: Iterable[tuple[str, Place]]) -> Found:
    seen: dict[str, Place] = {}
    for name, place in named:
        if name in seen:
            yield place, {"id": name, "other": seen[name]}
        seen.setdefault(name, place)


def unknown_indicators(catalog: Catalog) -> Found:
    """L203: every indicator that a rule names is registered."""
    for entry, c, path in commitments(catalog):
        if c.indicator not in catalog.indicator:
            yield (
                entry.marks.at(*path, "indicator"),
                {"id": c.indicator, "hint": hint(c.indicator, catalog.indicator)},
            )
        referred = c.target.reference.indicator if c.target.reference else None
        if referred and referred not in catalog.indicator:
            place = entry.marks.at(*path, "target", "reference", "indicator")
            yield place, {"id": referred, "hint": hint(referred, catalog.indicator)}
    for i, x in enumerate(catalog.indicators):
        for key in ("narrower_than", "numerator", "denominator", "parts"):
            named = getattr(x, key) or ()
            for other in [named] if isinstance(named, str) else named:
                if other not in catalog.indicator:
                    place = catalog.indicator_marks.at("indicators", i, key)
                    yield place, {"id": other, "hint": hint(other, catalog.indicator)}


def unknown_departments(catalog: Catalog) -> Found:
    """L204: every unit that answers is registered."""
    for marks, promise, path in owned(catalog):
        for key in ("lead", "support"):
            for j, name in enumerate(getattr(promise, key)):
                if name not in catalog.department:
                    yield marks.at(*path, key, j), {"name": name, "hint": hint(name, catalog.department)}


def department_names(catalog: Catalog) -> Found:
    """L205: a name or alias leads to one department."""
    owner: dict[str, str] = {}
    for i, d in enumerate(catalog.departments):
        for name in (d.name, *d.aliases):
            if name in owner:
                yield catalog.department_marks.at("departments", i), {"name": name, "other": owner[name]}
            owner.setdefault(name, d.name)


def repeated_departments(catalog: Catalog) -> Found:
    """L206: a unit leads or supports, once."""
    for marks, promise, path in owned(catalog):
        names = [catalog.department.get(n, n) for n in (*promise.lead, *promise.support)]
        for name in (n for n, times in Counter(names).items() if times > 1):
            yield marks.at(*path, "lead"), {"name": name}


def due_year(catalog: Catalog) -> Found:
    """L207: the due year, and that of each milestone, is said by the quote (but as a base), or is the plan's last."""
    for entry, c, path in commitments(catalog):
        change, base = c.target.change, c.trajectory.baseline
        bases = {change.base_year if change else None, base.year if base else None}
        said = years(c.quote) - bases or {entry.plan.end}
        dates = sorted(c.target.values or ([c.target.due] if c.target.due else []))
        for due in (d for d in dates if d not in said):
            yield entry.marks.at(*path, "target"), {"due": due, "end": entry.plan.end}


def period_and_title(catalog: Catalog) -> Found:
    """L208: the period is the one of the title."""
    for entry in catalog.plans:
        first, last = entry.plan.period
        if first > last or span(entry.plan.title) not in (None, (first, last)):
            yield entry.marks.at("plan", "period"), {"period": f"{first}—{last}"}


def conflicting_targets(catalog: Catalog) -> Found:
    """L209: one plan asks one thing of one indicator at one date, by one side of comparison."""
    for entry in catalog.plans:
        seen: dict[tuple[object, ...], Place] = {}
        for i, c in enumerate(entry.commitments):
            key = (c.indicator, c.measure, c.target.deadline, c.target.comparison, c.target.held_against)
            place = entry.marks.at("commitments", i, "target")
            if key in seen:
                yield place, {"other": seen[key]}
            seen.setdefault(key, place)


CHECKS: dict[str, Callable[[Catalog], Found]] = {
    "L201": folder_name,
    "L202": duplicate_ids,
    "L203": unknown_indicators,
    "L204": unknown_departments,
    "L205": department_names,
    "L206": repeated_departments,
    "L207": due_year,
    "L208": period_and_title,
    "L209": conflicting_targets,
}
