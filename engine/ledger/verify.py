"""Recompute a ledger from its first row: the chain of runs, the findings of each report, the chain of events."""

import json
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, Literal

from sqlalchemy import Connection, Table, func, select

from engine.chain import GENESIS, link
from engine.ledger.chain import lines
from engine.ledger.tables import EVENTS, FINDINGS, LEDGER, RUNS
from engine.model.ledger import Intact, Tampered

Row = Mapping[str, Any]
Kind = Literal["changed", "removed", "inserted"]


def verify(connection: Connection) -> Intact | Tampered:
    """The first row that is not what was recorded, or how much is intact."""
    heads = [dict(r._mapping) for r in connection.execute(select(LEDGER))]
    if len(heads) != 1 or heads[0]["id"] != 1:
        return Tampered("ledger", "1", "changed" if heads else "removed")
    return next(_problems(connection, heads[0]), None) or Intact(
        heads[0]["runs"],
        connection.scalar(select(func.count()).select_from(FINDINGS)) or 0,
        heads[0]["events"],
        heads[0]["run_hash"],
        heads[0]["event_hash"],
    )


def _problems(connection: Connection, head: Row) -> Iterator[Tampered]:
    """Every check in order."""
    yield from _chain(connection, RUNS, head["runs"], head["run_hash"])
    yield from _findings(connection, head["runs"])
    yield from _chain(connection, EVENTS, head["events"], head["event_hash"])


def _chain(connection: Connection, table: Table, count: int, last: str) -> Iterator[Tampered]:
    """The links of one chain, held against each other and against its head."""
    name: Literal["runs", "events"] = "runs" if table is RUNS else "events"
    hashes = [GENESIS]
    for number, row in enumerate(_rows(connection, table), start=1):
        broken = _broken(row, number, hashes[-1])
        if broken:
            yield Tampered(name, *broken)
            return
        hashes.append(row["hash"])
    found = len(hashes) - 1
    if hashes[-1] != last and found < count:
        yield Tampered(name, str(found + 1), "removed")
    elif hashes[-1] != last and found > count and hashes[count] == last:
        yield Tampered(name, str(count + 1), "inserted")
    elif hashes[-1] != last or found != count:
        yield Tampered("ledger", "1", "changed")


def _rows(connection: Connection, table: Table) -> Iterator[Row]:
    """Rows in order, one in memory at a time."""
    numbers = connection.scalars(select(table.c.number).order_by(table.c.number)).all()
    for number in numbers:
        yield dict(connection.execute(select(table).where(table.c.number == number)).one()._mapping)


def _broken(row: Row, number: int, previous: str) -> tuple[str, Kind] | None:
    """Row and kind of a broken link; a row that is sound under another number shows that its neighbours were moved."""
    if row["number"] < number:
        return str(row["number"]), "inserted"
    if row["number"] > number or link({**row, "number": number + 1}) == row["hash"]:
        return str(number), "removed"
    if link({**row, "number": number - 1}) == row["hash"]:
        return str(number - 1), "inserted"
    sound = link(row) == row["hash"] and row["previous"] == previous
    return None if sound else (str(number), "changed")


def _findings(connection: Connection, count: int) -> Iterator[Tampered]:
    """The findings of every run as its report has them, and none of a run that is not there."""
    for run in range(1, count + 1):
        report = connection.scalar(select(RUNS.c.report).where(RUNS.c.number == run))
        yield from _of_run(connection, run, json.loads(report or b'{"findings": []}'))
    stray = select(FINDINGS.c.run, FINDINGS.c.position).where((FINDINGS.c.run > count) | (FINDINGS.c.run < 1))
    for row in connection.execute(stray.order_by(FINDINGS.c.run, FINDINGS.c.position)):
        yield Tampered("findings", f"{row.run}/{row.position}", "inserted")


def _of_run(connection: Connection, run: int, report: Row) -> Iterator[Tampered]:
    """The findings of one run, each held against what its report says."""
    query = select(FINDINGS).where(FINDINGS.c.run == run).order_by(FINDINGS.c.position)
    rows = (dict(r._mapping) for r in connection.execute(query))
    for asked, kept in zip_longest(lines(report, run), rows):
        if asked is None or (kept and asked["position"] > kept["position"]):
            yield Tampered("findings", f"{run}/{kept['position']}", "inserted")
        elif kept is None or kept["position"] > asked["position"]:
            yield Tampered("findings", f"{run}/{asked['position']}", "removed")
        elif asked != kept:
            yield Tampered("findings", f"{run}/{asked['position']}", "changed")
