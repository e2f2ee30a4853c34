"""S codes: figures held against the registry and against each other."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from engine import words
from engine.lint import places
from engine.lint.walk import Found, Hints, converts, with_indicator
from engine.model.catalog import Catalog
from engine.model.observation import Observation
from engine.model.registry import Indicator, Kind
from engine.model.target import Measure
from engine.model.text import Text
from engine.quantity import plain
from engine.series import Series, build, figure_of, roll_up


def unit_of_figures(catalog: Catalog, observations: list[Observation]) -> Found:
    """R106: a figure's unit must convert to the indicator's."""
    for o in observations:
        indicator = catalog.indicator.get(o.indicator)
        if indicator and not converts(o.unit, indicator):
            yield o.place, {"unit": o.unit, "expected": indicator.unit}


def contradictions(catalog: Catalog, observations: list[Observation]) -> Found:
    """S407: one indicator, jurisdiction, year, case and status, one figure, however names and units are written.

    An empty cell contradicts nothing: of several units that are asked, one may leave it to the others.
    """
    seen: dict[tuple[object, ...], Observation] = {}
    for o in (o for o in observations if o.state != "missing"):
        key = (o.indicator, catalog.place(o.jurisdiction), o.year, o.case, o.status)
        other = seen.setdefault(key, o)
        if other is not o and not _same(o, other, catalog.indicator.get(o.indicator)):
            named = catalog.indicator.get(o.indicator)
            about = {"name": named.name if named else o.indicator, "where": key[1], "year": o.year}
            yield o.place, {**about, "value": _written(o), "other_value": _written(other), "other": other.place}


def _written(o: Observation) -> Text:
    """The figure with its word and unit, as a reader knows it."""
    if o.value is None:
        return Text("“-”", "'-'")
    bound, amount = words.BOUND_WORDS[o.bound], words.amount(o.value, o.unit)
    return Text(f"{bound.zh}{amount.zh}", f"{bound.en}{amount.en}")


def _same(one: Observation, other: Observation, indicator: Indicator | None) -> bool:
    """Whether two figures say the same."""
    if indicator and converts(one.unit, indicator) and converts(other.unit, indicator):
        figures = [figure_of(indicator, o) for o in (one, other)]
        return figures[0].state == figures[1].state and figures[0].interval == figures[1].interval
    return (one.state, one.value, one.unit, one.bound) == (other.state, other.value, other.unit, other.bound)


def negative_counts(catalog: Catalog, observations: list[Observation]) -> Found:
    """S408: stocks and flows count things."""
    for o in observations:
        indicator = catalog.indicator.get(o.indicator)
        if indicator and indicator.kind is not Kind.RATE and o.value is not None and o.value < 0:
            yield o.place, {"value": plain(o.value)}


def falling_totals(catalog: Catalog, observations: list[Observation]) -> Found:
    """S409: a running total (a stock measured as cumulative) cannot fall."""
    running = {
        c.indicator
        for _, c, _, i in with_indicator(catalog)
        if c.measure is Measure.CUMULATIVE and i.kind is Kind.STOCK
    }
    groups: dict[tuple[str, str], list[Observation]] = {}
    for o in observations:
        if o.indicator in running and converts(o.unit, catalog.indicator[o.indicator]):
            groups.setdefault((o.indicator, o.jurisdiction), []).append(o)
    for (name, _), group in groups.items():
        figures_ = [f for f in build(catalog.indicator[name], group).values() if f.value is not None]
        for before, now in pairwise(figures_):
            if now.value is not None and before.value is not None and now.value < before.value:
                fields = {"year": now.year, "value": plain(now.value), "before": plain(before.value)}
                yield now.observations[0].place, fields


def unregistered_figures(catalog: Catalog, observations: list[Observation]) -> Found:
    """S410: figures of an indicator that no rule knows; said once for each file."""
    rows: dict[tuple[str, str], list[Observation]] = {}
    for o in observations:
        if o.indicator not in catalog.indicator:
            rows.setdefault((o.place.file, o.indicator), []).append(o)
    hints = Hints(catalog.indicator)
    for (_, name), found in rows.items():
        yield found[0].place, {"id": name, "rows": len(found), "hint": hints.of(name)}


def unregistered_places(catalog: Catalog, observations: list[Observation]) -> Found:
    """S415: figures of a jurisdiction that no rule knows; said once for each file."""
    known = places.known(catalog)
    rows: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for o in observations:
        if o.jurisdiction not in known:
            rows[o.place.file, o.jurisdiction].append(o)
    hints = Hints(known)
    for (_, name), found in rows.items():
        yield found[0].place, {"name": name, "rows": len(found), "hint": hints.of(name)}


def sums_of_districts(catalog: Catalog, observations: list[Observation]) -> Found:
    """S414: the sum of all districts agrees with the city's own figure, within the indicator's tolerance."""
    groups: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for o in observations:
        groups[o.indicator, catalog.place(o.jurisdiction)].append(o)
    for (name, city), group in groups.items():
        indicator = catalog.indicator.get(name)
        districts = {d: groups.get((name, d), []) for d in catalog.children.get(city, ())}
        if indicator is None or indicator.kind is Kind.RATE or not any(districts.values()):
            continue
        if all(converts(o.unit, indicator) for o in [*group, *(x for d in districts.values() for x in d)]):
            yield from _disagreements(indicator, build(indicator, group), districts)


def _disagreements(indicator: Indicator, own: Series, districts: dict[str, list[Observation]]) -> Found:
    """Years in which the sum lies outside what is allowed around the own figure; silent districts add at least 0."""
    added = roll_up({}, {d: build(indicator, found) for d, found in districts.items()})
    for year, total in added.items():
        mine = own.get(year)
        if mine is None or mine.value is None or total.value is None:
            continue
        allowed = indicator.agreement.around(mine.value) if indicator.agreement else Decimal(0)
        if total.interval.distance(mine.interval) > allowed:
            amounts = {"total": total.value, "own": mine.value, "allowed": allowed}
            fields = {k: words.amount(v, indicator.unit) for k, v in amounts.items()}
            yield mine.observations[0].place, {"year": year, **fields}


CHECKS: dict[str, Callable[[Catalog, list[Observation]], Found]] = {
    "R106": unit_of_figures,
    "S407": contradictions,
    "S408": negative_counts,
    "S409": falling_totals,
    "S410": unregistered_figures,
    "S415": unregistered_places,
    "S414": sums_of_districts,
}
