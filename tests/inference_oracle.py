"""What the rules of the language mean, by trying every choice of facts: slow, and written from the rules as such."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.model.escalation import Bounds, Constant, Pattern, Rule
from engine.model.fact import Fact

Supports = dict[Fact, set[tuple[str, tuple[Fact, ...]]]]
"""Derived fact → rule and matched facts of every firing."""

Bound = Mapping[str, Any]

COMPARE = {
    "at_least": lambda a, b: a >= b,
    "more_than": lambda a, b: a > b,
    "at_most": lambda a, b: a <= b,
    "less_than": lambda a, b: a < b,
}


def derive(rules: Iterable[Rule], facts: Iterable[Fact], types: Mapping[str, Mapping[str, type]]) -> Supports:
    """Everything that follows, stage by stage, each to its end."""
    rules = list(rules)
    known, found = set(facts), Supports()
    for stage in sorted({r.stage for r in rules}):
        own = [r for r in rules if r.stage == stage]
        before = -1
        while before != sum(map(len, found.values())) + len(known):
            before = sum(map(len, found.values())) + len(known)
            for rule in own:
                for bound, matched in _matches(rule, known):
                    fact = _derived(rule, bound, types)
                    found.setdefault(fact, set()).add((rule.id, matched))
            known |= set(found)
    return found


def _matches(rule: Rule, known: Iterable[Fact]) -> list[tuple[Bound, tuple[Fact, ...]]]:
    rows: list[tuple[Bound, tuple[Fact, ...]]] = [({}, ())]
    for p in rule.positives:
        rows = [
            (extended, (*matched, fact))
            for bound, matched in rows
            for fact in known
            if fact not in matched and (extended := _match(p, fact, bound)) is not None
        ]
    negated = [p for p in rule.when if p.negated]
    return [row for row in rows if not any(_match(p, f, row[0]) is not None for p in negated for f in known)]


def _match(pattern: Pattern, fact: Fact, bound: Bound) -> Bound | None:
    values, extended = dict(fact.fields), dict(bound)
    if fact.kind != pattern.kind:
        return None
    for field, term in pattern.fields:
        value: Any = values.get(field)
        if value is None:
            return None
        if isinstance(term, Constant):
            fits = str(value) == term.text
        elif isinstance(term, Bounds):
            fits = all(COMPARE[op](value, limit) for op, limit in term._asdict().items() if limit is not None)
        elif term.before:
            fits = value == bound[term.name] - 1
        else:
            fits = extended.setdefault(term.name, value) == value
        if not fits:
            return None
    return extended


def _derived(rule: Rule, bound: Bound, types: Mapping[str, Mapping[str, type]]) -> Fact:
    kinds = types[rule.then.kind]
    fields = {
        f: kinds[f](t.text) if isinstance(t, Constant) else bound[t.name]  # type: ignore[union-attr]
        for f, t in rule.then.fields
    }
    return Fact.of(rule.then.kind, **fields)
