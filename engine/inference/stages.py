"""A program by stages, as an engine runs it: kinds negated there come first. Standard library only."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple, Protocol

from engine.inference.memory import Memory, Symbols
from engine.inference.program import Match, Production, Program
from engine.model.fact import Value


class Stage(NamedTuple):
    """Productions of one stage, the kinds that they negate, and those that their positive patterns look at."""

    productions: tuple[Production, ...]
    negated: tuple[str, ...]
    positive: tuple[str, ...]

    @property
    def matches(self) -> Iterator[Match]:
        """Every pattern."""
        for p in self.productions:
            yield from (*p.positives, *p.negatives)


class Runner(Protocol):
    """An engine that holds the compiled program and runs it over one partition after the other."""

    def run(self, memory: Memory) -> None:
        """Fire every rule on every match, stage by stage, into `memory`."""
        ...


def stages_of(program: Program) -> list[Stage]:
    """Stages in order."""
    found = []
    for _, group in groupby(program, key=lambda p: p.stage):
        productions = tuple(group)
        negated = sorted({m.kind for p in productions for m in p.negatives})
        positive = {m.kind for p in productions for m in p.positives}
        found.append(Stage(productions, tuple(negated), tuple(sorted(positive))))
    return found


def symbols_of(program: Program) -> Symbols:
    """Every kind, and every text that a pattern asks for."""
    return Symbols(text for p in program for text in _texts(p))


def _texts(production: Production) -> Iterator[str]:
    """Texts of one rule."""
    yield production.kind
    for match in (*production.positives, *production.negatives):
        yield match.kind
        yield from (v for _, v in match.constants if isinstance(v, str))


def used_fields(stage: Stage) -> dict[str, tuple[str, ...]]:
    """Kind → its fields that any pattern of the stage reads: an engine is not told of others."""
    found: dict[str, set[str]] = {}
    for p in stage.productions:
        for m in (*p.positives, *p.negatives):
            own = found.setdefault(m.kind, set())
            own |= {f for f, _ in m.constants} | {f for f, _, _ in m.bounds} | set(m.present)
            for join in m.joins:
                own.add(join.field)
                found.setdefault(p.positives[join.pattern].kind, set()).add(join.other)
    return {kind: tuple(sorted(fields)) for kind, fields in found.items()}


def told(values: dict[str, Value], fields: tuple[str, ...], symbols: Symbols) -> dict[str, int]:
    """The fields of a fact that an engine is told of, as integers."""
    return {f: symbols.of(values[f]) for f in fields if f in values}
