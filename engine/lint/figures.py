"""S codes: figures held against the registry and against each other."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise

from engine import words
from engine.agreement import alike, districts_contradict, fell, held_against, running_totals
from engine.lint.walk import Found, Hints
from engine.model.catalog import Catalog
from engine.model.observation import Observation
from engine.model.registry import Indicator, Kind
from engine.quantity import plain
from engine.series import Figure, build, figure_of, is_provisional
from engine.written import Scale, as_given, converts


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
            yield o.place, {**about, "value": as_given(o), "other_value": as_given(other), "other": other.place}


def _same(one: Observation, other: Observation, indicator: Indicator | None) -> bool:
    """Whether two figures say the same."""
    if indicator and converts(one.unit, indicator) and converts(other.unit, indicator):
        figures = [figure_of(indicator, o) for o in (one, other)]
        return figures[0].state == figures[1].state and figures[0].interval == figures[1].interval
    return (one.state, one.value, one.unit, one.bound) == (other.state, other.value, other.unit, other.bound)


def negative_counts(catalog: Catalog, observations: list[Observation]) -> Found:
    """S408: stocks and flows count things, unless an indicator declares that it can be less than nothing."""
    for o in observations:
        indicator = catalog.indicator.get(o.indicator)
        value = Scale(indicator).value(o) if indicator and indicator.kind is not Kind.RATE and o.value else None
        least = min(indicator.minimum or Decimal(0), Decimal(0)) if indicator else Decimal(0)
        if value is not None and value < least:
            yield o.place, {"value": plain(value)}


def falling_totals(catalog: Catalog, observations: list[Observation]) -> Found:
    """S409: a running total (a stock measured as cumulative) cannot fall below a figure that was final."""
    running = running_totals(catalog)
    for (name, _), group in _by_place(catalog, [o for o in observations if o.indicator in running]).items():
        scale = Scale(catalog.indicator[name])
        figures = [f for f in build(scale.indicator, scale.converted(group)).values() if f.value is not None]
        for before, now in pairwise(figures):
            spans = [scale.span(f.observations[0]) for f in (before, now)]
            if spans[0] and spans[1] and fell(spans[0], spans[1]) and not is_provisional(before):
                fields = {"year": now.year, "value": plain(spans[1].value), "before": plain(spans[0].value)}
                yield now.observations[0].place, fields


def _by_place(catalog: Catalog, observations: list[Observation]) -> dict[tuple[str, str], list[Observation]]:
    """Figures by indicator and registered name of the jurisdiction."""
    groups: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for o in observations:
        groups[o.indicator, catalog.place(o.jurisdiction)].append(o)
    return groups


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
    rows: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for o in observations:
        if o.jurisdiction not in catalog.places:
            rows[o.place.file, o.jurisdiction].append(o)
    hints = Hints(catalog.places)
    for (_, name), found in rows.items():
        yield found[0].place, {"name": name, "rows": len(found), "hint": hints.of(name)}


def sums_of_districts(catalog: Catalog, observations: list[Observation]) -> Found:
    """S414: the sum of all districts agrees with the city's own figure, within rounding and what is tolerated."""
    groups = _by_place(catalog, observations)
    for (name, city), group in groups.items():
        indicator, below = catalog.indicator.get(name), catalog.children.get(city, ())
        if indicator is None or indicator.kind is Kind.RATE or not below:
            continue
        scale = Scale(indicator)
        everyone = (group, *(groups.get((name, d), []) for d in below))
        own, *parts = (build(indicator, scale.converted(found)) for found in everyone)
        for figure in own.values():
            yield from _disagreement(scale, figure, [s.get(figure.year) for s in parts])


def _disagreement(scale: Scale, own: Figure, parts: list[Figure | None]) -> Found:
    """The own figure of a year, where the districts contradict it; figures that may still change are not compared."""
    figures = [f.observations[0] for f in (own, *parts) if f and f.state == "reported"]
    spans = [span for o in figures if (span := scale.span(o))]
    if own.state != "reported" or len(spans) == 1 or not alike(figures):
        return
    indicator = scale.indicator
    found = held_against(spans[0], spans[1:], indicator.agreement)
    complete = all(f and f.state != "missing" for f in parts)
    if districts_contradict(found, spans[0], indicator, complete=complete):
        amounts = {"total": found.total, "own": spans[0].value, "allowed": found.allowed}
        fields = {k: words.amount(v, indicator.unit) for k, v in amounts.items()}
        yield own.observations[0].place, {"year": own.year, **fields}


CHECKS: dict[str, Callable[[Catalog, list[Observation]], Found]] = {
    "R106": unit_of_figures,
    "S407": contradictions,
    "S408": negative_counts,
    "S409": falling_totals,
    "S410": unregistered_figures,
    "S415": unregistered_places,
    "S414": sums_of_districts,
}

SAID_BY: Mapping[str, frozenset[str]] = {
    "R106": frozenset({"C103", "C104"}),
    "S407": frozenset({"C207", "C211"}),
    "S408": frozenset({"C203"}),
    "S409": frozenset({"C507"}),
    "S410": frozenset({"C101"}),
    "S414": frozenset({"C403", "C404"}),
    "S415": frozenset({"C102"}),
}
"""Code → checks of rules/checks.yaml that say the same of a submission."""
