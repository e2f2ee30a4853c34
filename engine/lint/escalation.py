"""E6xx: inference rules held against the kinds of fact, against each other, and against what the engines can bear."""

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from engine.lint.rule_types import Rules, bound_types, types
from engine.lint.walk import Found
from engine.model.diagnostic import Diagnostic, Place
from engine.model.escalation import Bounds, Constant, Pattern, Rule, Variable, integer
from engine.model.kinds import CHOICES, GOALS, KINDS
from engine.model.text import Text

MAX_RULES, MAX_PATTERNS, MAX_SAME_KIND, MAX_TERMS = 200, 8, 60, 16
"""What durable-rules bears with room to spare: 256 rules with one ending, 16 facts in a match, 64 sibling tests."""

TITLES = frozenset({"title"})
"""What a sentence may name besides the variables of its rule."""


def lint_rules(rules: Rules) -> Iterator[Diagnostic]:
    """Every problem of inference rules that one rule's schema cannot show."""
    for code, check in CHECKS.items():
        for place, fields in check(rules):
            yield Diagnostic.of(code, place, **fields)


def _hint(word: str, known: Iterable[str]) -> Text:
    """Advice that names the closest known word, or all of them."""
    names = sorted(known)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return Text(f"是否应为“{close[0]}”？", f"Did you mean '{close[0]}'?")
    return Text(f"现有：{'、'.join(names)}。", f"There are: {', '.join(names)}.")


def unknown_kinds(rules: Rules) -> Found:
    """E601: each kind is asserted by the core or derived by a rule."""
    known = types(rules)
    for w in rules:
        for pattern, path in w.patterns():
            if pattern.kind not in known:
                yield w.at(*path), {"kind": pattern.kind, "hint": _hint(pattern.kind, known)}
        if w.rule.then.kind in KINDS:
            yield w.at("then", w.rule.then.kind), {"kind": w.rule.then.kind, "hint": NOT_DERIVED}


NOT_DERIVED = Text("它由程序给出，规则不能推出。", "The program asserts it; rules cannot derive it.")


def unknown_fields(rules: Rules) -> Found:
    """E602: each field belongs to its kind."""
    known = types(rules)
    for w in rules:
        for pattern, path in w.all():
            fields = known.get(pattern.kind)
            for field, _ in pattern.fields if fields is not None else ():
                if fields is not None and field not in fields:
                    yield w.at(*path, field), {"field": field, "kind": pattern.kind, "hint": _hint(field, fields)}


def untyped(rules: Rules) -> Found:
    """E603: comparisons, `- 1` and numbers only where the field holds an integer."""
    known = types(rules)
    for w in rules:
        for pattern, path in w.all():
            for field, term in pattern.fields:
                kind = known.get(pattern.kind, {}).get(field)
                for why in _misuse(term, kind, derived=pattern is w.rule.then):
                    yield w.at(*path, field), {"field": field, "why": why}


def _misuse(term: object, kind: type | None, *, derived: bool) -> Iterator[Text]:
    """What a term does that its field cannot."""
    counted = isinstance(term, Bounds) or (isinstance(term, Variable) and term.before)
    if counted and kind is str:
        yield Text("它是文字，不能比较大小或减 1", "it holds text, which is not compared or counted")
    if counted and derived:
        yield Text("then 里只能写常量或变量", "`then` takes constants and variables only")
    if isinstance(term, Constant) and kind is int and integer(term.text) is None:
        yield Text(f"应为整数，不是“{term.text}”", f"an integer expected, not '{term.text}'")


def unbound(rules: Rules) -> Found:
    """E604: a variable is bound by a positive pattern; for `- 1` by an earlier one; once in each pattern."""
    for w in rules:
        bound: set[str] = set()
        everywhere = {v for p in w.rule.positives for v in p.variables.values()}
        for pattern, path in w.all():
            fresh = not pattern.negated and pattern is not w.rule.then
            for field, term in pattern.fields:
                if isinstance(term, Variable) and term.name not in (bound if term.before else everywhere):
                    yield w.at(*path, field), {"name": term.name}
            if fresh:
                bound |= set(pattern.variables.values())


def twice(rules: Rules) -> Found:
    """E609: a variable stands once in a pattern, and always for the same type."""
    known = types(rules)
    for w in rules:
        bound = bound_types(w.rule, known)
        for pattern, path in w.all():
            seen: set[str] = set()
            for field, term in pattern.fields:
                if not isinstance(term, Variable):
                    continue
                kind = known.get(pattern.kind, {}).get(field)
                again = term.name in seen and pattern is not w.rule.then
                if again or (kind in (str, int) and bound.get(term.name, kind) is not kind):
                    yield w.at(*path, field), {"name": term.name}
                seen.add(term.name)


