"""Tables as they lie in a file: lines of cells at their true positions, and what a workbook says beside the text."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text


class Trait(NamedTuple):
    """What a cell of a workbook is besides its text.

    `day` for a date; `kind` for what is neither text, number nor date; `stored` where the number was longer than 15
    digits; `single` where it is of 32 bits and has more digits than these keep; `shown` the number format where it
    shows another number; `merged` the range whose first cell gives the text, and `across` that text where the cell lies
    to the right of it.
    """

    day: date | None = None
    kind: Text | None = None
    stored: str = ""
    single: bool = False
    shown: str = ""
    formula: str = ""
    error: str = ""
    merged: str = ""
    across: str = ""


class Line(NamedTuple):
    """One row: its number from 1, the text of its cells, and the traits of the cells that have any."""

    number: int
    cells: list[str]
    traits: dict[int, Trait]


class Sheet(NamedTuple):
    """One sheet: its lines from row 1 on, whether it is shown, and what is hidden on it."""

    name: str
    lines: list[Line]
    visible: bool
    hidden_rows: set[int]
    hidden_columns: set[int]


class Grid(NamedTuple):
    """One table. `place` says where the cell with an index stands."""

    file: str
    sheet: str
    lines: Iterable[Line | Diagnostic]
    place: Callable[[Line, int], Place]


class Record(NamedTuple):
    """One figure as submitted: texts by column, the place of each, and traits of those that have any.

    `fixed` are columns whose text is not of this row: a heading or a layout gives it.
    """

    cells: dict[str, str]
    place: Callable[[str], Place]
    traits: Mapping[str, Trait]
    fixed: Collection[str] = ()


NO_TRAITS: dict[int, Trait] = {}
"""Of the lines of text files; shared, never written to."""
