"""Compiled rules: plain tuples that both engines are fed from. The child imports this: standard library only."""

from typing import Any, NamedTuple

from engine.model.fact import Value


class Join(NamedTuple):
    """A field equals a field of an earlier positive pattern, less `minus`."""

    field: str
    pattern: int
    other: str
    minus: int


class Match(NamedTuple):
    """What one fact must be. Fields in `present` must be there; a pattern never matches a field that is absent."""

    kind: str
    constants: tuple[tuple[str, Value], ...]
    bounds: tuple[tuple[str, str, int], ...]
    present: tuple[str, ...]
    joins: tuple[Join, ...]


class Production(NamedTuple):
    """One rule: a derived fact for each choice of facts that match `positives` while none matches a negative."""

    rule: str
    stage: int
    positives: tuple[Match, ...]
    negatives: tuple[Match, ...]
    kind: str
    constants: tuple[tuple[str, Value], ...]
    taken: tuple[tuple[str, int, str], ...]


Program = tuple[Production, ...]


def from_json(data: list[Any]) -> Program:
    """The program that was dumped as nested lists."""
    return tuple(
        Production(rule, stage, tuple(map(_match, yes)), tuple(map(_match, no)), kind, _pairs(fixed), _pairs(taken))
        for rule, stage, yes, no, kind, fixed, taken in data
    )


def _match(data: list[Any]) -> Match:
    """One pattern."""
    kind, constants, bounds, present, joins = data
    return Match(kind, _pairs(constants), _pairs(bounds), tuple(present), tuple(Join(*j) for j in joins))


def _pairs(data: list[Any]) -> tuple[Any, ...]:
    """Lists within a list as tuples."""
    return tuple(map(tuple, data))


def kinds_of(program: Program) -> frozenset[str]:
    """Kinds that any pattern looks at."""
    return frozenset(m.kind for p in program for m in (*p.positives, *p.negatives))
