"""Facts into partitions that no rule looks across, so that cost grows with their number and memory does not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from engine.inference.program import Match, Production, Program, kinds_of
from engine.model.fact import Fact, Value

KEYS = (("jurisdiction", "lead"), ("jurisdiction",), ("lead",), ("plan",), ())
"""Fields to partition by: the first set that every rule stays inside is taken; the empty one is a single partition."""

PACK = 400
"""Facts that are sent together: small partitions share a session, since making one costs more than filling it."""

MAX_PARTITION = 20_000
"""Facts of one partition that the engines are trusted with."""


def key_of(program: Program) -> tuple[str, ...]:
    """The first of KEYS that no rule looks across."""
    return next(key for key in KEYS if all(stays_inside(program, f) for f in key))


def stays_inside(program: Program, field: str) -> bool:
    """Whether facts that differ in `field` never meet in a rule.

    In a rule of several patterns each later pattern must ask for the first one's very value of the field, and every
    derived fact that such a rule looks at must have taken over the field from the facts that it was derived from.
    """
    several = [p for p in program if len(p.positives) + len(p.negatives) > 1]
    joined = kinds_of(tuple(several))
    return all(_joins(p, field) for p in several) and all(_keeps(p, field) for p in program if p.kind in joined)


def _joins(production: Production, field: str) -> bool:
    """Whether all patterns of a rule have the same value in `field`."""
    first, *later = (*production.positives, *production.negatives)
    return field in first.present and all(_same(m, field) for m in later)


def _same(match: Match, field: str) -> bool:
    """Whether a pattern asks for the value that the first one has in `field`."""
    return any(j.field == field and j.other == field and j.pattern == 0 and not j.minus for j in match.joins)


def _keeps(production: Production, field: str) -> bool:
    """Whether a derived fact has the value that the first pattern has in `field`."""
    return (field, 0, field) in production.taken


def packs(facts: Iterable[Fact], program: Program) -> Iterator[list[Fact]]:
    """Facts that any rule looks at, whole partitions together, in order; each fact once."""
    key, kinds = key_of(program), kinds_of(program)
    parts: dict[tuple[Value | None, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind in kinds:
            parts[tuple(map(dict(fact.fields).get, key))].append(fact)
    pack: list[Fact] = []
    for part in sorted(parts, key=_ordered):
        if pack and len(pack) + len(parts[part]) > PACK:
            yield pack
            pack = []
        pack += parts[part]
    if pack:
        yield pack


def _ordered(part: tuple[Value | None, ...]) -> tuple[str, ...]:
    """An order of partitions that does not depend on the order of facts."""
    return tuple(repr(v) for v in part)
