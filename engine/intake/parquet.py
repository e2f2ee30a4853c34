"""Parquet → records, through DuckDB; what only the inbox's own files can say of a figure is left out."""

import math
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

from engine.duck import connection as opened
from engine.headings import ALLOWED, HEADINGS
from engine.intake import limits
from engine.intake.content import PARQUET
from engine.intake.figure import BOUND_WORDS, NOT_APPLICABLE
from engine.intake.grid import Record, Trait
from engine.intake.reading import short
from engine.intake.value import plain, seen
from engine.model.diagnostic import Diagnostic, Place
from engine.model.observation import Bound, State
from engine.model.text import Text
from engine.quantity import as_written
from engine.rows import Columns, header_problems

MEMORY = "512MB"
"""A file that claims to be large fails instead of filling the memory."""

READ_AS = ("state", "bound")
"""Columns of our own files that say what a cell was read as; text that a sender could write in the cell as well."""

OURS = ("place_file", "place_sheet", "place_line", "place_column", "written", "margin")
"""Columns of our own files that say where a figure first stood; only the inbox's reader, which has hashes, believes."""

WORDS = {"": "", "exact": ""} | {bound: word for word, bound in reversed(BOUND_WORDS)}
DASHES = {"missing": "", "not_applicable": "-"}
BOUNDS = tuple(word for word, _ in BOUND_WORDS)
KNOWN = {"state": ("", *get_args(State)), "bound": ("", *get_args(Bound))}
"""Words of the columns; nothing says no more than the value does."""

COLUMNS = Columns(ALLOWED.required, (*ALLOWED.optional, *READ_AS, *OURS), HEADINGS)
BATCH = 10_000
_EXACT = re.compile(r"[+-]?\d{1,20}(\.\d{1,20})?E\+\d{1,2}", re.ASCII)
"""A number with an exponent, as our own files keep 5万; every other text is read as in CSV."""

ZONED = Text("“{column}”列的类型是 {type}", "column '{column}' is of type {type}")
_FLOAT_DIGITS = range(1, 10)
SAFE_DIGITS = 6
"""Digits that survive 32 bits."""


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
    types = [str(d[1]) for d in cursor.description]
    problems = list(_problems(fields, types, Place(file)))
    yield from problems
    single = frozenset(i for i, t in enumerate(types) if t == "FLOAT")
    number = 0
    while not any(d.level == "error" for d in problems) and (batch := cursor.fetchmany(BATCH)):
        for row in batch:
            number += 1
            yield _record(fields, row, single, Place(file, number))


def _problems(fields: list[str], types: Sequence[str], head: Place) -> Iterator[Diagnostic]:
    """Of the columns: their names, their types, and which ones are not believed."""
    yield from header_problems(fields, COLUMNS, [head] * len(fields), head, fields)
    for field, type_ in zip(fields, types, strict=True):
        if "WITH TIME ZONE" in type_:
            yield Diagnostic.of("S420", head, format="Parquet", why=ZONED.fill({"column": field, "type": type_}))
    if ours := [field for field in fields if field in OURS]:
        yield Diagnostic.of("N426", head, columns=Text("、".join(ours), ", ".join(ours)))


def _record(fields: Sequence[str], row: Sequence[Any], single: frozenset[int], place: Place) -> Record | Diagnostic:
    """One row as texts."""
    cells: dict[str, str] = {}
    traits: dict[str, Trait] = {}
    for i, (field, value) in enumerate(zip(fields, row, strict=True)):
        if field in OURS:
            continue
        cells[field], trait = _single(value) if i in single else seen(value)
        if trait:
            traits[field] = trait
    record = Record(cells, partial(_place, place, fields), traits)
    return _contradiction(record) or record._replace(cells=cells | {"value": _stated(cells)})


def _contradiction(record: Record) -> Diagnostic | None:
    """A word for the state or bound that is none, or one that the value contradicts."""
    value = record.cells.get("value", "").strip()
    for column, known in KNOWN.items():
        said = record.cells.get(column, "")
        if said not in known:
            fields = {"column": column, "text": short(said), "allowed": "、".join(known[1:])}
            return Diagnostic.of("S463", record.place(column), **fields)._replace(raw=said)
        if said and not _fits(column, said, value):
            fields = {"column": column, "said": said, "value": short(value)}
            return Diagnostic.of("S462", record.place("value"), **fields)._replace(raw=value)
    return None


def _fits(column: str, said: str, value: str) -> bool:
    """Whether a value is as its state says, and says nothing of a bound that has a column."""
    if column == "bound":
        return not value.startswith(BOUNDS)
    if said == "reported":
        return value not in {"", *NOT_APPLICABLE}
    return value in {"missing": {""}, "not_applicable": {"", *NOT_APPLICABLE}}[said]


def _stated(cells: Mapping[str, str]) -> str:
    """What a sender of plain text would write: the word of the bound, and '-' for what is not applicable."""
    value = cells.get("value", "")
    if value.strip() in {"", *NOT_APPLICABLE}:
        return DASHES.get(cells.get("state", ""), value)
    return WORDS[cells.get("bound", "")] + _plain(value)


def _place(place: Place, fields: Sequence[str], column: str) -> Place:
    """Row, and the column where the file has it."""
    return place._replace(column=fields.index(column) + 1 if column in fields else 0)


def _single(value: float | None) -> tuple[str, Trait | None]:
    """A number of 32 bits as the shortest decimal that is stored so: 95.3, not 95.3000030517578."""
    if value is None or not math.isfinite(value):
        return seen(value)
    stored = struct.pack("<f", value)
    text = next(t for n in _FLOAT_DIGITS if struct.pack("<f", float(t := f"{value:.{n}g}")) == stored)
    short = Decimal(text)
    whole = plain(short)
    return whole, Trait(single=True) if len(short.as_tuple().digits) > SAFE_DIGITS else None


def _plain(text: str) -> str:
    """5E+4 as 5万; other text stays as it is."""
    return as_written(Decimal(text)) if _EXACT.fullmatch(text) else text
