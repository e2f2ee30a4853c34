"""Parquet → records, through DuckDB; a file of our own inbox keeps the place at which each figure was first written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.duck import connection as opened
from engine.headings import ALLOWED, HEADINGS, PLACES
from engine.intake import limits
from engine.intake.content import PARQUET
from engine.intake.figure import BOUND_WORDS
from engine.intake.grid import Record, Stored, Trait
from engine.intake.value import plain, seen
from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text
from engine.quantity import parse_number
from engine.rows import Columns, header_problems

MEMORY = "512MB"
"""A file that claims to be large fails instead of filling the memory."""

STORED = ("state", "bound", "margin")
"""Columns of our own files that say what a cell was read as."""

WORDS = {"exact": ""} | {bound: word for word, bound in reversed(BOUND_WORDS)}
DASHES = {"missing": "", "not_applicable": "-"}

COLUMNS = Columns(ALLOWED.required, (*ALLOWED.optional, *PLACES, *STORED), HEADINGS)
BATCH = 10_000
_NUMBER = re.compile(r"\d{1,18}(\.\d{1,18})?", re.ASCII)


def read(content: bytes, file: str) -> Iterator[Record | Diagnostic]:
    """One record for each row; rows are counted from 1."""
    try:
        import duckdb  # noqa: PLC0415  only for Parquet
    except ImportError:
        yield Diagnostic.of("S436", Place(file), format="Parquet", extra="parquet")
        return
    with TemporaryDirectory(prefix="check-") as folder:
        path = Path(folder, "figures.parquet")  # a name in which DuckDB finds no pattern
        path.write_bytes(content)
        try:
            with opened(memory_limit=MEMORY) as connection:
                yield from _rows(connection, str(path), file)
        except duckdb.Error as e:
            why = str(e).splitlines()[0][:200].replace(str(path), file)
            yield Diagnostic.of("S420", Place(file), format=PARQUET.called, why=Text(why, why))


def _rows(connection: Any, path: str, file: str) -> Iterator[Record | Diagnostic]:
    """The rows, once their number and size are known to be bearable."""
    query = "SELECT coalesce(sum(total_uncompressed_size), 0) FROM parquet_metadata(?)"
    (size,) = connection.execute(query, [path]).fetchone()
    (count,) = connection.execute("SELECT coalesce(sum(num_rows), 0) FROM parquet_file_metadata(?)", [path]).fetchone()
    if not 0 <= size <= limits.MAX_UNPACKED:
        yield limits.beyond(Place(file), limits.UNPACKED, limits.MAX_UNPACKED, n=size)
        return
    if not 0 <= count <= limits.MAX_ROWS:
        yield limits.beyond(Place(file), limits.ROWS, limits.MAX_ROWS, n=count)
        return
    cursor = connection.execute("SELECT * FROM read_parquet(?, hive_partitioning = false)", [path])
    fields = [HEADINGS.get(d[0], d[0]) for d in cursor.description]
    head = Place(file)
    problems = list(header_problems(fields, COLUMNS, [head] * len(fields), head))
    yield from problems
    number = 0
    while not problems and (batch := cursor.fetchmany(BATCH)):
        for row in batch:
            number += 1
            yield _record(fields, row, Place(file, number))


def _record(fields: Sequence[str], row: Sequence[Any], place: Place) -> Record:
    """One row as texts, with the place of its first submission where it has one."""
    cells: dict[str, str] = {}
    traits: dict[str, Trait] = {}
    for field, value in zip(fields, row, strict=True):
        cells[field], trait = seen(value)
        if trait:
            traits[field] = trait
    stored = _stored(cells)
    if "state" in cells:
        bound, state = cells.get("bound", ""), cells["state"]
        cells["value"] = DASHES.get(state, WORDS.get(bound, f"{bound}?") + _plain(cells.get("value", "")))
    cells.pop("written", None)
    return Record(cells, partial(_place, place, fields), traits, stored)


def _place(place: Place, fields: Sequence[str], column: str) -> Place:
    """Row, and the column where the file has it."""
    return place._replace(column=fields.index(column) + 1 if column in fields else 0)


def _stored(cells: Mapping[str, str]) -> Stored | None:
    """Where a stored figure first stood; None for a file that is not ours."""
    if not cells.get("place_file"):
        return None
    line, column = (int(n) if (n := cells.get(k, "")[:9]).isdigit() else 0 for k in ("place_line", "place_column"))
    place = Place(cells["place_file"], line, column, cells.get("place_sheet", ""))
    margin = _plain(cells.get("margin", "")) or "0"
    return Stored(place, cells.get("written", ""), parse_number(margin) if _NUMBER.fullmatch(margin) else Decimal(0))


def _plain(text: str) -> str:
    """1.2E+4 as 12000; text that is no number stays, to be refused as every other."""
    try:
        return plain(Decimal(text)) if text else ""
    except ArithmeticError:
        return text
