"""Plans, commitments and tasks as `rules/<plan>/` writes them. A contract: it changes only with `schema`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from engine.model.fields import Day, Names, Number, Quote, SchemaVersion, Slug, Strict, Words, Year
from engine.model.policy import Policy
from engine.model.target import Measure, Target, Trajectory


class Commitment(Strict):
    """One promise of a plan: indicator, target, owner, provenance."""

    id: Slug
    title: Words
    indicator: Slug
    measure: Measure
    target: Target
    trajectory: Trajectory = Trajectory()
    nature: Literal["binding", "expected"]
    lead: Names
    support: tuple[Words, ...] = ()
    clause: Words
    quote: Quote
    decomposition: dict[Words, Number] | None = Field(
        None, description="part of the target that each district takes on, in the target's unit"
    )
    note: Words | None = None


class Source(Strict):
    """The published document that the quotes are checked against: by content hash, or by file name."""

    file: Words | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None


class Plan(Strict):
    """The published document that commits."""

    id: Slug
    title: Words
    document: Words | None = None
    issuer: Words
    issued: Day | None = None
    jurisdiction: Words
    period: Annotated[tuple[Year, Year], Field(description="first and last year")]
    office: Words | None = Field(None, description="who supervises and signs the memos; the issuer if absent")
    source: Source | None = None
    policy: Policy = Policy()
    revises: Slug | None = Field(None, description="the plan whose targets this later document changes")
    superior: Slug | None = Field(None, description="the plan of the level above, for check align")

    @property
    def start(self) -> int:
        """First year of the plan."""
        return self.period[0]

    @property
    def end(self) -> int:
        """Last year of the plan."""
        return self.period[1]


class PlanFile(Strict):
    """`rules/<plan>/commitments.yaml`."""

    schema_: SchemaVersion = Field(alias="schema")
    plan: Plan
    commitments: tuple[Commitment, ...]


class Task(Strict):
    """A promise without a number; it goes to the inspection checklist, never to pass or gap."""

    id: Slug
    title: Words
    clause: Words
    quote: Quote
    lead: Names
    support: tuple[Words, ...] = ()
    evidence: tuple[Words, ...] = Field(
        (), description="documents that prove the work; check coverage lists tasks without"
    )


class TaskFile(Strict):
    """`rules/<plan>/tasks.yaml`."""

    schema_: SchemaVersion = Field(alias="schema")
    plan: Slug
    tasks: tuple[Task, ...]
