"""One thing that a check looks at: its fields, and where a reader finds it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from engine.model.diagnostic import Place
from engine.model.registry import Indicator

Subject = TypeVar("Subject")


class Lazy(dict[str, object], Generic[Subject]):
    """Fields of a subject: those known from the start, and each other one worked out when it is first asked for."""

    def __init__(
        self, table: Mapping[str, Callable[[Subject], object]], subject: Subject, known: Mapping[str, object]
    ) -> None:
        super().__init__(known)
        self.table, self.subject = table, subject

    def __missing__(self, name: str) -> object:
        """The field's value, kept for the next check that names it."""
        value = self[name] = self.table[name](self.subject)
        return value


RESTS_ON_EARLIER: Mapping[bool, Callable[[str], bool]] = {True: lambda _: True, False: lambda _: False}
"""Whether all fields of a record rest on figures that were accepted before, or none."""


class Record(NamedTuple):
    """Fields by name, the place of the figure, its text as submitted, and the unit of its amounts.

    `earlier` says of a field whether it rests on figures that were accepted before: somebody else may be wrong.
    """

    fields: Mapping[str, object]
    place: Place
    raw: str = ""
    unit: str = ""
    earlier: Callable[[str], bool] = RESTS_ON_EARLIER[False]


NAMED = 6
"""Names in a sentence; of more it says how many there are."""


def few(names: Sequence[str]) -> str:
    """Names as a sentence lists them."""
    shown = "、".join(names[:NAMED])
    return shown if len(names) <= NAMED else f"{shown}等{len(names)}个"


def of_indicator(indicator: Indicator, countable: bool) -> dict[str, object]:
    """Fields that every kind of record has of its indicator."""
    return {
        "indicator": indicator.id,
        "name": indicator.name,
        "unit_expected": indicator.unit,
        "kind": indicator.kind.value,
        "percent": indicator.unit == "%",
        "countable": countable,
    }
