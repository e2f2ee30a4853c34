"""What follows from findings: grades and dispositions, each with the rules and facts that led to it."""

from typing import Literal

from pydantic import Field

from engine.model.record import Record

Light = Literal["green", "blue", "yellow", "red"]
Action = Literal["commend", "remind", "supplement", "clarify", "supervise", "summon", "close"]


class FactShown(Record):
    """One fact that a rule matched."""

    kind: str
    fields: dict[str, str | int]


class Why(Record):
    """One rule that fired: what it derived from which facts."""

    rule: str
    title: str
    derived: FactShown
    facts: tuple[FactShown, ...]


class Grade(Record):
    """The supervision light of one finding."""

    finding: str = Field(description="fingerprint")
    grade: Light
    rule: str
    why: tuple[Why, ...]


class Disposition(Record):
    """What happens next: who is told what, by which rule."""

    id: str = Field(description="16 hex digits over the rule and what it derived")
    rule: str
    title: str
    level: int = Field(description="0 commend or close, 1 remind, supplement or clarify, 2 supervise, 3 summon")
    action: Action
    addressee: str
    plan: str
    jurisdiction: str
    commitment: str | None = Field(description="null when the unit as a whole is meant")
    year: int
    findings: tuple[str, ...] = Field(description="fingerprints")
    text: str = Field(description="one Chinese sentence")
    text_en: str
    why: tuple[Why, ...] = Field(description="the rule and, below it, the rules that derived its facts")


class ExplainedDispositions(Record):
    """The result of `check explain --disposition`."""

    schema_version: Literal["1"] = "1"
    dispositions: tuple[Disposition, ...]
