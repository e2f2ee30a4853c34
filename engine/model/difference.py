"""What `check diff` prints: the JSON contract of two runs held against each other."""

from typing import Literal

from pydantic import Field

from engine.model.record import Record

Change = Literal["new", "persisting", "rectified", "regressed", "changed", "unchanged"]
"""A gap that was not one before (new; regressed if it had been reached), still is (persisting) or is reached now."""

Cause = Literal["data", "rule", "policy", "year", "tool"]
"""What differs: figures, target or criterion, the plan's policy, only the year judged, only the program."""


class Because(Record):
    """One cause with what differs."""

    cause: Cause
    why: str
    why_en: str


class Difference(Record):
    """One commitment in both runs; an outcome is null where a run does not have it."""

    change: Change
    commitment: str
    title: str
    jurisdiction: str
    fingerprint: str
    before: str | None
    after: str | None
    causes: tuple[Because, ...] = Field(description="empty when the outcome is the same")


class Side(Record):
    """One of the two runs."""

    run: int
    year: int
    rules_sha256: str
    statistics_sha256: str


class Differences(Record):
    """The result of `check diff`."""

    schema_version: Literal["1"] = "1"
    before: Side
    after: Side
    counts: dict[Change, int] = Field(description="they add up to the commitments of both runs")
    differences: tuple[Difference, ...] = Field(description="all but the unchanged")
