"""K codes: checks held against the fields of their scope and against their own tests."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from engine.lint.walk import Found
from engine.model.catalog import Marks
from engine.model.check import Cell, Check, CheckTest, Predicate
from engine.model.check_fields import FIELDS, FieldType, usable
from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text
from engine.quantity import QuantityError, parse_number

Compiled = Mapping[str, Predicate]
"""Id of a check → its predicate; checks that could not be compiled have none."""

_NAMED = re.compile(r"\{(?P<name>[^{}]*)\}?|(?P<closed>\})")
_PLAIN = re.compile(r"\w+", re.ASCII)

RESULTS = {True: Text("成立", "true"), False: Text("不成立", "false"), None: Text("不适用", "not applicable")}


def lint_checks(checks: Sequence[Check], marks: Marks, compiled: Sequence[tuple[Check, Predicate]]) -> list[Diagnostic]:
    """Every problem of checks that one file's schema and the compiler cannot show."""
    predicates = {id(check): holds for check, holds in compiled}
    found = []
    for code, lint in CHECKS.items():
        for i, check in enumerate(checks):
            for place, fields in lint(check, i, marks):
                found.append(Diagnostic.of(code, place, id=check.id, **fields))
    for i, check in enumerate(checks):
        found += [
            Diagnostic.of("K705", place, id=check.id, **fields)
            for place, fields in failing(check, i, marks, predicates.get(id(check)))
        ]
    return [*found, *_repeated(checks, marks)]


def _repeated(checks: Sequence[Check], marks: Marks) -> Iterator[Diagnostic]:
    """K703: an id names one check."""
    first: dict[str, Place] = {}
    for i, check in enumerate(checks):
        place = marks.at("checks", i, "id")
        if check.id in first:
            yield Diagnostic.of("K703", place, id=check.id, other=first[check.id])
        first.setdefault(check.id, place)


def unknown_in_sentences(check: Check, i: int, marks: Marks) -> Found:
    """K702: a sentence names fields of its scope, by their plain names: neither attributes nor formats."""
    fields = FIELDS[check.scope]
    for key in ("message", "advice"):
        for language in ("zh", "en"):
            for found in _NAMED.finditer(getattr(getattr(check, key), language)):
                name = found["name"] if found["closed"] is None else found["closed"]
                if found.group() != f"{{{name}}}" or name not in fields:
                    place = marks.at("checks", i, key, language)
                    yield place, {"name": name, "scope": check.scope, "hint": _hint(name, fields)}


def _hint(name: str, known: Mapping[str, object]) -> Text:
    """The closest field, or how a field is written."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6) if _PLAIN.fullmatch(name) else []
    if close:
        return Text(f"是否应为“{close[0]}”？", f"Did you mean '{close[0]}'?")
    return Text("只写字段名，如 {name}；各类记录的字段见 docs/checks.md。", FIELD_NAMES)


FIELD_NAMES = "Write the name of a field only, such as {name}; docs/checks.md lists the fields of each kind of record."


def unusable_tests(check: Check, i: int, marks: Marks) -> Found:
    """K704: a test gives fields of the scope, each of its type."""
    fields = usable(check.scope)
    for j, test in enumerate(check.tests):
        for name, cell in test.record.items():
            place = marks.at("checks", i, "tests", j, "record", name)
            if name not in fields:
                why = Text("没有这个字段", "no such field")
                yield place, {"name": name, "why": why, "hint": _hint(name, fields)}
            elif cell is not None and _value(cell, fields[name]) is None:
                yield place, {"name": name, "why": WRONG, "hint": TYPES[fields[name]]}


WRONG = Text("类型不符", "wrong type")
_NUMBER = Text("应为数。", "A number is expected.")
TYPES: Mapping[FieldType, Text] = {
    "yes_no": Text("应为 true 或 false。", "true or false is expected."),
    "text": Text("应为文字。", "Text is expected."),
    "whole": _NUMBER,
    "number": _NUMBER,
    "amount": _NUMBER,
    "difference": _NUMBER,
}
"""Type of a field → what a test must write."""


def _value(cell: Cell, kind: FieldType) -> object:
    """A cell as its field holds it; None if it cannot."""
    if isinstance(cell, bool) or cell is None:
        return cell if kind == "yes_no" else None
    if kind in {"text", "yes_no"}:
        return cell if kind == "text" else None
    try:
        return parse_number(cell)
    except QuantityError:
        return None


def failing(check: Check, i: int, marks: Marks, holds: Predicate | None) -> Found:
    """K705: each test comes out as it says."""
    for j, test in enumerate(check.tests if holds else ()):
        found = holds(_record(check, test)) if holds else None
        if found is not test.holds:
            fields = {"n": j + 1, "expected": RESULTS[test.holds], "found": RESULTS[found]}
            yield marks.at("checks", i, "tests", j, "holds"), fields


def _record(check: Check, test: CheckTest) -> dict[str, object]:
    """The record of a test; fields that it leaves out, or gives wrongly, are not known."""
    fields = usable(check.scope)
    return {name: _value(test.record.get(name), kind) for name, kind in fields.items()}


def one_sided(check: Check, i: int, marks: Marks) -> Found:
    """K706: a check has a test that holds and one that does not, or it proves nothing."""
    results = [t.holds for t in check.tests]
    for result, what in ((True, Text("成立", "that holds")), (False, Text("不成立", "that does not hold"))):
        if result not in results:
            yield marks.at("checks", i, "tests"), {"what": what}


CHECKS: Mapping[str, Callable[[Check, int, Marks], Found]] = {
    "K702": unknown_in_sentences,
    "K704": unusable_tests,
    "K706": one_sided,
}
