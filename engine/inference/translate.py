"""Rules as written → compiled productions: variables become positions, constants get the type of their field."""

from collections.abc import Iterable, Mapping

from engine.inference.program import Join, Match, Production, Program
from engine.model.escalation import Bounds, Constant, Pattern, Rule, Variable
from engine.model.fact import Value

Types = Mapping[str, Mapping[str, type]]
Bound = dict[str, tuple[int, str]]
"""Variable → the positive pattern and field that bind it."""


def translate(rules: Iterable[Rule], types: Types) -> Program:
    """Productions of rules without lint errors, in order of stages."""
    return tuple(sorted((_production(r, types) for r in rules), key=lambda p: p.stage))


def _production(rule: Rule, types: Types) -> Production:
    """One rule; negated patterns come last, so that they see every variable."""
    bound: Bound = {}
    positives = tuple(_match(p, i, bound, types) for i, p in enumerate(rule.positives))
    negatives = tuple(_match(p, None, bound, types) for p in rule.when if p.negated)
    then, own = rule.then, types[rule.then.kind]
    return Production(
        rule=rule.id,
        stage=rule.stage,
        positives=positives,
        negatives=negatives,
        kind=then.kind,
        constants=tuple((f, _value(t.text, own[f])) for f, t in then.fields if isinstance(t, Constant)),
        taken=tuple((f, *bound[t.name]) for f, t in then.fields if isinstance(t, Variable)),
    )


def _match(pattern: Pattern, index: int | None, bound: Bound, types: Types) -> Match:
    """One pattern; the variables that it is the first to name are noted in `bound`."""
    own = types[pattern.kind]
    joins: list[Join] = []
    present: list[str] = []
    for field, term in pattern.fields:
        if not isinstance(term, Variable):
            continue
        if index is not None and term.name not in bound:
            bound[term.name] = (index, field)
            present.append(field)
        elif bound[term.name] != (index, field):
            joins.append(Join(field, *bound[term.name], int(term.before)))
    return Match(
        kind=pattern.kind,
        constants=tuple((f, _value(t.text, own[f])) for f, t in pattern.fields if isinstance(t, Constant)),
        bounds=tuple(
            (f, op, limit)
            for f, t in pattern.fields
            if isinstance(t, Bounds)
            for op, limit in t._asdict().items()
            if limit is not None
        ),
        present=tuple(present),
        joins=tuple(joins),
    )


def _value(text: str, kind: type) -> Value:
    """A constant as its field holds it."""
    return int(text) if kind is int else text
