"""How an office works: where its ledger and inbox are and how long it gives for rectification."""

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from engine.model.fields import SchemaVersion, Strict, Words
from engine.quantity import QuantityError


def _month_day(text: str) -> tuple[int, int]:
    """03-31 → (3, 31); QuantityError (R112) for anything that is no day of every year."""
    try:
        day = datetime.strptime(f"2001-{text}", "%Y-%m-%d")
    except ValueError:
        raise QuantityError("R112", text=text) from None
    return day.month, day.day


MonthDay = Annotated[
    tuple[int, int],
    BeforeValidator(lambda v: _month_day(v) if isinstance(v, str) else v),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"}),
]


class Office(Strict):
    """Settings of the office that supervises; every one has a default."""

    ledger: Words | None = Field(None, description="sqlite:///FILE or postgresql://…; nothing is recorded if absent")
    inbox: Words | None = Field(None, description="folder of accepted submissions; ./inbox if absent")
    figures_due: MonthDay | None = Field(
        None, description="MM-DD of the following year by which units report; nobody is late if absent"
    )
    deadline_days: Annotated[int, Field(ge=1, le=3660)] = Field(
        30, description="days from a notice to the deadline of its rectification"
    )


class OfficeFile(Strict):
    """`rules/office.yaml`; need not be there."""

    schema_: SchemaVersion = Field(alias="schema")
    office: Office
