"""Rows of a ledger → what the core works with; every function reads inside the caller's transaction."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, select

from engine.chain import canonical
from engine.ledger.tables import EVENTS, FINDINGS, RUNS
from engine.model.history import PastFinding
from engine.model.ledger import Evidence, Line, RunEntry, Step

LINE = [FINDINGS.c[name] for name in Line._fields]


def runs(connection: Connection) -> list[RunEntry]:
    """Every run in order, without its report."""
    columns = [RUNS.c[name] for name in RunEntry._fields]
    return [RunEntry(*row) for row in connection.execute(select(*columns).order_by(RUNS.c.number))]


def fingerprints(connection: Connection, start: str) -> list[str]:
    """Every fingerprint that begins so."""
    column = FINDINGS.c.fingerprint
    return list(connection.scalars(select(column).where(column.startswith(start, autoescape=True)).distinct()))


def lines(connection: Connection, fingerprint: str) -> list[Line]:
    """Every finding of one fingerprint in the order of recording."""
    query = select(*LINE).where(FINDINGS.c.fingerprint == fingerprint).order_by(FINDINGS.c.run)
    return [_line(row) for row in connection.execute(query)]


def steps(connection: Connection, fingerprint: str) -> list[Step]:
    """Every step of one fingerprint in the order of recording."""
    query = select(EVENTS).where(EVENTS.c.fingerprint == fingerprint).order_by(EVENTS.c.number)
    return [_step(row._mapping) for row in connection.execute(query)]


def grouped(connection: Connection) -> list[tuple[list[Line], list[Step]]]:
    """Lines and steps of every fingerprint, in order of first appearance."""
    taken: dict[str, list[Step]] = defaultdict(list)
    for row in connection.execute(select(EVENTS).order_by(EVENTS.c.number)):
        taken[row.fingerprint].append(_step(row._mapping))
    found: dict[str, list[Line]] = {}
    for row in connection.execute(select(*LINE).order_by(FINDINGS.c.run, FINDINGS.c.position)):
        found.setdefault(row.fingerprint, []).append(_line(row))
    return [(lines, taken[fingerprint]) for fingerprint, lines in found.items()]


def past(connection: Connection, before_year: int) -> list[PastFinding]:
    """Outcomes of earlier years, each plan's by its latest run of the year."""
    f = FINDINGS.c
    latest = (
        select(f.plan, f.year, func.max(f.run).label("run"))
        .where(f.year < before_year)
        .group_by(f.plan, f.year)
        .subquery()
    )
    same = and_(f.plan == latest.c.plan, f.year == latest.c.year, f.run == latest.c.run)
    columns = [f[name] for name in PastFinding._fields]
    query = select(*columns).join(latest, same).order_by(f.year, f.run, f.position)
    return [PastFinding(*row)._replace(lead=_names(row.lead)) for row in connection.execute(query)]


def event_row(step: Step) -> dict[str, Any]:
    """A step as its columns in `events`."""
    return step._asdict() | {
        "evidence": canonical([e._asdict() for e in step.evidence]).decode(),
        "deadline": step.deadline and step.deadline.isoformat(),
    }


def _line(row: Iterable[Any]) -> Line:
    line = Line(*row)
    return line._replace(lead=_names(line.lead))


def _names(text: Any) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _step(row: Any) -> Step:
    """A row of `events`."""
    values = {name: row[name] for name in Step._fields}
    values["evidence"] = tuple(Evidence(**e) for e in json.loads(row["evidence"]))
    values["deadline"] = row["deadline"] and date.fromisoformat(row["deadline"])
    return Step(**values)
