"""Inference rules with their places in the files, and the type of every field that they may speak of."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from engine.model.catalog import Marks, Path
from engine.model.diagnostic import Place
from engine.model.escalation import Constant, Pattern, Rule, Variable, integer
from engine.model.kinds import GOALS, KINDS


class Written(NamedTuple):
    """One rule with the place of its parts."""

    rule: Rule
    marks: Marks
    path: Path

    def at(self, *path: str | int) -> Place:
        """Place of a part of the rule."""
        return self.marks.at(*self.path, *path)

    def patterns(self) -> Iterator[tuple[Pattern, Path]]:
        """Every pattern of `when` with its path, as written."""
        for i, pattern in enumerate(self.rule.when):
            yield pattern, ("when", i, *pattern.path)

    def all(self) -> Iterator[tuple[Pattern, Path]]:
        """Patterns and what they derive."""
        yield from self.patterns()
        yield self.rule.then, ("then", self.rule.then.kind)


Rules = Sequence[Written]


def types(rules: Rules) -> dict[str, dict[str, type]]:
    """Kind → fields and their types: those known, and the kinds that the rules derive of their own."""
    known = {k: dict(v) for k, v in KINDS.items()} | {k: dict(g.fields) for k, g in GOALS.items()}
    own: dict[str, dict[str, type]] = {}
    while True:
        before = {k: dict(v) for k, v in own.items()}
        for w in rules:
            if w.rule.then.kind not in known:
                _infer(w.rule, known | own, own.setdefault(w.rule.then.kind, {}))
        if before == own:
            break
    for w in rules:
        for field, _ in w.rule.then.fields if w.rule.then.kind in own else ():
            own[w.rule.then.kind].setdefault(field, object)  # from a variable that has its own diagnostic
    return known | own


def _infer(rule: Rule, known: dict[str, dict[str, type]], found: dict[str, type]) -> None:
    """Note the type of each field that a rule derives, as far as it is known by now."""
    bound = bound_types(rule, known)
    for field, term in rule.then.fields:
        kind = bound.get(term.name) if isinstance(term, Variable) else None
        if isinstance(term, Constant):
            kind = str if integer(term.text) is None else int
        if kind is not None:
            found.setdefault(field, kind)


def bound_types(rule: Rule, known: dict[str, dict[str, type]]) -> dict[str, type]:
    """Variable → type of the field that binds it."""
    found: dict[str, type] = {}
    for pattern in rule.positives:
        for field, name in pattern.variables.items():
            kind = known.get(pattern.kind, {}).get(field)
            if kind in (str, int):
                found.setdefault(name, kind)
    return found
