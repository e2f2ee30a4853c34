"""What is offered to an inbox, and what becomes of it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from engine.model.acceptance import FigureChange
from engine.model.inbox import Entry
from engine.model.observation import Observation
from engine.model.submission import Submission


class Offer(NamedTuple):
    """One sound file; its figures carry their reporter and day of receipt already."""

    path: Path
    submission: Submission
    unit: str
    year: int | None


class Circumstances(NamedTuple):
    """When, by what program and which rules files are accepted, and whether figures may be cut from older ones.

    `place` gives the registered name of a jurisdiction.
    """

    received_at: datetime
    tool: str
    rules_sha256: str
    replace: bool
    place: Callable[[str], str]


class Taken(NamedTuple):
    """What became of an offer: its entry, whether it is new, the figures that it replaces, and what came `later`.

    `later` are numbers of submissions of the same unit and year that were recorded before, as received on a later day.

    It is refused when it clashes with others: with earlier ones (numbers) whose figures (`harmed`) it would harm, or
    with another file of the same call (the number that that file would get), or when it would revise what came later.
    """

    offer: Offer
    entry: Entry
    new: bool
    before: tuple[Observation, ...]
    partly: tuple[int, ...] = ()
    within: tuple[int, ...] = ()
    harmed: tuple[FigureChange, ...] = ()
    later: tuple[int, ...] = ()
    backdated: tuple[int, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether it cannot be stored, and with it no other file of its call."""
        return bool(self.partly or self.within or self.backdated)
