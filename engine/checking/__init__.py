"""Checks held against figures, wherever they come from: a form, a table, or figures that were stored before."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from engine.checking.figure import figures
from engine.checking.groups import clusters, keys, series
from engine.checking.ratios import ratios
from engine.checking.record import Record
from engine.checking.say import diagnostic
from engine.checking.sums import sums
from engine.checking.world import Forms, World
from engine.model.catalog import Catalog
from engine.model.check import Check, Predicate, Scope
from engine.model.diagnostic import Diagnostic
from engine.model.observation import Observation
from engine.model.office import Office
from engine.quantity import exact

SCOPES: Mapping[Scope, Callable[[World], Iterable[Record]]] = {
    "figure": figures,
    "key": keys,
    "series": series,
    "sum": sums,
    "ratio": ratios,
    "cluster": clusters,
}
"""Scope → its records, in the order of the figures."""


def check(
    catalog: Catalog,
    office: Office,
    checks: Sequence[tuple[Check, Predicate]],
    observations: Sequence[Observation],
    *,
    year: int | None,
    forms: Forms = (),
    earlier: Sequence[Observation] = (),
) -> Iterator[Diagnostic]:
    """What is wrong with `observations`, in no order: sort by `Diagnostic.order`.

    `year` is the year that was asked for; nothing is missing where none was. `forms` holds those of the observations
    that fill in a form of ours; `earlier` are figures that were accepted before: they are compared with, never judged.
    """
    world = World(catalog, office, observations, year, forms, earlier)
    for scope, records in SCOPES.items():
        wanted = [pair for pair in checks if pair[0].scope == scope]
        if wanted:
            yield from _broken(records(world), wanted)


@exact
def _broken(records: Iterable[Record], checks: list[tuple[Check, Predicate]]) -> list[Diagnostic]:
    """A diagnostic for each record and check that does not hold of it; one that does not apply says nothing."""
    return [diagnostic(c, record) for record in records for c, holds in checks if holds(record.fields) is False]
