"""Tests of the policy as data: facts in → grades and dispositions out, no more and no less of those."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from engine.model.catalog import Marks
from engine.model.diagnostic import Diagnostic
from engine.model.escalation import Constant, Pattern, PolicyTest, integer
from engine.model.fact import Derived, Fact, Value
from engine.model.kinds import GOALS
from engine.model.text import Text

Infer = Callable[[Iterable[Fact]], Iterable[Derived]]
"""Facts → derived facts, by whichever engine."""

Types = Mapping[str, Mapping[str, type]]

MISSING = Text("没有推出 {fact}", "{fact} was not derived")
EXTRA = Text("多推出了 {fact}（规则 {rule}）", "{fact} was derived as well (rule {rule})")


def check(tests: Iterable[PolicyTest], marks: Marks, types: Types, infer: Infer) -> Iterator[Diagnostic]:
    """E613 for each expectation that fails, E601 to E603 for facts that cannot be."""
    for i, test in enumerate(tests):
        place = marks.at("tests", i, "name")
        try:
            given = [fact_of(p, types) for p in test.facts]
            found = list(_differences(test, list(infer(given)), types))
        except (KeyError, ValueError) as e:
            yield Diagnostic.of("E613", place, name=test.name, why=str(e))
            continue
        for why in found:
            yield Diagnostic.of("E613", place, name=test.name, why=why)


def _differences(test: PolicyTest, derived: list[Derived], types: Types) -> Iterator[Text]:
    """What is expected and was not derived, then the other way round."""
    goals = [d for d in derived if d.fact.kind in GOALS]
    for pattern in test.expect:
        if not any(_agrees(d.fact, pattern, types) for d in goals):
            yield MISSING.fill({"fact": _said(pattern.kind, [(f, getattr(t, "text", t)) for f, t in pattern.fields])})
    for d in goals:
        if not any(_agrees(d.fact, p, types) for p in test.expect):
            yield EXTRA.fill({"fact": _said(d.fact.kind, d.fact.fields), "rule": d.firings[0].rule})


def fact_of(pattern: Pattern, types: Types) -> Fact:
    """A fact as a test writes it; ValueError when a field is not a constant, or not of its type."""
    own = types[pattern.kind]
    fields: dict[str, Value] = {}
    for field, term in pattern.fields:
        fields[field] = _value(field, term, own[field])
    return Fact.of(pattern.kind, **fields)


def _value(field: str, term: object, kind: type) -> Value:
    """A constant as its field holds it."""
    if not isinstance(term, Constant):
        raise ValueError(field)
    number = integer(term.text)
    if kind is int and number is None:
        raise ValueError(f"{field}: {term.text}")
    return number if kind is int and number is not None else term.text


def _agrees(fact: Fact, pattern: Pattern, types: Types) -> bool:
    """Whether a derived fact has the kind and all fields that a test names."""
    wanted = {f: _value(f, t, types[pattern.kind][f]) for f, t in pattern.fields if f in types.get(pattern.kind, {})}
    return fact.kind == pattern.kind and all(fact.get(f) == v for f, v in wanted.items())


def _said(kind: str, fields: Iterable[tuple[str, object]]) -> str:
    """A fact as rules write it."""
    return f"{kind} {{{', '.join(f'{f}: {v}' for f, v in fields)}}}"
