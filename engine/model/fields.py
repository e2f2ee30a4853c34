"""Field types shared by the rule files, and their strict base."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from engine.model.day import FIRST_YEAR, LAST_YEAR
from engine.quantity import QuantityError, parse_number, sound_unit

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

SchemaVersion = Annotated[Literal["1"], WithJsonSchema({"const": 1})]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]
Unit = Annotated[Words, AfterValidator(sound_unit)]
Day = Annotated[date, BeforeValidator(lambda v: _day(v) if isinstance(v, str) else v)]
Quote = Annotated[str, StringConstraints(min_length=2, max_length=40)]
Year = Annotated[
    int, BeforeValidator(lambda v: _year(v) if isinstance(v, str) else v), Field(ge=FIRST_YEAR, le=LAST_YEAR)
]
Flag = StrictBool
Names = Annotated[tuple[Words, ...], Field(min_length=1)]
Number = Annotated[
    Decimal,
    BeforeValidator(lambda v: parse_number(v) if isinstance(v, str) else v),
    WithJsonSchema({"type": ["number", "string"], "description": "as the plan writes it: 100, 7.0, 2万, 500万"}),
]


def _year(text: str) -> int:
    """Four plain digits; 2025.0 or +2025 is refused."""
    if not (len(text) == len("2025") and text.isascii() and text.isdigit()):
        raise QuantityError("R111", text=text)
    return int(text)


def _day(text: str) -> str:
    """A day as 2022-03-08; a moment or a count of seconds is no day."""
    if not _DAY.fullmatch(text):
        raise PydanticCustomError("date_parsing", "a date such as 2022-03-08 expected")
    return text


class Strict(BaseModel):
    """Base of every rule-file model: frozen, unknown keys refused, schemas built when first used."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
