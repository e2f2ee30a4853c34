"""What a percentage usually is: a value to hold its magnitude against, not a bound."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from engine.checking.due import due
from engine.checking.world import World
from engine.model.observation import Observation
from engine.model.text import Text
from engine.written import COMPARABLE


class Usual(NamedTuple):
    """A value in the indicator's unit, and where it comes from, worded to stand before it."""

    value: Decimal
    source: Text


EARLIER = Text("{year}年", "{year} had")
TARGET = Text("目标值", "the target is")
OTHERS = Text("同年各地（中位数）", "jurisdictions usually gave")


class Percentages:
    """The latest figure before it, not only last year's; else the target due nearest to it; else that of others."""

    def __init__(self, world: World) -> None:
        self.world = world

    def usual(self, o: Observation, latest: Observation | None) -> Usual | None:
        """What the figure is held against; None where it is no percentage, or nothing is known of its indicator."""
        scale = self.world.scales.get(o.indicator)
        if scale is None or scale.indicator.unit != "%":
            return None
        before = scale.value(latest) if latest else None
        if latest and before is not None:
            return Usual(before, EARLIER.fill({"year": latest.year}))
        if targets := self._targets.get(o.indicator):
            return Usual(min(targets, key=lambda due_target: (abs(due_target[0] - o.year), due_target[1]))[1], TARGET)
        others = self._of_year.get((o.indicator, o.year))
        return None if others is None else Usual(others, OTHERS)

    @cached_property
    def _targets(self) -> Mapping[str, frozenset[tuple[int, Decimal]]]:
        """Indicator → its targets that are plain numbers, each after the year in which it is due."""
        targets: dict[str, set[tuple[int, Decimal]]] = {}
        for d in due(self.world):
            targets.setdefault(d.indicator.id, set()).add((d.year, d.target))
        return {name: frozenset(found) for name, found in targets.items()}

    @cached_property
    def _of_year(self) -> Mapping[tuple[str, int], Decimal]:
        """Indicator and year → the median of all jurisdictions, of two in the middle the greater: one may be wrong."""
        found: dict[tuple[str, int], list[Decimal]] = {}
        for (name, _, case), years in self.world.known.items():
            scale = self.world.scales.get(name)
            if scale and scale.indicator.unit == "%" and not case:
                for year, o in years.items():
                    value = scale.value(o) if o.bound in COMPARABLE else None
                    if value is not None:
                        found.setdefault((name, year), []).append(value)
        return {key: sorted(values)[len(values) // 2] for key, values in found.items()}
