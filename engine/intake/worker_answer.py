"""Sheets or a problem as JSON and back, between the process that reads a workbook and the one that asked."""

import json
from datetime import date
from typing import Any

from engine.intake.grid import Line, Sheet, Trait
from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text

Found = list[Sheet] | Diagnostic
_LONE = "surrogatepass"
"""Half of a pair of surrogates is no character, yet a workbook may hold it."""


def packed(found: Found) -> bytes:
    """As bytes."""
    plain = {"problem": found} if isinstance(found, Diagnostic) else {"sheets": [_sheet(sheet) for sheet in found]}
    return json.dumps(plain, ensure_ascii=False, check_circular=False, default=date.isoformat).encode(errors=_LONE)


def unpacked(data: bytes) -> Found:
    """What was packed."""
    plain = json.loads(data.decode(errors=_LONE))
    return _problem(*plain["problem"]) if "problem" in plain else [_rebuilt(*sheet) for sheet in plain["sheets"]]


def _sheet(sheet: Sheet) -> list[Any]:
    """Texts of its lines, and apart from them the traits of few; each trait once, since a column has one for all."""
    traits: dict[Trait, int] = {}
    at = [
        (line.number - 1, index, traits.setdefault(trait, len(traits)))
        for line in sheet.lines
        for index, trait in line.traits.items()
    ]
    lines = [line.cells for line in sheet.lines]  # numbered from 1 on
    return [sheet.name, lines, sheet.visible, list(sheet.hidden_rows), list(sheet.hidden_columns), list(traits), at]


def _rebuilt(name: str, cells: list[list[str]], visible: bool, *more: list[Any]) -> Sheet:
    """The sheet that it was."""
    hidden_rows, hidden_columns, plain, at = more
    traits = [Trait(day and date.fromisoformat(day), kind and Text(*kind), *rest) for day, kind, *rest in plain]
    lines = [Line(number, texts, {}) for number, texts in enumerate(cells, 1)]
    for line, index, trait in at:
        lines[line].traits[index] = traits[trait]
    return Sheet(name, lines, visible, set(hidden_rows), set(hidden_columns))


def _problem(place: list[Any], code: str, fields: list[tuple[str, Any]], raw: str, _spec: None) -> Diagnostic:
    """The diagnostic that it was; a field is a text, or one in both languages."""
    kept = tuple((key, value if isinstance(value, str) else Text(*value)) for key, value in fields)
    return Diagnostic(Place(*place), code, kept, raw)
