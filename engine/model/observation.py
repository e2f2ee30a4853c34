"""One submitted figure, with the file and the line or cell it came from."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Literal, NamedTuple

from engine.model.diagnostic import Place
from engine.model.text import Text


class Status(IntEnum):
    """Quality of a figure; the greater one prevails."""

    PROVISIONAL = 0
    FINAL = 1
    REVISED = 2

    @property
    def word(self) -> Literal["provisional", "final", "revised"]:
        """As files write it."""
        return ("provisional", "final", "revised")[self]


STATUS_TEXTS: Mapping[Status, Text] = {
    Status.FINAL: Text("核实数", "final"),
    Status.PROVISIONAL: Text("快报数", "provisional"),
    Status.REVISED: Text("修订数", "revised"),
}
"""As a reader knows them, the usual one first."""

STATUSES: Mapping[str, Status] = {spelt: s for s, text in STATUS_TEXTS.items() for spelt in text} | {"": Status.FINAL}
"""Words of files, in both languages → status; none is a final figure."""

State = Literal["reported", "missing", "not_applicable"]
"""A figure, an empty cell, or '-': three things that are never taken for each other (nor for 0)."""

Bound = Literal["exact", "lower", "above", "upper", "below", "approximate"]
"""How a figure is published: 3, 不少于3, 超过3, 不超过3, 不足3, 约3."""


class Observation(NamedTuple):
    """indicator × jurisdiction × year; `value` is in `unit` and None unless `state` is reported.

    `margin` is how far an approximate figure may be off, in `unit`: half of its last written digit. `case` names one
    case of several in the year. A sampled figure has a standard error in `unit`, or a sample size and design effect.
    `reporter` is the unit that submitted it, `written` the text of its cell.
    """

    indicator: str
    jurisdiction: str
    year: int
    state: State
    value: Decimal | None
    unit: str
    bound: Bound
    status: Status
    source: str
    note: str
    place: Place
    margin: Decimal = Decimal(0)
    case: str = ""
    standard_error: Decimal | None = None
    sample_size: int | None = None
    design_effect: Decimal = Decimal(1)
    received: date | None = None
    reporter: str = ""
    written: str = ""

    @property
    def standing(self) -> tuple[bool, Status]:
        """What prevails of several figures for one key: a later status, but an empty cell never over a figure."""
        return self.state != "missing", self.status

    def prevails(self, other: "Observation") -> bool:
        """Whether this one counts of two for one key: by its standing, then the first by place, in whatever order."""
        return (self.standing, other.place) > (other.standing, self.place)
