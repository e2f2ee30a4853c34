"""Waivers (情况说明): a gap that was explained and approved for a time stays visible and is tallied apart."""

from datetime import date
from typing import Annotated

from pydantic import Field

from engine.model.fields import Day, SchemaVersion, Slug, Strict, Words, Year


class Waiver(Strict):
    """Reason and approval for one commitment in some years; valid on the days `from` to `until`, both included."""

    commitment: Slug
    jurisdiction: Words | None = Field(None, description="the plan's own jurisdiction if absent")
    years: Annotated[tuple[Year, ...], Field(min_length=1)] = Field(description="whose findings it covers")
    reason: Words
    approver: Words
    document: Words
    from_: Day = Field(alias="from")
    until: Day

    def valid_on(self, day: date) -> bool:
        """Whether it is in force on `day` (Asia/Shanghai)."""
        return self.from_ <= day <= self.until


class WaiverFile(Strict):
    """`rules/<plan>/waivers.yaml`."""

    schema_: SchemaVersion = Field(alias="schema")
    waivers: tuple[Waiver, ...]
