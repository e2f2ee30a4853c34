"""Plain data → rule models; each pydantic error becomes a diagnostic with its place and what to do."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from engine.catalog.yaml_text import Parsed
from engine.model.catalog import Path
from engine.model.diagnostic import Diagnostic
from engine.model.text import Text

Model = TypeVar("Model", bound=BaseModel)


def nearest(word: str, known: Iterator[str] | list[str]) -> Text:
    """Advice that names the closest known word, or lists what is allowed."""
    names = [n for n in known if n]
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return Text(f"是否应为“{close[0]}”？", f"Did you mean '{close[0]}'?")
    return (
        Text(f"允许：{'、'.join(names)}。", f"Allowed: {', '.join(names)}.") if len(names) <= _LISTED else Text("", "")
    )


_LISTED = 20
"""Longest list of allowed words that is still advice."""


def validate(model: type[Model], parsed: Parsed) -> Model | None:
    """The model of a parsed file, or None with every problem appended to `parsed.problems`."""
    if parsed.problems:
        return None
    try:
        return model.model_validate(parsed.data)
    except ValidationError as e:
        parsed.problems.extend(_diagnostic(error, model, parsed) for error in e.errors(include_url=False))
        return None


def _diagnostic(error: Any, model: type[BaseModel], parsed: Parsed) -> Diagnostic:
    """One pydantic error as a diagnostic."""
    loc: Path = tuple(p for p in error["loc"] if not (isinstance(p, str) and p == "[key]"))
    place = parsed.marks.at(*loc)
    key = str(loc[-1]) if loc else parsed.file
    cause = error.get("ctx", {}).get("error")
    if hasattr(cause, "code"):
        return Diagnostic.of(cause.code, place, **cause.params)
    if error["type"] == "extra_forbidden":
        return Diagnostic.of("R101", place, key=key, hint=nearest(key, _keys(model, loc[:-1])))
    if error["type"] == "missing":
        return Diagnostic.of("R102", place, key=key)
    if error["type"] in {"enum", "literal_error"}:
        allowed = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        return Diagnostic.of("R103", place, value=error["input"], allowed=allowed)
    return Diagnostic.of("R107", place, key=key, why=_why(error))


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    """Keys allowed in the object at `path`, found by walking the model's fields."""
    current: Any = model
    for step in path:
        if isinstance(step, int):
            continue
        field = next((f for n, f in current.model_fields.items() if step in (n, f.alias)), None)
        current = _model_in(field.annotation) if field else None
        if current is None:
            return []
    return [f.alias or name for name, f in current.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside Optional, tuple or Annotated."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(a) for a in getattr(annotation, "__args__", ()))
    return next((m for m in inner if m), None)


_WHY = {
    "string_type": Text("应为文字", "text expected"),
    "bool_type": Text("应为 true 或 false", "true or false expected"),
    "bool_parsing": Text("应为 true 或 false", "true or false expected"),
    "int_parsing": Text("应为整数", "a whole number expected"),
    "int_type": Text("应为整数", "a whole number expected"),
    "decimal_type": Text("应为数", "a number expected"),
    "tuple_type": Text("应为列表，如 [甲, 乙]", "a list expected, such as [a, b]"),
    "dict_type": Text("应为键值对", "a mapping expected"),
    "model_type": Text("应为键值对", "a mapping expected"),
    "model_attributes_type": Text("应为键值对", "a mapping expected"),
    "string_too_short": Text("太短", "too short"),
    "string_too_long": Text("太长，最多 {max_length} 字", "too long, at most {max_length} characters"),
    "too_short": Text("至少要有 {min_length} 项", "at least {min_length} items needed"),
    "too_long": Text("最多 {max_length} 项", "at most {max_length} items"),
    "string_pattern_mismatch": Text("只能用小写字母、数字和连字符", "only lower-case letters, digits and hyphens"),
    "greater_than_equal": Text("不得小于 {ge}", "not less than {ge}"),
    "greater_than": Text("应大于 {gt}", "more than {gt} expected"),
    "less_than_equal": Text("不得大于 {le}", "not more than {le}"),
    "date_from_datetime_parsing": Text("应为日期，如 2022-03-08", "a date such as 2022-03-08 expected"),
    "date_parsing": Text("应为日期，如 2022-03-08", "a date such as 2022-03-08 expected"),
    "date_type": Text("应为日期，如 2022-03-08", "a date such as 2022-03-08 expected"),
}


_PATTERNS = {
    r"^[0-9a-f]{64}$": Text("应为 64 位小写十六进制的 SHA-256", "64 lower-case hexadecimal digits of SHA-256 expected"),
    r"^[0-9]{6}$": Text("应为六位数字的行政区划代码", "a code of six digits expected"),
}
"""Pattern of a field → what it asks for."""


def _why(error: Any) -> Text:
    """The reason in both languages; pydantic's own English where no sentence is prepared."""
    context = error.get("ctx", {})
    text = _PATTERNS.get(context.get("pattern", "")) or _WHY.get(error["type"], Text(error["msg"], error["msg"]))
    return text.fill(context)
