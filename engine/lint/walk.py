"""Walks over a catalog that several checks share, and the advice they give."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from engine.model.catalog import Catalog, Marks, Path, PlanEntry
from engine.model.diagnostic import Place
from engine.model.plan import Commitment, Task
from engine.model.registry import Indicator
from engine.model.target import Target
from engine.model.text import Text
from engine.words import PLACE_UNIT
from engine.written import converts

Found = Iterator[tuple[Place, dict[str, object]]]
"""What a check yields: where, and the fields of its code's sentence; the caller stamps the code."""


def hint(word: str, known: Iterable[str]) -> Text:
    """Advice that names the closest known word."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return (
        Text(f"是否应为“{close[0]}”？", f"Did you mean '{close[0]}'?")
        if close
        else Text("请先登记。", "Register it first.")
    )


MOST_HINTS = 200
"""Words that are searched for the closest known one; a file of strangers only would take minutes."""


class Hints:
    """Advice for many words against the same known ones; each is searched once, and only so many are."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = sorted(known)
        self._said: dict[str, Text] = {}

    def of(self, word: str) -> Text:
        """The closest known word, or to register it."""
        if word not in self._said:
            self._said[word] = hint(word, self._known if len(self._said) < MOST_HINTS else ())
        return self._said[word]


def commitments(catalog: Catalog) -> Iterator[tuple[PlanEntry, Commitment, Path]]:
    """Every commitment with its plan and its path in the file."""
    for entry in catalog.plans:
        for i, commitment in enumerate(entry.commitments):
            yield entry, commitment, ("commitments", i)


def with_indicator(catalog: Catalog) -> Iterator[tuple[PlanEntry, Commitment, Path, Indicator]]:
    """Every commitment whose indicator is registered and whose unit converts; the others have their own codes."""
    for entry, commitment, path in commitments(catalog):
        indicator = catalog.indicator.get(commitment.indicator)
        if indicator and fits(commitment.target, indicator):
            yield entry, commitment, path, indicator


def own_unit(target: Target, indicator: Indicator) -> str:
    """The unit that a target is to be written in, up to conversion."""
    if target.rank:
        return PLACE_UNIT
    if target.change:
        return CHANGE_UNITS[target.change.by]
    return indicator.unit


CHANGE_UNITS = {"percent": "%", "points": "百分点"}


def fits(target: Target, indicator: Indicator) -> bool:
    """Whether a target's unit is one that its condition can have; points are differences of percentages only."""
    if target.change and target.change.by == "points" and indicator.unit != "%":
        return False
    if target.rank or target.change:
        return target.unit == own_unit(target, indicator)
    return converts(target.unit, indicator)


def owned(catalog: Catalog) -> Iterator[tuple[Marks, Commitment | Task, Path]]:
    """Everything with lead and support: marks, promise, path."""
    for entry in catalog.plans:
        for i, c in enumerate(entry.commitments):
            yield entry.marks, c, ("commitments", i)
        for i, t in enumerate(entry.tasks):
            yield entry.task_marks, t, ("tasks", i)
