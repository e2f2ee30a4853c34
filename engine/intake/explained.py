"""What calamine does not tell of a workbook: formulas, errors, percentages, hidden rows; openpyxl looks again."""

import re
import warnings
from io import BytesIO
from typing import Any, NamedTuple


class Told(NamedTuple):
    """Of one sheet, by row and column from 1."""

    formulas: dict[tuple[int, int], str]
    errors: dict[tuple[int, int], str]
    percentages: dict[tuple[int, int], str]
    hidden_rows: set[int]
    hidden_columns: set[int]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    """Ranges that calamine does not tell: first and last row and column, from 0 as calamine counts."""


NOTHING = Told({}, {}, {}, set(), set(), [])
MOST_COLUMNS = 16_384
_LITERAL = re.compile(r'"[^"]*"|\\.')
"""Parts of a number format that are shown as they are: a percent sign among them scales nothing."""


def explain(content: bytes, *, errors: bool) -> dict[str, Told]:
    """What each sheet of an XLSX workbook holds besides values. Raises what openpyxl raises.

    Where there are errors it is read twice: of a formula openpyxl gives either its text or its result.
    """
    told = {sheet.title: _told(sheet) for sheet in _open(content, results=False).worksheets}
    for sheet in _open(content, results=True).worksheets if errors else ():
        told[sheet.title].errors.update(
            {at: str(cell.value) for at, cell in sheet._cells.items() if cell.data_type == "e"}
        )
    return told


def _open(content: bytes, *, results: bool) -> Any:
    """A workbook with the formulas of its cells, or with their results."""
    import openpyxl  # noqa: PLC0415  only for workbooks that need it, 150 ms

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that openpyxl does not keep; nothing is written back
        return openpyxl.load_workbook(BytesIO(content), data_only=results, keep_links=False)


def _told(sheet: Any) -> Told:
    """One sheet."""
    told = Told({}, {}, {}, _hidden_rows(sheet), _hidden_columns(sheet), [])
    for (row, column), cell in sheet._cells.items():  # only those that are there; iter_rows makes the others
        if cell.data_type == "f":
            told.formulas[row, column] = getattr(cell.value, "text", None) or str(cell.value)
        elif cell.data_type == "e":
            told.errors[row, column] = str(cell.value)
        if "%" in _LITERAL.sub("", cell.number_format):
            told.percentages[row, column] = cell.number_format
    return told


def _hidden_rows(sheet: Any) -> set[int]:
    return {n for n, row in sheet.row_dimensions.items() if row.hidden}


def _hidden_columns(sheet: Any) -> set[int]:
    """Each entry covers a range of columns."""
    ranges = [(c.min, c.max) for c in sheet.column_dimensions.values() if c.hidden and c.min]
    return {n for low, high in ranges for n in range(low, min(high, MOST_COLUMNS) + 1)}
