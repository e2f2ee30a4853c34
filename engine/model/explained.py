"""What `check explain` prints: the JSON contract of an explanation."""

from typing import Literal

from pydantic import Field

from engine.model.finding import Exact, Finding
from engine.model.record import Record


class ExplainedStep(Record):
    """One step from quote to outcome."""

    heading: str
    heading_en: str
    lines: tuple[str, ...]
    lines_en: tuple[str, ...]


class OtherMethod(Record):
    """What another published method says; it decides nothing."""

    method: str
    method_en: str
    number: Exact | None = Field(description="null where the method does not apply")
    band: str
    band_en: str
    source: str
    source_en: str
    why: str
    why_en: str


class Explained(Record):
    """The result of `check explain`."""

    schema_version: Literal["1"] = "1"
    finding: Finding
    steps: tuple[ExplainedStep, ...]
    methods: tuple[OtherMethod, ...]
