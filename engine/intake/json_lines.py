"""JSON lines → records; numbers are taken from their text, never through a binary number."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from engine.headings import ALLOWED, HEADINGS
from engine.intake.grid import Record, Trait
from engine.intake.plain_text import lines_of, text_of
from engine.intake.value import BOOLEAN, digits
from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text
from engine.rows import header_problems

NO_OBJECT = Text("不是对象", "it is not an object")
NESTED = Text("“{key}”的值应是文字或数", "the value of '{key}' is neither text nor number")
TWICE = Text("“{key}”出现了不止一次", "'{key}' occurs more than once")
DEEP = Text("嵌套过深", "nested too deep")
BAD_NUMBER = Text("{text} 不是 JSON 数", "{text} is no JSON number")


class _LineError(ValueError):
    """A line that cannot be used."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def read(content: bytes, file: str) -> Iterator[Record | Diagnostic]:
    """One record for each line that is not blank."""
    text = text_of(content, file)
    if isinstance(text, Diagnostic):
        yield text
        return
    for number, line in enumerate(lines_of(text), 1):
        if line.strip():
            yield from _record(line, Place(file, number, 1))


def _record(line: str, place: Place) -> Iterator[Record | Diagnostic]:
    """The record of one line, or what is wrong with it."""
    try:
        found = json.loads(
            line, parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse, object_pairs_hook=_object
        )
        cells = _cells(found)
    except json.JSONDecodeError as e:
        spot = place._replace(column=e.colno)
        yield Diagnostic.of("S439", spot, line=place.line, why=Text(e.msg, e.msg))._replace(raw=line)
        return
    except (_LineError, RecursionError, ArithmeticError) as e:
        why = e.why if isinstance(e, _LineError) else DEEP
        yield Diagnostic.of("S439", place, line=place.line, why=why)._replace(raw=line)
        return
    where = partial(_place, line, {HEADINGS.get(k, k): k for k in found}, place)
    problems = list(header_problems(list(cells), ALLOWED, [where(c) for c in cells], place, list(cells)))
    yield from problems
    if not problems:
        traits = {HEADINGS.get(k, k): Trait(kind=BOOLEAN) for k, v in found.items() if isinstance(v, bool)}
        yield Record(cells, where, traits)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys occur once, under whatever of their names."""
    seen: set[str] = set()
    for key, _ in pairs:
        if (meaning := HEADINGS.get(key, key)) in seen:
            raise _LineError(TWICE.fill({"key": key}))
        seen.add(meaning)
    return dict(pairs)


def _refuse(text: str) -> Any:
    """NaN and Infinity, which Python reads and JSON does not have."""
    raise _LineError(BAD_NUMBER.fill({"text": text}))


def _cells(found: Any) -> dict[str, str]:
    """Texts by column; null is an empty cell."""
    if not isinstance(found, dict):
        raise _LineError(NO_OBJECT)
    cells = {}
    for key, value in found.items():
        if isinstance(value, dict | list):
            raise _LineError(NESTED.fill({"key": key}))
        cells[HEADINGS.get(key, key)] = _text(value)
    return cells


def _text(value: str | Decimal | bool | None) -> str:
    """A value as it is written; the digits of a number say how far it is rounded."""
    if isinstance(value, Decimal):
        return digits(value)
    return value if isinstance(value, str) else "" if value is None else str(value).lower()


def _place(line: str, keys: Mapping[str, str], place: Place, column: str) -> Place:
    """Where the value of a column begins."""
    key = json.dumps(keys.get(column, column), ensure_ascii=False)
    match = re.search(re.escape(key) + r"\s*:\s*", line)
    return place._replace(column=match.end() + 1) if match else place
