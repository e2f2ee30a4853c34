"""A form sent to one unit: whose it is, for which year, and one row for each figure asked for."""

from decimal import Decimal
from hashlib import sha256
from typing import Literal, NamedTuple

Addressed = Literal["unit", "jurisdiction"]


class FormMark(NamedTuple):
    """What a form says of itself on its hidden sheet; `id` is the same for every copy and revision of one form.

    `plans` are the ids of those that it asks for.
    """

    id: str
    year: int
    addressed: Addressed
    name: str
    rules_sha256: str
    plans: tuple[str, ...] = ()


class Given(NamedTuple):
    """One figure that a form asked for when it was sent out; `seals` of the cells beside it, in the order of SEALED."""

    indicator: str
    jurisdiction: str
    unit: str
    seals: tuple[str, ...]


class FormRow(NamedTuple):
    """One figure asked for; `before` is last year's value as a reader sees it, empty when there is none.

    `shared` are the other units that are asked for the same figure.
    """

    indicator: str
    name: str
    definition: str
    unit: str
    jurisdiction: str
    before: str
    whole_numbers: bool
    minimum: Decimal | None
    maximum: Decimal | None
    shared: tuple[str, ...] = ()


class Form(NamedTuple):
    """One form: its mark, its rows, and the offices that it goes back to."""

    mark: FormMark
    rows: tuple[FormRow, ...]
    offices: tuple[str, ...] = ()


def form_id(year: int, addressed: Addressed, name: str) -> str:
    """Stable id of the form of one addressee and year."""
    digest = sha256(f"{year}\0{addressed}\0{name}".encode()).hexdigest()[:10]
    return f"{year}-{addressed}-{digest}"
