"""What `check list` prints: the JSON contract of commitments and tasks."""

from typing import Literal

from pydantic import Field

from engine.model.finding import Exact
from engine.model.record import Record
from engine.model.target import Comparison, Measure


class ListedCommitment(Record):
    """One commitment; numbers in the indicator's base unit."""

    plan: str
    id: str
    title: str
    indicator: str
    jurisdiction: str
    measure: Measure
    comparison: Comparison
    value: Exact | None
    low: Exact | None
    high: Exact | None
    values: dict[int, Exact] | None = Field(description="dated milestones")
    tolerance: Exact | None = Field(description="half-width of the band of an about target")
    favourable: Literal["more", "less", "either"] | None
    unit: str = Field(description="the indicator's base unit")
    due: int | None
    every_year: bool
    nature: Literal["binding", "expected"]
    lead: tuple[str, ...]
    support: tuple[str, ...]
    clause: str
    quote: str
    note: str | None


class ListedTask(Record):
    """One task, a promise without a number."""

    plan: str
    id: str
    title: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    clause: str
    quote: str


class Listing(Record):
    """The result of `check list`."""

    schema_version: Literal["1"] = "1"
    commitments: tuple[ListedCommitment, ...]
    tasks: tuple[ListedTask, ...]
