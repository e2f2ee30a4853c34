"""Targets and what is expected on the way to them."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from engine.model.fields import Flag, Number, Slug, Strict, Unit, Words, Year
from engine.quantity import EXACT, QuantityError, parse_number, to_ascii


class Measure(StrEnum):
    """How observations become one number."""

    LEVEL = "level"
    ANNUAL = "annual"
    CUMULATIVE = "cumulative"
    INCREMENT = "increment"
    RATIO = "ratio"


class Comparison(StrEnum):
    """How a measurement is held against a target."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    BETWEEN = "between"
    EQUAL = "equal"


class Method(StrEnum):
    """What is expected before the deadline."""

    LINEAR = "linear"
    MILESTONES = "milestones"
    COMPOUND = "compound"
    FLAT = "flat"
    NONE = "none"


class Tolerance(Strict):
    """Allowed distance from an `about` target: a share of the target, or an amount in the target's unit."""

    amount: Decimal
    relative: bool

    @classmethod
    def read(cls, value: object) -> object:
        """'10%' or a number as written; QuantityError (R104) otherwise."""
        if not isinstance(value, str):
            return value
        text = to_ascii(value.strip())
        relative = text.endswith("%")
        amount = parse_number(text.removesuffix("%"))
        if amount < 0:
            raise QuantityError("R104", text=value)
        return cls(amount=EXACT.divide(amount, Decimal(100)) if relative else amount, relative=relative)

    def around(self, value: Decimal) -> Decimal:
        """Half-width of the band around `value`, in its unit."""
        return EXACT.multiply(abs(value), self.amount) if self.relative else self.amount


Share = Annotated[
    Tolerance,
    BeforeValidator(Tolerance.read),
    WithJsonSchema({"type": ["number", "string"], "description": "a share such as '10%', or an amount in the unit"}),
]


class Reference(Strict):
    """The target is what another jurisdiction has in the same year (达到或超过全国平均水平)."""

    jurisdiction: Words
    indicator: Slug | None = Field(None, description="the commitment's own indicator if absent")


class Rank(Strict):
    """The target is a place among the jurisdictions below `within` (进入全省前三); `value` is the place."""

    within: Words
    order: Literal["highest", "lowest"] = Field("highest", description="which figure takes the first place")


class Change(Strict):
    """The target is a change against a base year, in percent of it or in percentage points."""

    base_year: Year
    by: Literal["percent", "points"]
    direction: Literal["up", "down"] = Field("up", description="down for 下降、降低: a fall counts as progress")


class Target(Strict):
    """The value to reach, dated by `due`, by the years of `values`, or standing alone each year."""

    comparison: Comparison
    unit: Unit
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    values: dict[Year, Number] | None = None
    due: Year | None = None
    every_year: Flag = False
    tolerance: Share | None = None
    favourable: Literal["more", "less", "either"] | None = None
    stretch: Number | None = Field(None, description="力争值: a further value, reported beside the outcome")
    per_case: Flag = Field(False, description="each single case is held against the target (最高…万元)")
    reference: Reference | None = None
    rank: Rank | None = None
    change: Change | None = None

    @property
    def held_against(self) -> str:
        """What the condition is: the figure itself, a change of it, its place, or a figure beside another's."""
        kinds = {"reference": self.reference, "rank": self.rank, "change": self.change}
        return next((name for name, given in kinds.items() if given), "case" if self.per_case else "figure")

    @property
    def deadline(self) -> int | None:
        """Year in which the final value is due; None for a target of every year."""
        return max(self.values) if self.values else self.due


class Baseline(Strict):
    """Where change is counted from, in the target's unit."""

    year: Year
    value: Number


class Trajectory(Strict):
    """What is expected before the deadline; without a method the measure decides (DESIGN: before the deadline)."""

    method: Method | None = None
    baseline: Baseline | None = None
