"""A ledger: every record is one transaction that holds the lock on the chain's head, every answer one snapshot."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection, Row, func, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from engine.chain import canonical, link
from engine.ledger import read
from engine.ledger.chain import lines
from engine.ledger.connect import connect, exists, failure, parsed, shown
from engine.ledger.gate import LedgerError
from engine.ledger.tables import EVENTS, LEDGER, RUNS, SCHEMA_VERSION, add_findings, create
from engine.ledger.verify import verify
from engine.model.finding import Report
from engine.model.history import PastFinding, Rectification
from engine.model.ledger import Intact, Line, RunEntry, Step, Tampered
from engine.model.text import Text
from engine.rectification import Standing, rectification, refuse, standing_of, taken

EMPTY = Text(
    "台账 {url} 还没有任何记录。先用 check run --ledger 记录一次核查。",
    "The ledger {url} holds nothing yet. Record a run first: check run --ledger.",
)
NEWER = Text(
    "台账 {url} 的格式版本是 {found}，本程序只认识 {known}。请升级程序。",
    "The ledger {url} has format {found}, this program knows {known}. Upgrade the program.",
)
NO_RUN = Text("台账中没有第 {number} 批核查。", "The ledger has no run {number}.")

CREATING = 0x7461726765744C
"""Key of the advisory lock that PostgreSQL processes take before they create the tables."""


class Ledger:
    """The ledger at one URL. Every method raises LedgerError when the database cannot be used."""

    def __init__(self, url: str) -> None:
        self._url = parsed(url)
        self._engine = connect(self._url)

    @property
    def url(self) -> str:
        """For reading: a password is hidden."""
        return shown(self._url)

    def record(self, report: Report, recorded_at: str, agent: str) -> RunEntry:
        """Append a run with its findings: whole, or not at all."""
        dumped = report.model_dump(mode="json", by_alias=True)
        with self._writing() as (connection, head):
            row = {
                "number": head.runs + 1,
                "year": report.run.year,
                "recorded_at": recorded_at,
                "agent": agent,
                "tool": report.run.tool,
                "rules_sha256": report.run.rules_sha256,
                "statistics_sha256": report.run.statistics_sha256,
                "report": canonical(dumped),
                "previous": head.run_hash,
            }
            row["hash"] = link(row)
            connection.execute(RUNS.insert().values(row))
            findings = list(lines(dumped, head.runs + 1))
            add_findings(connection, findings)
            connection.execute(LEDGER.update().values(runs=row["number"], run_hash=row["hash"]))
        return RunEntry(*(row[f] for f in RunEntry._fields))

    def rectify(self, step: Step) -> Standing:
        """Append a step; its number and run are given here. StepError when it may not follow."""
        with self._writing() as (connection, head):
            known = read.lines(connection, step.fingerprint), read.steps(connection, step.fingerprint)
            standing = standing_of(*known)
            refuse(standing, step)
            row = read.event_row(step._replace(number=head.events + 1, run=head.runs)) | {"previous": head.event_hash}
            row["hash"] = link(row)
            connection.execute(EVENTS.insert().values(row))
            connection.execute(LEDGER.update().values(events=row["number"], event_hash=row["hash"]))
        return taken(standing, step)

    def past(self, before_year: int) -> list[PastFinding]:
        """Outcomes of the years before, each plan's as its latest run of the year has them; none in a new ledger."""
        with self._reading() as connection:
            return read.past(connection, before_year) if connection else []

    def rectifications(self, day: date) -> list[Rectification]:
        """Every gap on its way to being closed, as of `day`; none in a new ledger."""
        with self._reading() as connection:
            groups = read.grouped(connection) if connection else []
        found = (rectification(lines[-1], standing_of(lines, steps), day) for lines, steps in groups)
        return [r for r in found if r]

    def find(self, fingerprint: str) -> list[tuple[list[Line], list[Step]]]:
        """Lines and steps of each fingerprint that begins so."""
        with self._read() as connection:
            found = read.fingerprints(connection, fingerprint)
            return [(read.lines(connection, f), read.steps(connection, f)) for f in found]

    def history(self) -> list[tuple[list[Line], list[Step]]]:
        """Lines and steps of every fingerprint, in the order of recording."""
        with self._read() as connection:
            return read.grouped(connection)

    def runs(self) -> list[RunEntry]:
        """Every run in order."""
        with self._read() as connection:
            return read.runs(connection)

    def latest(self, year: int) -> int | None:
        """Number of the latest run of a year."""
        with self._read() as connection:
            number: int | None = connection.scalar(select(func.max(RUNS.c.number)).where(RUNS.c.year == year))
            return number

    def report(self, number: int) -> bytes:
        """The report of a run as recorded, canonical JSON."""
        with self._read() as connection:
            content = connection.scalar(select(RUNS.c.report).where(RUNS.c.number == number))
        if content is None:
            raise LedgerError(NO_RUN.fill({"number": number}))
        return bytes(content)

    def holds(self, hash_: str) -> bool:
        """Whether a run or a step has this hash."""
        with self._read() as connection:
            found = [connection.scalar(select(func.count()).where(t.c.hash == hash_)) for t in (RUNS, EVENTS)]
        return any(found)

    def verify(self) -> Intact | Tampered:
        """Recompute everything; the first row that is not what was recorded."""
        with self._read() as connection:
            return verify(connection)

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, Row[tuple[int, ...]]]]:
        """A transaction with the lock and the head of the chains; makes the tables on first use."""
        try:
            with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
                self._prepare(connection)
                head = connection.execute(select(LEDGER).with_for_update()).one()
                self._known(head.schema_version)
                yield connection, head
        except SQLAlchemyError as e:
            raise failure(self._url, e) from e

    def _prepare(self, connection: Connection) -> None:
        """Tables on first use; of several processes one makes them."""
        if inspect(connection).has_table(LEDGER.name):
            return
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({CREATING})"))
            if connection.scalar(text(f"SELECT to_regclass('{LEDGER.name}')")) is not None:
                return
        create(connection)

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        """A snapshot of a ledger that must be there."""
        with self._reading() as connection:
            if connection is None:
                raise LedgerError(EMPTY.fill({"url": self.url}))
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection | None]:
        """A snapshot; None for a database without a ledger."""
        if not exists(self._url):
            yield None
            return
        try:
            with self._engine.connect() as connection, connection.begin():
                there = inspect(connection).has_table(LEDGER.name)
                if there:
                    self._known(connection.scalar(select(LEDGER.c.schema_version)))
                yield connection if there else None
        except SQLAlchemyError as e:
            raise failure(self._url, e) from e

    def _known(self, version: int | None) -> None:
        """LedgerError for a format of another program version."""
        if version is not None and version != SCHEMA_VERSION:
            raise LedgerError(NEWER.fill({"url": self.url, "found": version, "known": SCHEMA_VERSION}))
