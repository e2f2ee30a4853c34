"""The tables of a ledger. All are append-only but the one row of `ledger`, which holds the last link of each chain."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, text

from engine.chain import GENESIS

SCHEMA_VERSION = 1

METADATA = MetaData()

LEDGER = Table(
    "ledger",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("schema_version", Integer, nullable=False),
    Column("runs", Integer, nullable=False),
    Column("run_hash", String(64), nullable=False),
    Column("events", Integer, nullable=False),
    Column("event_hash", String(64), nullable=False),
)

RUNS = Table(
    "runs",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("year", Integer, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("tool", Text, nullable=False),
    Column("rules_sha256", Text, nullable=False),
    Column("statistics_sha256", Text, nullable=False),
    Column("report", LargeBinary, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

FINDINGS = Table(
    "findings",
    METADATA,
    Column("run", Integer, ForeignKey("runs.number"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("fingerprint", Text, nullable=False),
    Column("commitment", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("jurisdiction", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("basis", Text),
    Column("provisional", Integer, nullable=False),
    Column("reason_code", Text, nullable=False),
    Column("nature", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("criterion", Text),
    Column("criterion_low", Text),
    Column("criterion_high", Text),
    Column("condition", Text),
    Column("shortfall", Text),
    Column("waiver", Text),
    Column("consecutive_gap_years", Integer, nullable=False),
    Index("findings_by_fingerprint", "fingerprint", "run"),
    Index("findings_by_year", "plan", "year", "run"),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("run", Integer, ForeignKey("runs.number"), nullable=False),
    Column("fingerprint", Text, nullable=False, index=True),
    Column("action", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("deadline", Text),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

AS_ROWS = "json_populate_recordset(CAST(NULL AS findings), CAST(:rows AS json))"
BATCH = 5000

APPEND_ONLY = (RUNS, FINDINGS, EVENTS)

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'append-only'); END",
        ("update", "delete"),
    ),
    "postgresql": (
        "CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} EXECUTE FUNCTION refuse_change()",
        ("update", "delete", "truncate"),
    ),
}
"""Dialect → statement that makes the database refuse a verb on a table, and the verbs."""

REFUSE = """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'append-only'; END $$"""


def create(connection: Connection) -> None:
    """All tables, the guards that keep them append-only, and the empty chains; inside the caller's transaction."""
    METADATA.create_all(connection, checkfirst=False)
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.execute(text(REFUSE))
    statement, verbs = GUARDS[dialect]
    for table in APPEND_ONLY:
        for verb in verbs:
            connection.execute(text(statement.format(table=table.name, verb=verb)))
    empty = {"id": 1, "schema_version": SCHEMA_VERSION, "runs": 0, "events": 0}
    connection.execute(LEDGER.insert().values(**empty, run_hash=GENESIS, event_hash=GENESIS))


def add_findings(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Append rows of `findings`. PostgreSQL takes them as JSON, many at a time: half the time of single rows."""
    if connection.dialect.name != "postgresql":
        if rows:
            connection.execute(FINDINGS.insert(), rows)
        return
    names = ", ".join(f'"{c.name}"' for c in FINDINGS.columns)
    statement = text(f"INSERT INTO findings ({names}) SELECT {names} FROM {AS_ROWS}")  # noqa: S608  our own names
    for start in range(0, len(rows), BATCH):
        connection.execute(statement, {"rows": json.dumps(rows[start : start + BATCH], ensure_ascii=False)})
