"""What `check history` prints: the JSON contract of the line over the years."""

from datetime import date
from typing import Literal

from pydantic import Field

from engine.model.history import State
from engine.model.ledger import Action
from engine.model.record import Record


class YearLine(Record):
    """One year as the latest run of that year has it; `state` is where the gap stood when a later year was judged."""

    year: int
    run: int
    outcome: str
    basis: Literal["final", "interim"] | None
    unit: str
    criterion: str | None
    criterion_low: str | None
    criterion_high: str | None
    condition: str | None
    shortfall: str | None
    waiver: str | None
    state: State | None


class EvidenceFile(Record):
    """A file that was shown, by name and content hash."""

    name: str
    sha256: str


class StepTaken(Record):
    """One step of rectification."""

    action: Action
    at: str
    by: str
    document: str
    evidence: tuple[EvidenceFile, ...]
    note: str
    deadline: date | None


class Timeline(Record):
    """One commitment in one jurisdiction over the years."""

    commitment: str
    title: str
    jurisdiction: str
    fingerprint: str
    lead: tuple[str, ...]
    state: State | None = Field(description="where its rectification stands now; null when there never was a gap")
    opened_year: int | None
    deadline: date | None
    days_overdue: int
    years: tuple[YearLine, ...]
    steps: tuple[StepTaken, ...]


class History(Record):
    """The result of `check history`."""

    schema_version: Literal["1"] = "1"
    as_of: date
    timelines: tuple[Timeline, ...]