def late_negations(rules: Rules) -> Found:
    """E605: what is negated must be complete: derived, if at all, in earlier stages only."""
    for w in rules:
        for pattern, path in w.patterns():
            later = [o.rule for o in rules if o.rule.then.kind == pattern.kind and o.rule.stage >= w.rule.stage]
            if pattern.negated and later:
                fields = {"kind": pattern.kind, "rule": later[0].id, "stage": later[0].stage, "own": w.rule.stage}
                yield w.at(*path), fields


def unreachable(rules: Rules) -> Found:
    """E606: there is a positive pattern, and each has a kind asserted, or derived in the same or an earlier stage."""
    known = types(rules)
    fires: set[str] = set()
    grew = True
    while grew:
        size = len(fires)
        fires |= {w.rule.id for w in rules if w.rule.positives and not _blocked(w.rule, rules, fires)}
        grew = len(fires) > size
    for w in rules:
        if not w.rule.positives:
            yield w.at("when"), {"why": NO_POSITIVE}
        for pattern in _blocked(w.rule, rules, fires):
            if pattern.kind in known:
                yield w.at("when", w.rule.when.index(pattern)), {"why": NOBODY.fill({"kind": pattern.kind})}


NOBODY = Text("没有谁在此之前给出或推出 {kind}", "nothing asserts or derives {kind} by then")
NO_POSITIVE = Text("when 里至少要有一个不带 not 的模式", "`when` needs a pattern without `not`")


def _blocked(rule: Rule, rules: Rules, fires: set[str]) -> list[Pattern]:
    """Positive patterns whose kind nobody asserts or derives in time."""
    ready = {o.rule.then.kind for o in rules if o.rule.id in fires and o.rule.stage <= rule.stage}
    return [p for p in rule.positives if p.kind not in KINDS and p.kind not in ready]


def repeated(rules: Rules) -> Found:
    """E607: each id names one rule, over both files."""
    first: dict[str, Place] = {}
    for w in rules:
        if w.rule.id in first:
            yield w.at("id"), {"id": w.rule.id, "other": first[w.rule.id]}
        first.setdefault(w.rule.id, w.at("id"))


def too_many(rules: Rules) -> Found:
    """E608: rules, patterns and fields stay within what both engines bear."""
    for w in rules[MAX_RULES:]:
        yield w.at(), {"what": Text("规则", "rules"), "limit": MAX_RULES}
    count: dict[tuple[int, str], int] = {}
    for w in rules:
        if len(w.rule.when) > MAX_PATTERNS:
            yield w.at("when"), {"what": Text("模式", "patterns"), "limit": MAX_PATTERNS}
        for pattern, path in w.patterns():
            key = w.rule.stage, pattern.kind
            count[key] = count.get(key, 0) + 1
            if count[key] == MAX_SAME_KIND + 1:
                what = Text(f"第 {key[0]} 阶段关于 {key[1]} 的模式", f"patterns over {key[1]} in stage {key[0]}")
                yield w.at(*path), {"what": what, "limit": MAX_SAME_KIND}
            if len(pattern.fields) > MAX_TERMS:
                yield w.at(*path), {"what": Text("字段", "fields"), "limit": MAX_TERMS}


def incomplete(rules: Rules) -> Found:
    """E610: a grade or a disposition has all of its fields."""
    for w in rules:
        goal = GOALS.get(w.rule.then.kind)
        given = {f for f, _ in w.rule.then.fields}
        for field in goal.fields if goal else ():
            if goal and field not in given | goal.optional:
                yield w.at("then", w.rule.then.kind), {"field": field, "kind": w.rule.then.kind}


def impossible(rules: Rules) -> Found:
    """E611: a constant is one of the words that its field can hold."""
    for w in rules:
        for pattern, path in w.all():
            for field, term in pattern.fields:
                allowed = CHOICES.get((pattern.kind, field))
                if allowed and isinstance(term, Constant) and term.text not in allowed:
                    yield w.at(*path, field), {"value": term.text, "allowed": "、".join(allowed)}


def unfilled(rules: Rules) -> Found:
    """E612: a sentence names only variables of its rule, and the title of the commitment."""
    for w in rules:
        known = {v for p in w.rule.positives for v in p.variables.values()} | TITLES
        for key, text in zip(("text", "text_en"), w.rule.said, strict=True):
            for name in _named(text):
                if name not in known:
                    yield w.at(key), {"name": name, "hint": _hint(name, known)}


def _named(text: str) -> Iterator[str]:
    """Names in braces; what is not a plain name in braces is named as it stands."""
    rest = text
    while rest:
        _, opened, rest = rest.partition("{")
        if opened:
            name, _, rest = rest.partition("}")
            yield name


CHECKS: dict[str, Callable[[Rules], Found]] = {
    "E601": unknown_kinds,
    "E602": unknown_fields,
    "E603": untyped,
    "E604": unbound,
    "E605": late_negations,
    "E606": unreachable,
    "E607": repeated,
    "E608": too_many,
    "E609": twice,
    "E610": incomplete,
    "E611": impossible,
    "E612": unfilled,
}
