"""Figures of an indicator in a jurisdiction: its own, added up from its districts, or of narrower scope."""

from collections.abc import Iterable
from typing import Protocol

from engine.model.catalog import Catalog
from engine.model.observation import Observation
from engine.model.registry import Indicator, Kind
from engine.series import Series, build, roll_up, widen


class Shelf(Protocol):
    """Where observations are looked up; every warehouse is one."""

    def observations(self, indicator: str, jurisdiction: str) -> Iterable[Observation]:
        """All figures of one indicator and jurisdiction, any year, any status."""
        ...


class Source:
    """Series from a shelf, by the catalog's knowledge of what lies in what."""

    def __init__(self, catalog: Catalog, shelf: Shelf) -> None:
        self.catalog = catalog
        self.shelf = shelf

    def series(self, indicator: Indicator, jurisdiction: str) -> Series:
        """Own figures first; districts fill the missing years of counts (never of rates), then narrower indicators."""
        found = self.whole(indicator, jurisdiction)
        for part in (i for i in self.catalog.indicators if indicator.id in i.narrower_than):
            same = {"unit": indicator.unit, "unit_aliases": (*indicator.unit_aliases, *part.unit_aliases)}
            found = widen(found, part, self.whole(part.model_copy(update=same), jurisdiction))
        return found

    def whole(self, indicator: Indicator, jurisdiction: str) -> Series:
        """Own figures of the very indicator, missing years of counts added up from the districts."""
        own = build(indicator, self.shelf.observations(indicator.id, jurisdiction))
        if indicator.kind is Kind.RATE:
            return own
        return roll_up(own, self.districts(indicator, jurisdiction), additive=indicator.additive)

    def districts(self, indicator: Indicator, jurisdiction: str) -> dict[str, Series]:
        """Series of each district directly below; empty when none of them has any figure."""
        below = {d: self.whole(indicator, d) for d in self.catalog.children.get(jurisdiction, ())}
        return below if any(below.values()) else {}

    def cases(self, indicator: Indicator, jurisdiction: str, year: int) -> list[Observation]:
        """The single cases reported for a year, the latest status of each."""
        best: dict[str, Observation] = {}
        for o in self.shelf.observations(indicator.id, jurisdiction):
            if o.case and o.year == year and (o.case not in best or o.status > best[o.case].status):
                best[o.case] = o
        return list(best.values())
