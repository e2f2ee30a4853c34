"""What the ledger keeps: runs, a line for each of their findings, and the steps of rectification."""

from datetime import date
from typing import Literal, NamedTuple

Action = Literal["notify", "reply", "verify", "close", "reopen"]


class RunEntry(NamedTuple):
    """One recorded run; `hash` covers it, its report and the run before it."""

    number: int
    year: int
    recorded_at: str
    agent: str
    tool: str
    rules_sha256: str
    statistics_sha256: str
    hash: str


class Line(NamedTuple):
    """One finding of a recorded run; numbers are exact decimal text in `unit`."""

    run: int
    fingerprint: str
    commitment: str
    title: str
    jurisdiction: str
    year: int
    outcome: str
    basis: str | None
    lead: tuple[str, ...]
    unit: str
    criterion: str | None
    criterion_low: str | None
    criterion_high: str | None
    condition: str | None
    shortfall: str | None
    waiver: str | None


class Evidence(NamedTuple):
    """A file that was shown for a step: its name and content hash; the file itself stays with the office."""

    name: str
    sha256: str


class Step(NamedTuple):
    """One step of rectification; `run` is the last run recorded before it."""

    number: int
    run: int
    fingerprint: str
    action: Action
    at: str
    by: str
    document: str
    evidence: tuple[Evidence, ...]
    note: str
    deadline: date | None


class Tampered(NamedTuple):
    """The first row that is not what was recorded."""

    table: Literal["ledger", "runs", "findings", "events"]
    row: str
    kind: Literal["changed", "removed", "inserted"]


class Intact(NamedTuple):
    """A ledger that verifies: how much it holds, and the last hashes of its two chains."""

    runs: int
    findings: int
    events: int
    run_hash: str
    event_hash: str
