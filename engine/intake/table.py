"""A grid laid out as ours is → records: the header is found and held against what may stand there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice

from engine.headings import LOOKED_AT, columns_of, complete, fields_of, needed
from engine.intake import limits, sdmx
from engine.intake.grid import Grid, Line, Record
from engine.intake.year import read_year
from engine.model.diagnostic import Diagnostic, Place
from engine.model.layout import NEEDED
from engine.rows import header_problems

Found = Iterator[Record | Diagnostic]


def read_text(grid: Grid) -> Found:
    """Records of a text file: below the line that has most of the columns that a figure needs."""
    lines = iter(grid.lines)
    above = list(islice(lines, LOOKED_AT)) or [Line(1, [], {})]
    heads = [needed(line.cells) if isinstance(line, Line) else 0 for line in above]
    start = heads.index(max(heads))
    first, header = above[0], above[start]
    if isinstance(first, Line) and sdmx.fits(first.cells):
        yield from sdmx.read(first, chain(above[1:], lines), grid.place)
    elif isinstance(header, Diagnostic):
        yield header
    elif len(header.cells) > limits.MAX_COLUMNS:
        yield limits.beyond(grid.place(header, 0), limits.COLUMNS, limits.MAX_COLUMNS, n=len(header.cells))
    else:
        yield from _titles(grid, header, above[:start])
        yield from _below(grid, header, chain(above[start + 1 :], lines))


def _titles(grid: Grid, header: Line, above: Sequence[Line | Diagnostic]) -> Iterator[Diagnostic]:
    """The note that rows above the header are passed over, where anything stands in them; an error for a table."""
    lines = [line for line in above if isinstance(line, Line) and any(map(str.strip, line.cells))]
    yield from (line for line in above if isinstance(line, Diagnostic))
    tables = [line for line in lines if _is_of_a_table(line)]
    if tables:
        yield Diagnostic.of("S467", grid.place(tables[0], 0), row=header.number, rows=len(tables))
    elif lines:
        yield Diagnostic.of("N417", grid.place(header, 0), row=header.number)


def _is_of_a_table(line: Line) -> bool:
    """Whether it is no title: another header, or as many cells as a figure needs with a year among them."""
    filled = [cell for cell in line.cells if cell.strip()]
    return needed(line.cells) > 1 or (len(filled) >= len(NEEDED) and any(map(read_year, filled)))


def _below(grid: Grid, header: Line, lines: Iterable[Line | Diagnostic]) -> Found:
    """Records below the header of a text file, or what is wrong with the header."""
    fields, width = fields_of(header.cells), len(header.cells)
    problems = list(_header_problems(grid, header, fields))
    yield from problems
    for line in () if problems else lines:
        yield from [line] if isinstance(line, Diagnostic) else _text_record(line, fields, width, grid.place)


def _header_problems(grid: Grid, line: Line, fields: Sequence[str]) -> Iterator[Diagnostic]:
    """Missing, repeated and unknown columns."""
    places = [grid.place(line, i) for i in range(len(fields))]
    start = Place(grid.file, line.number, 1, grid.sheet)
    return header_problems(list(fields), columns_of(line.cells), places, start, line.cells)


def _text_record(line: Line, fields: list[str], width: int, place: Callable[[Line, int], Place]) -> Found:
    """One record, nothing for a blank line, a problem where the number of cells is wrong."""
    cells = line.cells
    if not any(map(str.strip, cells)):
        return
    if len(cells) < len(fields) and sum(1 for cell in cells if cell.strip()) == 1:  # a remark below the table
        cells = cells + [""] * (len(fields) - len(cells))
    if len(cells) not in {width, len(fields)} or any(map(str.strip, cells[len(fields) :])):
        yield Diagnostic.of("S403", place(line, 0), found=len(cells), expected=len(fields))
        return
    yield Record(dict(zip(fields, cells, strict=False)), partial(at, place, line, fields), {})


def at(place: Callable[[Line, int], Place], line: Line, fields: list[str], column: str) -> Place:
    """Where a column's cell stands; the first cell for a column that the table has not."""
    return place(line, fields.index(column) if column in fields else 0)


def header_row(lines: Sequence[Line]) -> int | None:
    """Index of the first row that has every column."""
    return next((n for n, line in enumerate(lines[:LOOKED_AT]) if complete(fields_of(line.cells))), None)


def read_sheet(grid: Grid, lines: Sequence[Line], start: int, *, ours: bool) -> Found:
    """Records of a sheet whose header is the row at `start`; above it stand titles, in a form of ours our own."""
    header = lines[start]
    fields = fields_of(header.cells)
    named = [i for i, f in enumerate(fields) if f]
    places = [grid.place(header, i) for i in named]
    written, columns = [header.cells[i] for i in named], columns_of(header.cells)
    problems = list(header_problems([fields[i] for i in named], columns, places, places[0], written))
    yield from problems
    if not ours:
        yield from _titles(grid, header, lines[:start])
    for i in named:
        if (trait := header.traits.get(i)) and trait.merged:
            range_, text = trait.merged, header.cells[i]
            yield Diagnostic.of("N410", grid.place(header, i), range=range_, text=text)._replace(raw=text)
    for line in () if problems else lines[start + 1 :]:
        if any(line.cells) and fields_of(line.cells) == fields:
            yield Diagnostic.of("N425", Place(grid.file, line.number, 0, grid.sheet))
        else:
            yield from sheet_record(grid, line, fields)


def sheet_record(grid: Grid, line: Line, fields: list[str]) -> Found:
    """One record of a sheet; cells under no heading are named, not read."""
    if not any(map(str.strip, line.cells)) and not line.traits:
        return
    for i, text in enumerate(line.cells):
        if text.strip() and not (i < len(fields) and fields[i]):
            yield Diagnostic.of("N424", grid.place(line, i))._replace(raw=text)
    cells = {f: text for f, text in zip(fields, line.cells, strict=False) if f}
    traits = {fields[i]: t for i, t in line.traits.items() if i < len(fields) and fields[i]}
    if any(map(str.strip, cells.values())) or any(t.error or t.formula for t in traits.values()):
        yield Record(cells, partial(at, grid.place, line, fields), traits)
