"""Inference rules as `rules/grading.yaml` and `escalation.yaml` write them: patterns over facts → a derived fact."""

import re
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, PlainValidator, StringConstraints, WithJsonSchema, model_validator

from engine.model.fields import SchemaVersion, Slug, Strict, Words
from engine.model.kinds import GOALS, KINDS
from engine.model.text import Text

_VARIABLE = re.compile(r"\$([a-z][a-z0-9_]*)(\s*-\s*1)?")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,15}")

NOT = "not"


class RuleError(ValueError):
    """A rule that cannot be read; `code` and `params` become the diagnostic."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.code, self.params = "E600", {"why": why}


class Constant(NamedTuple):
    """The text or number that a field must have; which of the two the field's type decides."""

    text: str


class Variable(NamedTuple):
    """`$name`, or with `before` `$name - 1`: the same in every pattern of a rule."""

    name: str
    before: bool = False


class Bounds(NamedTuple):
    """Integers that a field may have; each bound that is not None must hold."""

    at_least: int | None = None
    more_than: int | None = None
    at_most: int | None = None
    less_than: int | None = None


Term = Constant | Variable | Bounds


class Pattern(NamedTuple):
    """One kind of fact with what its fields must be; `negated` when no such fact may exist."""

    kind: str
    fields: tuple[tuple[str, Term], ...]
    negated: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """Keys that lead to the fields in the file."""
        return (NOT, self.kind) if self.negated else (self.kind,)

    @property
    def variables(self) -> dict[str, str]:
        """Field → variable that it binds or is joined to, `- 1` left out."""
        return {f: t.name for f, t in self.fields if isinstance(t, Variable) and not t.before}


def integer(text: str) -> int | None:
    """The whole number that a constant is written as, if it is one."""
    return int(text) if _INTEGER.fullmatch(text) else None


def read_pattern(data: Any) -> Any:
    """`{kind: {field: term}}` or `{not: {kind: {…}}}` as a pattern."""
    if isinstance(data, Pattern):
        return data
    kind, inner = _only(data)
    negated = kind == NOT
    if negated:
        kind, inner = _only(inner)
    if not _NAME.fullmatch(kind):
        raise RuleError(Text(f"“{kind}”不是事实种类的名称", f"'{kind}' cannot be the name of a kind"))
    if not isinstance(inner, dict):
        raise RuleError(Text(f"“{kind}”之下应为字段，如 {{year: $y}}", f"fields expected under '{kind}'"))
    return Pattern(kind, tuple((f, _term(f, t)) for f, t in inner.items()), negated)


def _only(data: Any) -> tuple[str, Any]:
    """The one key of a mapping and what is under it."""
    if not isinstance(data, dict) or len(data) != 1:
        words = Text("每项应只有一个事实种类，如 finding: {year: $y}", "one kind expected, such as finding: {year: $y}")
        raise RuleError(words)
    return next(iter(data.items()))


def _term(field: str, data: Any) -> Term:
    """What one field must be."""
    if isinstance(data, dict):
        return _bounds(field, data)
    if not isinstance(data, str) or not data:
        raise RuleError(Text(f"“{field}”应为文字、数或 $变量", f"'{field}' takes text, a number or a $variable"))
    if not data.startswith("$"):
        return Constant(data)
    found = _VARIABLE.fullmatch(data)
    if found is None:
        raise RuleError(Text(f"“{data}”应写作 $y 或 $y - 1", f"'{data}' should read $y or $y - 1"))
    return Variable(found[1], found[2] is not None)


def _bounds(field: str, data: dict[str, Any]) -> Bounds:
    """`{at_least: 2000}` and the like."""
    numbers = {k: integer(v) if isinstance(v, str) else None for k, v in data.items()}
    if not data or not set(data) <= set(Bounds._fields) or None in numbers.values():
        allowed = "、".join(Bounds._fields)
        raise RuleError(
            Text(
                f"“{field}”的比较应为 {allowed} 加整数",
                f"'{field}' compares by {', '.join(Bounds._fields)} and an integer",
            )
        )
    return Bounds(**numbers)


def _shared(pattern: Pattern, shared: tuple[str, ...]) -> Pattern:
    """A pattern with the variables that all patterns of its rule share, where it does not say otherwise."""
    goal = GOALS.get(pattern.kind)
    known = goal.fields if goal else KINDS.get(pattern.kind)
    given = {f for f, _ in pattern.fields}
    own = tuple((f, Variable(f)) for f in shared if f not in given and (known is None or f in known))
    return pattern._replace(fields=own + pattern.fields)


SHARED = {
    "unit": ("plan", "jurisdiction", "lead", "year"),
    "commitment": ("plan", "jurisdiction", "lead", "year", "commitment"),
}
"""What a rule is about → fields that are the same in all of its patterns."""

_FIELDS = {"type": "object", "additionalProperties": {"type": ["string", "integer", "object"]}}
_PATTERN = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": _FIELDS,
    "description": "{kind: {field: constant | $variable | $variable - 1 | {at_least: 2000}}}, or {not: {kind: {…}}}",
}
Patterned = Annotated[Pattern, PlainValidator(read_pattern), WithJsonSchema(_PATTERN)]


class Rule(Strict):
    """When facts match all patterns, a fact is derived; `text` says in one sentence what it means."""

    id: Slug
    title: Words
    about: Literal["commitment", "unit"] | None = Field(
        None,
        description="patterns are about the same one: they share $plan, $jurisdiction, $lead, $year (, $commitment)",
    )
    stage: Annotated[int, Field(ge=1, le=9)] = Field(1, description="a negated kind must be complete in an earlier one")
    when: tuple[Patterned, ...]
    then: Patterned
    text: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    text_en: Annotated[str, StringConstraints(min_length=1, max_length=400)]

    @model_validator(mode="after")
    def _expand(self) -> "Rule":
        """With what `about` says written out, so that nobody else needs to know of it."""
        shared = SHARED[self.about] if self.about else ()
        when = tuple(_shared(p, shared) for p in self.when)
        return self.model_copy(update={"when": when, "then": _shared(self.then, shared)}) if shared else self

    @property
    def positives(self) -> tuple[Pattern, ...]:
        """Patterns that a fact must match, in the order written."""
        return tuple(p for p in self.when if not p.negated)

    @property
    def said(self) -> Text:
        """The sentence in both languages."""
        return Text(self.text, self.text_en)


class RuleFile(Strict):
    """`rules/grading.yaml` or `rules/escalation.yaml`."""

    schema_: SchemaVersion = Field(alias="schema")
    rules: tuple[Rule, ...]


class PolicyTest(Strict):
    """Facts in → the dispositions and grades that must come out, no more and no less of the kinds named."""

    name: Words
    facts: tuple[Patterned, ...]
    expect: tuple[Patterned, ...]


class PolicyTestFile(Strict):
    """`rules/escalation-tests.yaml`."""

    schema_: SchemaVersion = Field(alias="schema")
    tests: tuple[PolicyTest, ...]
