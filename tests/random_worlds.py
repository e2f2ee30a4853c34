"""Random rules within the language over random facts: joins, year − 1, comparisons, negation, chains over stages."""

import random
from collections.abc import Mapping
from typing import Any, NamedTuple

from engine.model.escalation import Rule
from engine.model.fact import Fact

ASSERTED: Mapping[str, Mapping[str, type]] = {
    "fa": {"a": str, "b": str, "m": int, "n": int},
    "fb": {"a": str, "c": str, "m": int},
    "fc": {"b": str, "n": int},
    "fd": {"a": str, "b": str, "m": int},
}
DERIVED: Mapping[str, Mapping[str, type]] = {
    "da": {"p": str, "q": int},
    "db": {"p": str},
    "dc": {"q": int, "p": str},
}
TYPES = {**ASSERTED, **DERIVED}
WORDS, NUMBERS = ('“乙” \\ "x"', "𠮷", "2"), range(3)
"""Texts that would trip an engine that saw them, one of them a number in words."""

BOUNDS = ("at_least", "more_than", "at_most", "less_than")


class World(NamedTuple):
    rules: list[Rule]
    facts: list[Fact]


def world(seed: int) -> World:
    """The same for the same seed on every Python and platform."""
    r = random.Random(seed)
    stages = {kind: r.randint(1, 3) for kind in DERIVED}
    rules = [_rule(r, f"r{i}", stages) for i in range(r.randint(3, 10))]
    facts = {_fact(r) for _ in range(r.randint(12, 40))}
    return World([x for x in rules if x], sorted(facts))


def _fact(r: random.Random) -> Fact:
    kind = r.choice(list(ASSERTED))
    fields = {f: _value(r, t) for f, t in ASSERTED[kind].items() if r.random() < 0.9}
    return Fact.of(kind, **fields)


def _value(r: random.Random, kind: type) -> Any:
    return r.choice(WORDS) if kind is str else r.choice(NUMBERS)


class _Writer:
    """Writes the patterns of one rule, keeping track of what is bound."""

    def __init__(self, r: random.Random) -> None:
        self.r = r
        self.bound: dict[str, type] = {}

    def pattern(self, kind: str, *, negated: bool) -> dict[str, Any]:
        used: set[str] = set()
        fresh: dict[str, type] = {}
        fields: dict[str, Any] = {}
        for field, t in TYPES[kind].items():
            term = self.term(t, used, fresh, negated=negated) if self.r.random() < (0.9 if negated else 0.6) else None
            if term is not None:
                fields[field] = term
        self.bound |= fresh
        return {"not": {kind: fields}} if negated else {kind: fields}

    def term(self, t: type, used: set[str], fresh: dict[str, type], *, negated: bool) -> Any:
        r, x = self.r, self.r.random()
        names = [v for v, own in self.bound.items() if own is t and v not in used]
        if names and x < 0.3:
            used.add(name := r.choice(names))
            return f"${name}"
        if names and t is int and x < 0.4:
            return f"${r.choice(names)} - 1"
        if t is int and x < 0.5:
            return {b: str(r.choice(NUMBERS)) for b in r.sample(BOUNDS, r.randint(1, 2))}
        if x < 0.6 or (negated and x < 0.9):
            return str(_value(r, t))
        if negated:
            return None
        name = f"v{len(self.bound) + len(fresh)}"
        fresh[name] = t
        used.add(name)
        return f"${name}"


def _rule(r: random.Random, name: str, stages: Mapping[str, int]) -> Rule | None:
    kind = r.choice(list(DERIVED))
    stage = stages[kind]
    writer = _Writer(r)
    ready = [*ASSERTED, *(k for k, s in stages.items() if s <= stage)]
    complete = [*ASSERTED, *(k for k, s in stages.items() if s < stage)]
    when = [writer.pattern(r.choice(ready), negated=False) for _ in range(r.choice((1, 1, 2, 2, 3)))]
    when += [writer.pattern(r.choice(complete), negated=True) for _ in range(r.choice((0, 0, 1, 2)))]
    then = {f: _then(r, t, writer.bound) for f, t in DERIVED[kind].items()}
    data = {"id": name, "title": "t", "stage": str(stage), "when": when, "then": {kind: then}, "text": "t"}
    return Rule.model_validate(data | {"text_en": "t"})


def _then(r: random.Random, t: type, bound: Mapping[str, type]) -> str:
    names = [v for v, own in bound.items() if own is t]
    return f"${r.choice(names)}" if names and r.random() < 0.8 else str(_value(r, t))
