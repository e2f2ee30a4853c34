"""A submitted file that no program of ours can mark, as plain rows: its answer is built from what was read."""

from collections.abc import Callable, Iterator, Mapping

from engine.intake.content import JSON_LINES, ODS, PARQUET, XLS, Kind, kind_of
from engine.intake.grid import Record
from engine.model.diagnostic import Diagnostic
from engine.model.submission import Cells


def cells(content: bytes, file: str) -> list[Cells]:
    """Its sheets, or one table of its records; nothing for a file of another kind, and for one that cannot be read."""
    kind = kind_of(content)
    return READERS[kind](content, file, kind) if kind in READERS else []


def _sheets(content: bytes, file: str, kind: Kind) -> list[Cells]:
    """Every sheet at its true positions."""
    from engine.intake import worker  # noqa: PLC0415  subprocess and threading with all they load, as below

    found = worker.WORKER.read(content, file, kind)
    if isinstance(found, Diagnostic):
        return []
    return [Cells(sheet.name, [line.cells for line in sheet.lines]) for sheet in found]


def _json_lines(content: bytes, file: str, _: Kind) -> list[Cells]:
    from engine.intake import json_lines  # noqa: PLC0415

    return _table(json_lines.read(content, file))


def _parquet(content: bytes, file: str, _: Kind) -> list[Cells]:
    from engine.intake import parquet  # noqa: PLC0415

    return _table(parquet.read(content, file))


def _table(found: Iterator[Record | Diagnostic]) -> list[Cells]:
    """Columns in the order in which they occur, and each record one row below the number of its line."""
    records = [record for record in found if isinstance(record, Record)]
    columns = {c: n for n, c in enumerate(dict.fromkeys(c for record in records for c in record.cells), 1)}
    rows: list[list[str]] = [list(columns)]
    spots: dict[tuple[int, int], tuple[int, int]] = {}
    for record in records:
        line = next((record.place(c).line for c in record.cells), 0)
        rows += [[] for _ in range(line + 1 - len(rows))]
        rows[line] = [record.cells.get(c, "") for c in columns]
        spots |= {(line, record.place(c).column): (line + 1, n) for c, n in columns.items() if c in record.cells}
    return [Cells("", rows, spots)] if records else []


READERS: Mapping[Kind, Callable[[bytes, str, Kind], list[Cells]]] = {
    XLS: _sheets,
    ODS: _sheets,
    JSON_LINES: _json_lines,
    PARQUET: _parquet,
}
"""Kind → how it is shown again."""
