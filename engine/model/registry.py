"""The registries: indicators and departments."""

from enum import StrEnum

from pydantic import Field

from engine.model.fields import SchemaVersion, Slug, Strict, Words


class Kind(StrEnum):
    """What an indicator's figure is: a year-end count, a year's flow, or a rate."""

    STOCK = "stock"
    FLOW = "flow"
    RATE = "rate"


class Indicator(Strict):
    """What is measured. A narrower indicator counts only part of the wider one (省级以上 within 省市级各类)."""

    id: Slug
    name: Words
    unit: Words
    kind: Kind
    definition: Words
    unit_aliases: tuple[Words, ...] = Field((), description="other words for the same unit: 人 beside 名")
    narrower_than: tuple[Slug, ...] = Field((), description="indicators of a wider scope that this one is part of")
    numerator: Slug | None = Field(None, description="indicator above the line, for the measure ratio")
    denominator: Slug | None = Field(None, description="indicator below the line, for the measure ratio")


class IndicatorFile(Strict):
    """`rules/indicators.yaml`."""

    schema_: SchemaVersion = Field(alias="schema")
    indicators: tuple[Indicator, ...]


class Department(Strict):
    """A body that answers for commitments, with the other names it goes by."""

    name: Words
    aliases: tuple[Words, ...] = ()


class DepartmentFile(Strict):
    """`rules/departments.yaml`."""

    schema_: SchemaVersion = Field(alias="schema")
    departments: tuple[Department, ...]
