"""What `check align` prints: the JSON contract of targets held against those of the plans above."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from engine.model.finding import Exact
from engine.model.record import Record
from engine.model.target import Comparison


class Standing(StrEnum):
    """How a plan's target stands to the one above; a target is stronger when it accepts less."""

    STRONGER = "stronger"
    EQUAL = "equal"
    WEAKER = "weaker"
    MISSING = "missing"
    SCOPE = "scope"
    NOT_COMPARABLE = "not_comparable"


Obstacle = Literal["scope", "deadline", "size", "form"]
"""Why two targets cannot be compared: other scope or deadline, places of other size, another kind of target."""


class Promise(Record):
    """One side of a comparison, at the date compared; numbers in `unit`."""

    commitment: str = Field(description="<plan>/<id>")
    indicator: str
    comparison: Comparison
    value: Exact | None
    low: Exact | None = Field(description="lower end of what is accepted, null if unbounded")
    high: Exact | None
    unit: str
    due: int | None = Field(description="null for a target of every year")
    target: str = Field(description="in Chinese, such as 18%以上")
    target_en: str


class Alignment(Record):
    """One target of a plan above, with what the plan below has for it."""

    plan: str
    jurisdiction: str
    superior: str = Field(description="id of the plan above")
    superior_jurisdiction: str
    indicator: str = Field(description="the indicator of the plan above")
    indicator_name: str
    standing: Standing
    obstacle: Obstacle | None = Field(description="why the two are not comparable")
    own: Promise | None = Field(description="null when the plan below has no target for it")
    above: Promise
    sentence: str = Field(description="one Chinese sentence")
    sentence_en: str


class Alignments(Record):
    """The result of `check align`; plans that name no superior are not in it."""

    schema_version: Literal["1"] = "1"
    tally: dict[Standing, int]
    alignments: tuple[Alignment, ...]
