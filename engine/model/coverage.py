"""What `check coverage` prints: the JSON contract of what rules and figures lack of each other."""

from typing import Literal

from pydantic import Field

from engine.model.record import Record


class Figured(Record):
    """An indicator with the years that it has figures for."""

    indicator: str
    name: str | None = Field(description="null when the indicator is not registered")
    figures: int
    years: tuple[int, ...]


class WithoutFigures(Record):
    """A commitment that no figure can be judged by, in its plan's jurisdiction and years."""

    commitment: str = Field(description="<plan>/<id>")
    title: str
    indicator: str
    indicator_name: str
    jurisdiction: str
    narrower: tuple[Figured, ...] = Field(description="indicators of narrower scope that do have figures")


class UnusedIndicator(Record):
    """A registered indicator that no commitment of any plan uses."""

    indicator: str
    name: str


class TaskRef(Record):
    """One task by its id."""

    id: str
    title: str


class TasksOfPlan(Record):
    """Tasks of one plan, and those without a document that proves the work."""

    plan: str
    tasks: int
    without_evidence: tuple[TaskRef, ...]


class Coverage(Record):
    """The result of `check coverage`; unused figures and indicators are those of all plans together."""

    schema_version: Literal["1"] = "1"
    year: int | None = Field(description="figures of later years were not looked at; null for all years")
    example_data: bool = Field(False, description="whether the figures are, or hold, invented examples")
    commitments: int = Field(description="of the plans asked for that had begun by the year")
    without_figures: tuple[WithoutFigures, ...]
    unused_figures: tuple[Figured, ...]
    unused_indicators: tuple[UnusedIndicator, ...]
    tasks: tuple[TasksOfPlan, ...]
