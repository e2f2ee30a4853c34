"""Quotes held against the plan document itself: verbatim, under the clause named, from the very file that was read."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from engine.model.catalog import Marks, PlanEntry
from engine.model.diagnostic import Diagnostic
from engine.model.plan import Commitment, Plan, Task
from engine.quote import fold

OPENING = "引言"
"""Clause of what stands before the first numbered heading."""

_CHINESE = "一二三四五六七八九十"
_CLAUSE = re.compile(
    rf"(?:第(?P<item>[{_CHINESE}百]+)条|(?P<top>[{_CHINESE}]+)(?:\((?P<mid>[{_CHINESE}]+)\))?(?P<low>\d+)?)"
)
_LEVELS = {
    "item": (rf"第[{_CHINESE}百]+条", "第{}条"),
    "top": (rf"[{_CHINESE}]+,", "{},"),
    "mid": (rf"\([{_CHINESE}]+\)", "({})"),
    "low": (r"\d+\.", "{}."),
}
"""Level of a heading → how any of its headings begins a folded line, and how a given one does."""


class Document(NamedTuple):
    """One plan document as read from disk."""

    name: str
    sha256: str
    text: str


def document_of(plan: Plan, documents: Sequence[Document]) -> Document | None:
    """The plan's document: by content hash, else by file name."""
    if plan.source is None:
        return None
    by_hash = (d for d in documents if d.sha256 == plan.source.sha256)
    by_name = (d for d in documents if d.name == plan.source.file)
    return next(by_hash, None) or next(by_name, None)


def verify(entry: PlanEntry, documents: Sequence[Document], folder: str) -> tuple[int, list[Diagnostic]]:
    """How many quotes of a plan stand verbatim in its document, and everything that does not."""
    plan, marks = entry.plan, entry.marks
    document = document_of(plan, documents)
    if document is None:
        return 0, [Diagnostic.of("Q313", marks.at("plan", "source"), folder=folder)]
    problems = list(_head(plan, marks, document))
    lines = _Lines(document.text)
    quoted: list[tuple[Commitment | Task, Marks, tuple[str, int]]] = [
        (c, marks, ("commitments", i)) for i, c in enumerate(entry.commitments)
    ]
    quoted += [(t, entry.task_marks, ("tasks", i)) for i, t in enumerate(entry.tasks)]
    verified = 0
    for promise, where, path in quoted:
        found = list(_quote(promise, lines, document, where, path))
        verified += not found
        problems += found
    return verified, problems


def _head(plan: Plan, marks: Marks, document: Document) -> Iterator[Diagnostic]:
    """Hash, title, document number and date of the plan."""
    if plan.source and plan.source.sha256 and plan.source.sha256 != document.sha256:
        yield Diagnostic.of("Q314", marks.at("plan", "source", "sha256"), document=document.name)
    text = fold(document.text)
    issued = f"{plan.issued.year:04}年{plan.issued.month}月{plan.issued.day}日" if plan.issued else None
    for key, value in {"title": plan.title, "document": plan.document, "issued": issued}.items():
        if value and fold(value) not in text:
            yield Diagnostic.of("Q315", marks.at("plan", key), document=document.name, text=value, key=key)


def _quote(
    promise: Commitment | Task, lines: "_Lines", document: Document, marks: Marks, path: tuple[str, int]
) -> Iterator[Diagnostic]:
    """Whether the quote occurs, and under its clause."""
    places = lines.find(fold(promise.quote))
    if not places:
        yield Diagnostic.of("Q311", marks.at(*path, "quote"), document=document.name)
        return
    try:
        reach = lines.reach(fold(promise.clause))
    except ValueError:
        yield Diagnostic.of("Q316", marks.at(*path, "clause"), clause=promise.clause)
        return
    if not any(line in reach for line in places):
        yield Diagnostic.of("Q312", marks.at(*path, "clause"), clause=promise.clause, document=document.name)


class _Lines:
    """A folded document by lines, with which lines each clause reaches over."""

    def __init__(self, text: str) -> None:
        self.lines = [line for raw in text.splitlines() if (line := fold(raw))]
        self.starts = [0, *accumulate(map(len, self.lines))]
        self.text = "".join(self.lines)

    def find(self, quote: str) -> set[int]:
        """Numbers of the lines on which the quote begins; it may run over a line's end."""
        found, at = set(), self.text.find(quote)
        while at >= 0:
            found.add(bisect_right(self.starts, at) - 1)
            at = self.text.find(quote, at + 1)
        return found

    def reach(self, clause: str) -> range:
        """Lines from a clause's heading to the next one of its level or above. ValueError for an unknown form."""
        if clause == OPENING:
            return range(self._next(range(len(self.lines)), ["top", "item"]))
        match = _CLAUSE.fullmatch(clause)
        if not match:
            return self._named(clause)
        within = range(len(self.lines))
        above: list[str] = []
        for level, number in match.groupdict().items():
            if number is None:
                continue
            above.append(level)
            heading = _LEVELS[level][1].format(number)
            start = next((i for i in within if self.lines[i].startswith(heading)), None)
            if start is None:
                return range(0)
            within = range(start, self._next(range(start + 1, within.stop), above))
        return within

    def _named(self, heading: str) -> range:
        """Lines under a heading without a number."""
        if heading not in self.lines:
            raise ValueError(heading)
        start = self.lines.index(heading)
        return range(start, self._next(range(start + 1, len(self.lines)), ["top"]))

    def _next(self, within: range, levels: list[str]) -> int:
        """First line of `within` that begins a heading of one of `levels`, or its end."""
        heading = re.compile("|".join(_LEVELS[level][0] for level in levels))
        return next((i for i in within if heading.match(self.lines[i])), within.stop)
