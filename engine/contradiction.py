"""Accepted figures that contradict each other: any of them may be wrong, all stand, and no run can use them."""

from collections.abc import Iterable

from engine.lint import lint_observations
from engine.model.acceptance import Contradiction, Stated
from engine.model.catalog import Catalog
from engine.model.diagnostic import Place
from engine.model.inbox import Entry
from engine.model.observation import Observation
from engine.revision import figure_of

STOPS = "S407"
"""The diagnostic with which `check run` stops; what it says is what contradicts."""


def contradictions(
    catalog: Catalog, standing: Iterable[tuple[Entry, Iterable[Observation]]]
) -> tuple[Contradiction, ...]:
    """Each pair of figures that would stop a run, in the order in which the later ones were accepted."""
    known = [(entry, o) for entry, found in standing for o in found]
    # Files of two units may have one name, so that places tell them apart only once they are numbered.
    numbered = [o._replace(place=Place(str(n))) for n, (_, o) in enumerate(known)]
    found = (d for d in lint_observations(catalog, numbered) if d.code == STOPS)
    pairs = sorted((int(d.place.file), int(str(dict(d.fields)["other"]))) for d in found)
    return tuple(_contradiction(catalog, known[first], known[later]) for later, first in pairs)


def _contradiction(
    catalog: Catalog, first: tuple[Entry, Observation], later: tuple[Entry, Observation]
) -> Contradiction:
    """Two figures of one thing."""
    o = first[1]
    return Contradiction(
        indicator=o.indicator,
        jurisdiction=catalog.place(o.jurisdiction),
        year=o.year,
        case=o.case,
        figures=(_stated(*first), _stated(*later)),
    )


def _stated(entry: Entry, o: Observation) -> Stated:
    return Stated(number=entry.number, reporter=entry.unit, figure=figure_of(o))
