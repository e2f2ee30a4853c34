"""XLSX, XLS and ODS → one grid for each sheet, with cells at their true positions; hostile ones are refused unread."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from engine.intake import limits
from engine.intake.archive import parts
from engine.intake.content import ODS, XLS, Kind
from engine.intake.explained import NOTHING, Told, explain
from engine.intake.extent import Extent, extent
from engine.intake.grid import Line, Sheet, Trait
from engine.intake.ods_parts import reach as ods_reach
from engine.intake.value import seen
from engine.intake.xls_records import reach as xls_reach
from engine.model.diagnostic import Diagnostic, Place, column_name
from engine.model.text import Text

EXCEL = "excel"


def read(content: bytes, file: str, kind: Kind) -> list[Sheet] | Diagnostic:
    """The sheets of a workbook, or what is wrong with it."""
    checked = _checked(content, file, kind)
    if isinstance(checked, Diagnostic):
        return checked
    told, far = checked
    if far.cells * far.times > limits.MAX_CELLS:
        what = {"n": far.cells * far.times, "cell": far.last}
        return limits.beyond(Place(file), limits.CELLS, limits.MAX_CELLS, **what)
    return _sheets(content, file, kind, told, far)


def _checked(content: bytes, file: str, kind: Kind) -> tuple[dict[str, Told], Extent] | Diagnostic:
    """How far the sheets reach, and what was learnt on the way."""
    if kind is XLS:
        return xls_reach(content, file)
    far = Extent()
    for part in parts(content, file):
        if isinstance(part, Diagnostic):
            return part
        name, data = part
        if kind is ODS:
            if name == "content.xml":
                return ods_reach(data, file)
        else:
            far = far.beside(extent(data))
    return {}, far


def _sheets(content: bytes, file: str, kind: Kind, told: Mapping[str, Told], far: Extent) -> list[Sheet] | Diagnostic:
    """Read by calamine, and where there is need explained by openpyxl."""
    place = Place(file)
    if far.special and far.filled * far.times > limits.MAX_EXPLAINED:
        return limits.beyond(place, limits.EXPLAINED, limits.MAX_EXPLAINED, n=far.filled)
    try:
        import python_calamine as calamine  # noqa: PLC0415  only for workbooks

        known = explain(content, errors=far.errors) if far.special else told
        return list(_each(calamine.CalamineWorkbook.from_filelike(BytesIO(content)), known))
    except ImportError:
        return Diagnostic.of("S436", place, format=kind.name.upper(), extra=EXCEL)
    except BaseException as e:  # of openpyxl whatever a damaged file provokes; a panic of Rust code is no Exception
        return Diagnostic.of("S421", place) if type(e).__name__ == "PasswordError" else _damaged(place, kind, e)


class _TooLargeError(ValueError):
    """A sheet that calamine finds to be larger than its XML said."""


def _damaged(place: Place, kind: Kind, error: BaseException) -> Diagnostic:
    """A file that a library cannot read; Ctrl-C is none of that, and one that fills the memory ends the worker."""
    if isinstance(error, _TooLargeError):
        return limits.beyond(place, limits.CELLS, limits.MAX_CELLS, n=f">{limits.MAX_CELLS}", cell="?")
    if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
        raise error
    why = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    return Diagnostic.of("S420", place, format=kind.called, why=Text(why, why))


def _each(book: Any, told: Mapping[str, Told]) -> Iterator[Sheet]:
    """Every sheet that has cells."""
    for meta in book.sheets_metadata:
        if not str(meta.typ).endswith("WorkSheet"):
            continue
        found = book.get_sheet_by_name(meta.name)
        last = found.end or (0, 0)
        if (last[0] + 1) * (last[1] + 1) > limits.MAX_CELLS:
            raise _TooLargeError(limits.MAX_CELLS)
        rows = found.to_python(skip_empty_area=False)  # the default drops leading blanks, and every name would be off
        known = told.get(meta.name, NOTHING)
        lines = [_line(n, row, known) for n, row in enumerate(rows, 1)]
        _fill(lines, [*(found.merged_cell_ranges or []), *known.merged])
        hidden = str(meta.visible).rpartition(".")[2]
        yield Sheet(meta.name, lines, hidden == "Visible", known.hidden_rows, known.hidden_columns)


def _line(number: int, row: list[Any], told: Told) -> Line:
    """One row as text with traits."""
    if told is NOTHING and row.count("") == len(row):
        return Line(number, row, {})
    cells: list[str] = []
    traits: dict[int, Trait] = {}
    for index, value in enumerate(row):
        text, trait = seen(value)
        cells.append(text)
        if told is not NOTHING:
            trait = _explained(trait, told, (number, index + 1), is_number=isinstance(value, int | float))
        if trait:
            traits[index] = trait
    return Line(number, cells, traits)


def _explained(trait: Trait | None, told: Told, at: tuple[int, int], *, is_number: bool) -> Trait | None:
    """The trait with what the second look adds."""
    formula, error = told.formulas.get(at, ""), told.errors.get(at, "")
    shown = told.percentages.get(at, "") if is_number else ""
    if not (formula or error or shown):
        return trait
    return (trait or Trait())._replace(formula=formula, error=error, shown=shown)


def _fill(lines: list[Line], ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Cells of a merged range get the text of its first cell, and say so."""
    left = limits.MAX_CELLS
    for (top, first), (bottom, last) in ranges:
        if top >= len(lines) or first >= len(lines[top].cells) or not lines[top].cells[first]:
            continue
        name = f"{column_name(first + 1)}{top + 1}:{column_name(last + 1)}{bottom + 1}"
        text, trait = lines[top].cells[first], lines[top].traits.get(first, Trait())
        for line in lines[top : bottom + 1]:
            for index in range(first, min(last + 1, len(line.cells))):
                if (line.number, index) == (top + 1, first):
                    continue
                left -= 1
                if left < 0:
                    return
                if index == first:
                    line.cells[index] = text
                    line.traits[index] = trait._replace(merged=name)
                else:  # to the right it may only head columns: a key does not become the figure beside it
                    line.traits[index] = Trait(merged=name, across=text)
