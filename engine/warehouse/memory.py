"""Observations in memory, for a few files: the shelf that `check run` judges from."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from engine.model.observation import Observation


class Memory:
    """A shelf over observations already read."""

    def __init__(self, observations: Iterable[Observation], place: Callable[[str], str] = str) -> None:
        """`place` gives the registered name of a jurisdiction."""
        self._shelf: dict[tuple[str, str], list[Observation]] = defaultdict(list)
        for o in observations:
            self._shelf[o.indicator, place(o.jurisdiction)].append(o)

    def observations(self, indicator: str, jurisdiction: str) -> Iterable[Observation]:
        """All figures of one indicator and jurisdiction, any year, any status."""
        return self._shelf.get((indicator, jurisdiction), ())
