"""S codes: figures held against the registry and against each other."""

from collections.abc import Callable
from itertools import pairwise

from engine.lint.walk import Found, converts, hint, with_indicator
from engine.model.catalog import Catalog
from engine.model.observation import Observation
from engine.model.registry import Kind
from engine.model.target import Measure
from engine.quantity import plain
from engine.series import build


def unit_of_figures(catalog: Catalog, observations: list[Observation]) -> Found:
    """R106: a figure's unit must convert to the indicator's."""
    for o in observations:
        indicator = catalog.indicator.get(o.indicator)
        if indicator and not converts(o.unit, indicator):
            yield o.place, {"unit": o.unit, "expected": indicator.unit}


def contradictions(catalog: Catalog, observations: list[Observation]) -> Found:
    """S407: one key and status, one figure."""
    seen: dict[tuple[object, ...], Observation] = {}
    for o in observations:
        other = seen.setdefault((*o.key, o.status), o)
        if other is not o and (other.state, other.value, other.unit, other.bound) != (
            o.state,
            o.value,
            o.unit,
            o.bound,
        ):
            yield o.place, {"other": other.place}


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
                yield now.observation.place, fields


def unregistered_figures(catalog: Catalog, observations: list[Observation]) -> Found:
    """S410: figures of an indicator that no rule knows; said once for each file."""
    rows: dict[tuple[str, str], list[Observation]] = {}
    for o in observations:
        if o.indicator not in catalog.indicator:
            rows.setdefault((o.place.file, o.indicator), []).append(o)
    for (_, name), found in rows.items():
        yield found[0].place, {"id": name, "rows": len(found), "hint": hint(name, catalog.indicator)}


CHECKS: dict[str, Callable[[Catalog, list[Observation]], Found]] = {
    "R106": unit_of_figures,
    "S407": contradictions,
    "S408": negative_counts,
    "S409": falling_totals,
    "S410": unregistered_figures,
}
