"""The part of the expression language that checks may use, held before anything is parsed."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from engine.model.text import Text

MAX_TOKENS, MAX_DEPTH, MAX_DIGITS = 120, 12, 20

WORDS = frozenset({"and", "or", "not", "in", "true", "false"})

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<number>\d+(?:\.\d+)?)(?![\w.])
    |(?P<name>[a-z][a-z0-9_]*)(?![\w"'])
    |(?P<text>'[^'\\\n]*'|"[^"\\\n]*")
    |(?P<sign>==|!=|<=|>=|<(?!<)|>(?!>)|[-+(),:\[\]]|\*(?!\*)|/(?!/)|\?(?!\?))
    """,
    re.VERBOSE | re.ASCII,
)

_OPEN, _CLOSE = frozenset("(["), frozenset(")]")


class Token(NamedTuple):
    """One token with its offset from the start, in characters."""

    kind: str
    text: str
    offset: int


NOTHING = Text("", "")


class ExpressionError(ValueError):
    """An expression that cannot be used; `hint` says what to do."""

    def __init__(self, why: Text, hint: Text = NOTHING) -> None:
        super().__init__(why.en)
        self.why, self.hint = why, hint


LANGUAGE = Text(
    "可用：字段名、数、'文字'、true、false、and、or、not、in、== != < <= > >=、+ - * /、( )、[ ]、a ? b : c。",
    "Use fields, numbers, 'text', true, false, and, or, not, in, == != < <= > >=, + - * /, ( ), [ ] and a ? b : c.",
)


def tokens(expression: str) -> list[Token]:
    """All tokens; ExpressionError for anything that a check may not say, or for too much of it."""
    found = list(_tokens(expression))
    if len(found) > MAX_TOKENS:
        raise ExpressionError(
            Text(f"太长，最多 {MAX_TOKENS} 个词", f"too long, at most {MAX_TOKENS} tokens"),
            Text("请拆成几条检查。", "Split it into several checks."),
        )
    if _depth(found) > MAX_DEPTH:
        raise ExpressionError(
            Text(f"括号嵌套太深，最多 {MAX_DEPTH} 层", f"brackets nest too deep, at most {MAX_DEPTH} levels"),
            Text("请改写。", "Rewrite it."),
        )
    for before, token in pairwise(found):
        ends = before.kind in {"number", "text"} or before.text in _CLOSE
        if token.text == "[" and (ends or (before.kind == "name" and before.text not in WORDS)):
            raise unreadable(expression, token.offset)  # one character of a text, or one member of a list
    return found


def _tokens(expression: str) -> Iterator[Token]:
    """Tokens from left to right, spaces left out."""
    at = 0
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if not match:
            raise unreadable(expression, at)
        kind = str(match.lastgroup)
        if kind == "number" and sum(map(str.isdigit, match.group())) > MAX_DIGITS:
            raise ExpressionError(Text(f"数最多 {MAX_DIGITS} 位", f"numbers have at most {MAX_DIGITS} digits"))
        if kind != "space":
            yield Token(kind, match.group(), at)
        at = match.end()


def _depth(found: list[Token]) -> int:
    """Most brackets that are open at once."""
    deepest = level = 0
    for token in found:
        level += (token.text in _OPEN) - (token.text in _CLOSE)
        deepest = max(deepest, level)
    return deepest


_SHOWN = 12
"""Characters of an unreadable expression that are repeated."""


def unreadable(expression: str, at: int) -> ExpressionError:
    """What cannot be read from character `at`, counted from 0."""
    rest = expression[at : at + _SHOWN]
    if not rest:
        return ExpressionError(Text("没有写完", "it ends too early"), LANGUAGE)
    why = Text(f"第 {at + 1} 个字符“{rest}”起无法识别", f"cannot be read from character {at + 1}, '{rest}'")
    return ExpressionError(why, LANGUAGE)
