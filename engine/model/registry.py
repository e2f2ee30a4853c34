"""The registries: indicators and departments."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from engine.model.fields import Flag, Number, SchemaVersion, Slug, Strict, Unit, Words
from engine.model.target import Share
from engine.quantity import to_ascii

COUNTED = frozenset("人名个家项支场次座所处件册台辆户位对组批期份篇部种间只站") | {"人次", "场次"}
"""Units of things that come whole, unless an indicator says otherwise."""


JUMP = Decimal(10)
"""Factor beyond which stocks and flows are doubtful from one year to the next, unless declared: a 万 is slipped."""


class Kind(StrEnum):
    """What an indicator's figure is: a year-end count, a year's flow, or a rate."""

    STOCK = "stock"
    FLOW = "flow"
    RATE = "rate"


class Indicator(Strict):
    """What is measured. A narrower indicator counts only part of the wider one (省级以上 within 省市级各类)."""

    id: Slug
    name: Words
    unit: Annotated[Unit, AfterValidator(to_ascii)]
    kind: Kind
    definition: Words
    unit_aliases: tuple[Unit, ...] = Field((), description="other words for the same unit: 人 beside 名")
    narrower_than: tuple[Slug, ...] = Field((), description="indicators of a wider scope that this one is part of")
    agreement: Share | None = Field(
        None,
        description="how far the sum of districts may differ from the city's own figure, such as '1%'; 0 if absent",
    )
    additive: Flag = Field(
        True,
        description="districts add up to their city; false where who is counted in two of them counts once in the city",
    )
    numerator: Slug | None = Field(None, description="indicator above the line, for the measure ratio")
    denominator: Slug | None = Field(None, description="indicator below the line, for the measure ratio")
    parts: tuple[Slug, ...] = Field((), description="indicators that add up to this one: 专职 and 兼职 to 合计")
    whole_numbers: Flag | None = Field(None, description="only whole numbers occur; if absent, counts of 人, 个 … only")
    minimum: Number | None = Field(None, description="smallest value that can occur, in `unit`")
    maximum: Number | None = Field(None, description="greatest value that can occur, in `unit`")
    jump: Number | None = Field(
        None, description="factor from one year to the next beyond which a figure is doubtful; 10 for stocks and flows"
    )
    reported_by: tuple[Words, ...] = Field((), description="units that report it beside those of its commitments")

    @property
    def doubtful_jump(self) -> Decimal | None:
        """The factor declared, else that of stocks and flows; a rate has none of its own."""
        return JUMP if self.jump is None and self.kind is not Kind.RATE else self.jump

    @property
    def whole(self) -> bool:
        """Whether only whole numbers occur: as declared, else where the unit counts people or things."""
        if self.whole_numbers is None:
            return self.kind is not Kind.RATE and self.unit in COUNTED
        return self.whole_numbers


class IndicatorFile(Strict):
    """`rules/indicators.yaml`."""

    schema_: SchemaVersion = Field(alias="schema")
    indicators: tuple[Indicator, ...]


class Jurisdiction(Strict):
    """A unit of administration (GB/T 2260) with the other names it goes by and the one that it lies in."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
    name: Words
    parent: Words | None = None
    aliases: tuple[Words, ...] = ()


class JurisdictionFile(Strict):
    """`rules/jurisdictions.yaml`; without it every name stands for itself and nothing is rolled up."""

    schema_: SchemaVersion = Field(alias="schema")
    jurisdictions: tuple[Jurisdiction, ...]


class Department(Strict):
    """A body that answers for commitments, with the other names it goes by."""

    name: Words
    aliases: tuple[Words, ...] = ()
    collective: Flag = Field(
        False, description="stands for several bodies (各成员单位); gets a form only when asked for by name"
    )


class DepartmentFile(Strict):
    """`rules/departments.yaml`."""

    schema_: SchemaVersion = Field(alias="schema")
    departments: tuple[Department, ...]
