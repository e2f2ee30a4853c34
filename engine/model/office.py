"""How an office works: where its ledger is and how long it gives for rectification."""

from typing import Annotated

from pydantic import Field

from engine.model.fields import SchemaVersion, Strict, Words


class Office(Strict):
    """Settings of the office that supervises; every one has a default."""

    ledger: Words | None = Field(None, description="sqlite:///FILE or postgresql://…; nothing is recorded if absent")
    deadline_days: Annotated[int, Field(ge=1, le=3660)] = Field(
        30, description="days from a notice to the deadline of its rectification"
    )


class OfficeFile(Strict):
    """`rules/office.yaml`; need not be there."""

    schema_: SchemaVersion = Field(alias="schema")
    office: Office
