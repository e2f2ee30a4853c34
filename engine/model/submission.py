"""One submitted file as it was read: its figures, what is wrong with it, and the form that it fills in, if any."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from engine.model.diagnostic import Diagnostic
from engine.model.form import FormMark, Given
from engine.model.observation import Observation


class Submission(NamedTuple):
    """`file` is the name to show, `sha256` of its bytes; problems are errors, warnings and notes of repairs.

    `given` is what a form asked for when it was sent out.
    """

    file: str
    sha256: str
    observations: tuple[Observation, ...]
    problems: tuple[Diagnostic, ...]
    form: FormMark | None = None
    given: tuple[Given, ...] = ()

    @property
    def year(self) -> int | None:
        """Year of its form, else the one that all its rows name; None where they name several."""
        years = {self.form.year} if self.form else {o.year for o in self.observations}
        return years.pop() if len(years) == 1 else None

    @property
    def figures(self) -> int:
        """How many figures and '-' it gives: an empty cell gives nothing."""
        return sum(o.state != "missing" for o in self.observations)


class Cells(NamedTuple):
    """One sheet or table as it was read: its name and the texts of its rows, from row 1.

    `spots` leads from line and column of a file to row and column here, where these are not the same.
    """

    name: str
    rows: Sequence[Sequence[str]]
    spots: Mapping[tuple[int, int], tuple[int, int]] | None = None

    def spot(self, line: int, column: int) -> tuple[int, int]:
        """Row and column of a place; the first cell of the row where the column is not known."""
        if self.spots is None:
            return line, max(column, 1)
        return self.spots.get((line, column), (line + 1, 1))
