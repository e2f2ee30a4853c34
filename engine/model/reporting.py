"""What `check status` prints: the JSON contract of who has reported a year's figures."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from engine.model.acceptance import Contradiction
from engine.model.form import Addressed
from engine.model.record import Record


class Reported(StrEnum):
    """How a unit stands with its figures of a year."""

    REPORTED = "reported"
    REVISED = "revised"
    LATE = "late"
    AWAITED = "awaited"
    OVERDUE = "overdue"


class UnitReport(Record):
    """One addressee of a form."""

    reporter: str = Field(description="unit or jurisdiction that is asked")
    addressed: Addressed
    form: str
    state: Reported
    asked: int = Field(description="figures that its form asks for")
    filled: int = Field(description="of these, those that have a figure or '-'")
    first: date | None = Field(description="day on which it first reported")
    latest: date | None
    submissions: tuple[int, ...] = Field(description="numbers of those that stand")
    revisions: int
    late_days: int = Field(description="of the first report, or until today when there is none; 0 in time")
    revised_after_due: bool


class Reporting(Record):
    """The result of `check status`."""

    schema_version: Literal["1"] = "1"
    inbox: str
    year: int
    as_of: date
    due: date | None = Field(description="last day in time; null: nobody is late")
    units: tuple[UnitReport, ...]
    counts: dict[Reported, int]
    asked: int
    filled: int
    others: tuple[int, ...] = Field(description="submissions with figures of the year from units that none is asked of")

    contradictions: tuple[Contradiction, ...] = Field((), description="between figures that stand, of any year")

    def exit_code(self, *, strict: bool) -> int:
        """0, for it is a report; 3 when strict and a unit is overdue."""
        return 3 if strict and self.counts[Reported.OVERDUE] else 0
