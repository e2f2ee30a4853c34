"""Expressions → predicates: compiled once with the types of the fields, then held against records."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from operator import itemgetter
from typing import Any

from engine.expression.written import WORDS, ExpressionError, tokens, unreadable
from engine.model.catalog import Marks
from engine.model.check import Check, Predicate
from engine.model.check_fields import FieldType, usable
from engine.model.diagnostic import Diagnostic
from engine.model.text import Text
from engine.quantity import EXACT

REMEMBERED = 20_000
"""Verdicts kept for each expression: many figures have the same status, bound or state."""

_PARTS = ("left", "right", "condition", "case_true", "case_false", "container", "member")
"""Where the library keeps the operands of a node."""


def compile_checks(checks: Sequence[Check], marks: Marks) -> tuple[list[tuple[Check, Predicate]], list[Diagnostic]]:
    """Each check with its predicate, in order; K701 at the expression of each that cannot be compiled."""
    found: list[tuple[Check, Predicate]] = []
    problems = []
    for i, check in enumerate(checks):
        try:
            found.append((check, predicate(check.expression, usable(check.scope))))
        except ExpressionError as e:
            place = marks.at("checks", i, "expression")
            problems.append(Diagnostic.of("K701", place, id=check.id, why=e.why, hint=e.hint))
    return found, problems


def predicate(expression: str, fields: Mapping[str, FieldType]) -> Predicate:
    """What tells whether the expression holds of a record; ExpressionError if it cannot be used.

    It is None for a record of which a named field is null or, as in a division by zero, nothing can be computed.
    """
    from rule_engine.errors import EvaluationError  # noqa: PLC0415  loaded where checks are used only

    named = _named(expression, fields)
    statement = _compiled(expression, fields)
    known: dict[tuple[object, ...], bool | None] = {}
    values_of = itemgetter(*named, *named[:1]) if named else _nothing  # a getter of one name would give no tuple

    def holds(record: Mapping[str, object]) -> bool | None:
        values = values_of(record)
        if values in known:
            return known[values]
        try:
            verdict = None if None in values else statement.evaluate(dict(zip(named, values, strict=False)))
        except EvaluationError:
            verdict = None
        if len(known) < REMEMBERED:
            known[values] = verdict
        return verdict

    return holds


def _nothing(_: Mapping[str, object]) -> tuple[object, ...]:
    """The fields of an expression that names none."""
    return ()


def _named(expression: str, fields: Mapping[str, FieldType]) -> tuple[str, ...]:
    """Fields in the order in which they are named; ExpressionError for a name that is no field of the scope."""
    names = dict.fromkeys(t.text for t in tokens(expression) if t.kind == "name" and t.text not in WORDS)
    for name in names:
        if name not in fields:
            raise ExpressionError(Text(f"没有字段“{name}”", f"there is no field '{name}'"), _nearest(name, fields))
    return tuple(names)


def _nearest(name: str, fields: Iterable[str]) -> Text:
    """The closest field, or where they are listed."""
    close = get_close_matches(name, sorted(fields), n=1, cutoff=0.6)
    if close:
        return Text(f"是否应为“{close[0]}”？", f"Did you mean '{close[0]}'?")
    return Text("各类记录的字段见 docs/checks.md。", "docs/checks.md lists the fields of each kind of record.")


def _compiled(expression: str, fields: Mapping[str, FieldType]) -> Any:
    """The library's rule; ExpressionError with its words where it refuses, or where the result is no yes or no.

    It is compiled with the types of the fields, and once more without: what has been proved need not be proved again
    for each of a hundred thousand figures, which takes the library twice as long.
    """
    from rule_engine import DataType, Rule, errors  # noqa: PLC0415  loaded where checks are used only

    types = {"yes_no": DataType.BOOLEAN, "text": DataType.STRING}
    try:
        rule = Rule(expression, _context({name: types.get(kind, DataType.FLOAT) for name, kind in fields.items()}))
    except errors.RuleSyntaxError as e:
        raise unreadable(expression, e.token.lexpos if e.token else len(expression)) from None
    except errors.EngineError as e:
        raise ExpressionError(_said(e.message), TYPES) from None
    _refuse_mixture(rule.statement.expression, DataType)
    return Rule(expression, _context(None))


def _context(types: Mapping[str, Any] | None) -> Any:
    """Fields are looked up by name and nothing else; arithmetic is that of every judgement; dates cannot occur."""
    from rule_engine import Context  # noqa: PLC0415  loaded where checks are used only

    return Context(
        type_resolver=types,
        resolver=lambda record, name: record[name],
        default_timezone="utc",
        decimal_context=EXACT.copy(),
    )


TYPES = Text(
    "数只与数比较和计算，文字只与文字，是否用 and、or、not 连接；除数不能为 0。",
    "Numbers go with numbers, text with text; and, or, not join yes and no; nothing is divided by 0.",
)


def _said(message: str) -> Text:
    """What the library says, with Chinese for what it says most."""
    chinese = {"data type mismatch": "类型不符", "arithmetic error": "无法计算"}
    zh = next((word for start, word in chinese.items() if message.startswith(start)), "")
    return Text(f"{zh}（{message}）" if zh else message, message)


def _refuse_mixture(node: Any, types: Any) -> None:
    """What the library lets pass: a number for yes, and text that is compared with a number, which is never equal."""
    from rule_engine import ast  # noqa: PLC0415  loaded where checks are used only

    pending = [(node, True)]
    while pending:
        part, yes_no = pending.pop()
        if yes_no and part.result_type != types.BOOLEAN:
            raise ExpressionError(Text("需要是或否，这里是数或文字", "yes or no expected, not a number or text"), TYPES)
        joined = isinstance(part, ast.LogicExpression) or getattr(part, "type", "") in ("NOT", "not")
        if isinstance(part, ast.ComparisonExpression) and part.left.result_type != part.right.result_type:
            raise ExpressionError(Text("两边类型不同，永远不会相等", "the two sides can never be equal"), TYPES)
        if isinstance(part, ast.ContainsExpression):
            _refuse_strangers(part, ast)
        operands = ((name, getattr(part, name, None)) for name in _PARTS)
        pending += [(p, joined or name == "condition") for name, p in operands if p is not None]


def _refuse_strangers(part: Any, ast: Any) -> None:
    """A list that holds anything of another type than what is looked for in it."""
    if isinstance(part.container, ast.ArrayExpression):
        for item in part.container.value:
            if item.result_type != part.member.result_type:
                raise ExpressionError(Text("列表里的类型不同", "the list holds another type"), TYPES)
