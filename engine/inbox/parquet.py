"""Figures as Parquet and back, through DuckDB, with not a digit lost: numbers are kept as exact text."""

import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, cast

from engine.duck import connection as opened
from engine.inbox.gate import duckdb
from engine.model.diagnostic import Place
from engine.model.observation import Bound, Observation, State, Status

STATUSES = {s.word: s for s in Status}


class Column(NamedTuple):
    """One column: its SQL type, and how it is taken from a figure."""

    type: str
    take: Callable[[Observation], object]


def _text(value: object) -> str | None:
    """As exact text; what is no Unicode character, which JSON can smuggle in, becomes a question mark."""
    return None if value is None else str(value).encode("utf-8", "replace").decode("utf-8")


COLUMNS: dict[str, Column] = {
    "indicator": Column("VARCHAR", lambda o: _text(o.indicator)),
    "jurisdiction": Column("VARCHAR", lambda o: _text(o.jurisdiction)),
    "year": Column("INTEGER", lambda o: o.year),
    "state": Column("VARCHAR", lambda o: o.state),
    "value": Column("VARCHAR", lambda o: _text(o.value)),
    "unit": Column("VARCHAR", lambda o: _text(o.unit)),
    "bound": Column("VARCHAR", lambda o: o.bound),
    "status": Column("VARCHAR", lambda o: o.status.word),
    "source": Column("VARCHAR", lambda o: _text(o.source)),
    "note": Column("VARCHAR", lambda o: _text(o.note)),
    "case": Column("VARCHAR", lambda o: _text(o.case)),
    "standard_error": Column("VARCHAR", lambda o: _text(o.standard_error)),
    "sample_size": Column("VARCHAR", lambda o: _text(o.sample_size)),
    "design_effect": Column("VARCHAR", lambda o: _text(o.design_effect)),
    "received": Column("DATE", lambda o: o.received),
    "margin": Column("VARCHAR", lambda o: _text(o.margin)),
    "reporter": Column("VARCHAR", lambda o: _text(o.reporter)),
    "written": Column("VARCHAR", lambda o: _text(o.written)),
    "place_file": Column("VARCHAR", lambda o: _text(o.place.file)),
    "place_sheet": Column("VARCHAR", lambda o: _text(o.place.sheet)),
    "place_line": Column("INTEGER", lambda o: o.place.line),
    "place_column": Column("INTEGER", lambda o: o.place.column),
}


def write(path: Path, observations: Sequence[Observation]) -> None:
    """A new Parquet file, one row for each figure in order."""
    names = ", ".join(f'"{name}" {c.type}' for name, c in COLUMNS.items())
    values = ", ".join(f"unnest(?::{c.type}[])" for c in COLUMNS.values())
    taken = [[c.take(o) for o in observations] for c in COLUMNS.values()]
    with _connection() as connection:
        connection.execute(f"CREATE TABLE figures ({names})")
        connection.execute(f"INSERT INTO figures SELECT {values}", taken)
        connection.execute("COPY figures TO ? (FORMAT parquet, COMPRESSION zstd)", [str(path.absolute())])


def read(paths: Iterable[Path]) -> list[list[Observation]]:
    """The figures of each file that `write` made, in order."""
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    query = f"SELECT {names} FROM read_parquet(?, hive_partitioning = false)"  # noqa: S608  our own column names
    with _connection() as connection:  # one for all, for it takes longer to make than a file to read
        found = [connection.execute(query, [_literal(path)]).fetchall() for path in paths]
    return [[_observation(dict(zip(COLUMNS, row, strict=True))) for row in rows] for rows in found]


@contextmanager
def _connection() -> Iterator[Any]:
    """A database in memory; what it cannot write or read, such as on a full disk, is an OSError."""
    library = duckdb()
    try:
        with opened() as connection:
            yield connection
    except library.Error as e:
        raise OSError(errno.EIO, str(e).partition("\n")[0]) from e


def _literal(path: Path) -> str:
    """A path in which DuckDB finds no pattern."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in str(path.absolute()))


def _observation(row: dict[str, Any]) -> Observation:
    """One figure; the columns are those of `write`."""
    place = Place(row["place_file"], row["place_line"], row["place_column"], row["place_sheet"])
    kept = {name: row[name] for name in ("indicator", "jurisdiction", "year", "unit", "source", "note", "case")}
    return Observation(
        **kept,
        state=cast(State, row["state"]),
        value=_decimal(row["value"]),
        bound=cast(Bound, row["bound"]),
        status=STATUSES[row["status"]],
        place=place,
        margin=Decimal(row["margin"]),
        standard_error=_decimal(row["standard_error"]),
        sample_size=None if row["sample_size"] is None else int(row["sample_size"]),
        design_effect=Decimal(row["design_effect"]),
        received=cast("date | None", row["received"]),
        reporter=row["reporter"],
        written=row["written"],
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
