"""What `check accept` prints: the JSON contract of receipts, and of what a revision changes."""

from typing import Literal

from pydantic import Field

from engine.model.record import Record
from engine.model.validation import Validation

Change = Literal["added", "removed", "changed"]


class Figure(Record):
    """One figure as submitted, with the cell or line it stands in."""

    state: str
    value: str | None = Field(description="exact decimal text in `unit`")
    unit: str
    bound: str
    status: str
    place: str = Field(description="file:sheet!cell, or file:line")


class FigureChange(Record):
    """One figure that a revision adds, removes or changes; `others` are changed fields beside value and status."""

    change: Change
    indicator: str
    jurisdiction: str
    year: int
    case: str
    before: Figure | None
    after: Figure | None
    others: tuple[str, ...] = ()


class Receipt(Record):
    """One submission that is in the inbox."""

    number: int
    new: bool = Field(description="false: the very same file was in the inbox already and nothing was added")
    name: str
    sha256: str
    hash: str = Field(description="of its line in the log: who keeps the receipt can tell whether it is still there")
    reporter: str = Field(description="unit or jurisdiction that reports")
    form: str | None
    year: int | None
    received_at: str
    figures: int = Field(description="with '-', without empty cells, as check validate counts them")
    warnings: int = Field(description="those of check validate, contradictions, and one where others came `later`")
    notes: int
    late_days: int | None = Field(description="days after the deadline, 0 in time, null without year or deadline")
    later: tuple[int, ...] = Field(
        (), description="submissions of the same unit and year, recorded before though received on a later day"
    )
    replaces: tuple[int, ...]
    revises: tuple[int, ...] = Field((), description="submissions that stand on, though it revises single figures")
    changes: tuple[FigureChange, ...] = Field(description="against what it replaces and revises; empty if nothing")


class Stated(Record):
    """One figure with the submission that gives it."""

    number: int
    reporter: str
    figure: Figure


class Contradiction(Record):
    """Two figures of one thing, of one status, that stand in the inbox though they differ."""

    indicator: str
    jurisdiction: str
    year: int
    case: str
    figures: tuple[Stated, Stated] = Field(description="the one accepted first, and the other")


class Refusal(Record):
    """One file that was not stored though its figures are sound."""

    file: str
    why: str
    why_en: str
    harmed: tuple[FigureChange, ...] = Field((), description="accepted figures that it would harm, and what it gives")


class Acceptance(Record):
    """The result of `check accept`: every file is stored, or none."""

    schema_version: Literal["1"] = "1"
    inbox: str
    stored: tuple[Receipt, ...]
    refused: tuple[Refusal, ...]
    contradictions: tuple[Contradiction, ...] = Field(
        (), description="of a figure stored and one of another submission"
    )
    validation: Validation = Field(description="what check validate says of the files")

    @property
    def exit_code(self) -> int:
        """0 stored, 1 refused."""
        return 1 if self.refused or self.validation.count("error") else 0
