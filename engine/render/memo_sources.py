"""Where the figures of a memo come from: by source and file, and each one with its line or cell."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.model.diagnostic import Place, column_number
from engine.model.finding import Finding, Used
from engine.model.text import Lang, Text

LINE, CELL = Text("{file} 第{line}行", "{file}, line {line}"), Text("{file} {spot}", "{file}, {spot}")


def sources(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Source and file of the figures used, with how many and how many provisional."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for o in _used(findings):
        empty = {"source": o.source, "file": o.file, "rows": 0, "provisional": 0}
        row = rows.setdefault((o.file, o.source), empty)
        row["rows"] += 1
        row["provisional"] += o.status == "provisional"
    return [rows[key] for key in sorted(rows)]


def used(findings: Iterable[Finding], names: Mapping[str, str], lang: Lang) -> list[dict[str, Any]]:
    """Each figure once, in the order in which findings use them, with its indicator's name and its place."""
    return [o.model_dump() | {"name": names[o.indicator], "place": _place(o).say(lang)} for o in _used(findings)]


def _used(findings: Iterable[Finding]) -> list[Used]:
    """Figures behind findings, each once: a row of a table may hold several."""
    found = (o for f in findings for o in f.observations)
    return list({(o.file, o.sheet, o.line, o.cell, o.indicator, o.year, o.case): o for o in found}.values())


def _place(o: Used) -> Text:
    """File and line, or file and sheet!cell."""
    place = Place(o.file, o.line, column_number(o.cell) if o.cell else 0, o.sheet or "")
    fields = {"file": o.file, "line": o.line, "spot": place.spot}
    return (CELL if o.sheet else LINE).fill(fields)
