"""What rules and figures lack of each other: commitments without figures, figures and indicators without a use."""

from collections.abc import Iterable, Iterator

from engine.criterion import deadline_of
from engine.gather import Shelf, Source
from engine.model.catalog import Catalog, PlanEntry
from engine.model.coverage import Coverage, Figured, TaskRef, TasksOfPlan, UnusedIndicator, WithoutFigures
from engine.model.observation import Observation
from engine.model.plan import Commitment, Plan
from engine.model.registry import Indicator
from engine.model.target import Measure
from engine.series import Series, is_known


def coverage(
    catalog: Catalog, observations: Iterable[Observation], shelf: Shelf, year: int | None, plans: frozenset[str]
) -> Coverage:
    """The coverage of the plans asked for by the figures up to `year`; `shelf` holds the same observations."""
    source = Source(catalog, shelf)
    entries = [e for e in catalog.plans if e.plan.id in plans]
    begun = [(e, c) for e in entries for c in e.commitments if year is None or e.plan.start <= year]
    used = _used(catalog)
    return Coverage(
        year=year,
        commitments=len(begun),
        without_figures=tuple(w for e, c in begun if (w := _without_figures(source, e.plan, c, year))),
        unused_figures=tuple(_unused_figures(catalog, observations, used, year)),
        unused_indicators=tuple(
            UnusedIndicator(indicator=i.id, name=i.name) for i in catalog.indicators if i.id not in used
        ),
        tasks=tuple(_tasks(e) for e in entries if e.tasks),
    )


def _without_figures(source: Source, plan: Plan, c: Commitment, year: int | None) -> WithoutFigures | None:
    """The commitment when no year of its plan has a figure to judge it by; '-' is one, an empty cell is not."""
    indicator, place = source.catalog.indicator[c.indicator], source.catalog.place(plan.jurisdiction)
    last = max(plan.end, deadline_of(c, plan))
    years = range(plan.start, (last if year is None else min(last, year)) + 1)
    if any(_judged_years(source, indicator, c, place, years)):
        return None
    parts = [i for i in source.catalog.indicators if indicator.id in i.narrower_than]
    narrower = (_figured(i, source.whole(i, place), years) for i in parts)
    return WithoutFigures(
        commitment=f"{plan.id}/{c.id}",
        title=c.title,
        indicator=indicator.id,
        indicator_name=indicator.name,
        jurisdiction=place,
        narrower=tuple(f for f in narrower if f.years),
    )


def _judged_years(source: Source, indicator: Indicator, c: Commitment, place: str, years: range) -> Iterator[int]:
    """Years with a figure of its own or of its districts, with single cases, or with both parts of a ratio."""
    yield from _known(source.whole(indicator, place), years)
    yield from (y for y in years if source.cases(indicator, place, y))
    if c.measure is Measure.RATIO and indicator.numerator and indicator.denominator:
        parts = (source.catalog.indicator[p] for p in (indicator.numerator, indicator.denominator))
        over, under = (set(_known(source.whole(p, place), years)) for p in parts)
        yield from over & under


def _known(series: Series, years: range) -> Iterator[int]:
    """Years that have a figure or '-'."""
    return (y for y in years if is_known(series, y))


def _figured(indicator: Indicator, series: Series, years: range) -> Figured:
    """An indicator with the years that it has numbers for."""
    found = tuple(y for y in years if y in series and series[y].state == "reported")
    return Figured(indicator=indicator.id, name=indicator.name, figures=len(found), years=found)


def _used(catalog: Catalog) -> set[str]:
    """Indicators that some commitment is judged by: its own, one it refers to, and the parts of these."""
    used: set[str] = set()
    for c in (c for e in catalog.plans for c in e.commitments):
        used.add(c.indicator)
        if c.target.reference and c.target.reference.indicator:
            used.add(c.target.reference.indicator)
    while more := {part for part in _parts(catalog, used) if part not in used}:
        used |= more
    return used


def _parts(catalog: Catalog, used: set[str]) -> Iterator[str]:
    """Numerators and denominators of the indicators used, and indicators of narrower scope."""
    for i in catalog.indicators:
        if i.id in used:
            yield from (p for p in (i.numerator, i.denominator) if p)
        elif used.intersection(i.narrower_than):
            yield i.id


def _unused_figures(
    catalog: Catalog, observations: Iterable[Observation], used: set[str], year: int | None
) -> Iterator[Figured]:
    """Indicators that have figures which no commitment uses, in order of their ids."""
    years: dict[str, list[int]] = {}
    for o in observations:
        if o.indicator not in used and o.state == "reported" and (year is None or o.year <= year):
            years.setdefault(o.indicator, []).append(o.year)
    for name, found in sorted(years.items()):
        registered = catalog.indicator.get(name)
        yield Figured(
            indicator=name,
            name=registered.name if registered else None,
            figures=len(found),
            years=tuple(sorted(set(found))),
        )


def _tasks(entry: PlanEntry) -> TasksOfPlan:
    """Tasks of a plan, and those without evidence."""
    without = tuple(TaskRef(id=t.id, title=t.title) for t in entry.tasks if not t.evidence)
    return TasksOfPlan(plan=entry.plan.id, tasks=len(entry.tasks), without_evidence=without)
