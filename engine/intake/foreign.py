"""Somebody else's table → records, as a layout of intake/*.yaml says."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import partial
from itertools import groupby
from unicodedata import normalize

from engine.intake import limits
from engine.intake.grid import Grid, Line, Record
from engine.model.diagnostic import Diagnostic, Place
from engine.model.layout import Layout, LayoutFile
from engine.model.text import Text

NO_HEADING = Text("找不到列“{heading}”", "there is no column '{heading}'")
NEAREST = Text("找不到列“{heading}”（表中有“{close}”）", "there is no column '{heading}' (the table has '{close}')")
TWICE = Text("列“{heading}”出现了不止一次", "column '{heading}' occurs more than once")
NO_SHEET = Text("没有工作表“{sheet}”", "there is no sheet '{sheet}'")
SEVERAL = Text("另有版式说明 {other} 也适用", "another layout fits too, {other}")

Found = Iterator[Record | Diagnostic]


def fitting(layouts: Sequence[Layout], name: str) -> list[Layout]:
    """Layouts for a file of this name."""
    return [x for x in layouts if any(fnmatchcase(name, pattern) for pattern in x.rules.files)]


def headings(lines: Sequence[Line], rows: Sequence[int]) -> list[str]:
    """Heading of each column: its texts in the header rows, joined by '/'; a merged one stands over several."""
    found = [line for line in lines if line.number in rows]
    width = max((len(line.cells) for line in found), default=0)
    return ["/".join(text for text, _ in groupby(_texts(found, i))) for i in range(width)]


def _texts(lines: Sequence[Line], index: int) -> Iterator[str]:
    """Texts over one column, without blanks and line ends."""
    for line in lines:
        trait = line.traits.get(index)
        text = line.cells[index] if index < len(line.cells) else ""
        if text := "".join((text or (trait.across if trait else "")).split()):
            yield text


def unfit(layout: Layout, found: Sequence[str]) -> list[Text]:
    """Why a table with these headings does not fit; nothing when it does."""
    there = [_alike(heading) for heading in found]
    counts = {heading: there.count(_alike(heading)) for heading in (*layout.rules.columns, *layout.rules.across)}
    wanted = {*map(_alike, counts)}
    unused = [text for text, alike in zip(found, there, strict=True) if alike not in wanted][: limits.MAX_COLUMNS]
    return [TWICE.fill({"heading": h}) if n else _lacking(h, unused) for h, n in counts.items() if n != 1]


def _alike(heading: str) -> str:
    """A heading as it is compared: full-width brackets, digits and signs as the others, without blanks."""
    return "".join(normalize("NFKC", heading).split())


def _lacking(heading: str, found: Sequence[str]) -> Text:
    """That there is no such column, and the one that comes nearest."""
    written = {_alike(text): text for text in found if text}
    close = get_close_matches(_alike(heading), written, n=1)
    return (NEAREST if close else NO_HEADING).fill({"heading": heading, "close": written[close[0]] if close else ""})


def read(grid: Grid, lines: Sequence[Line], layout: Layout) -> Found:
    """Records below the header rows; a table that does not fit gives its reasons only."""
    rules = layout.rules
    found = headings(lines, rules.header)
    top = Place(grid.file, max(rules.header), 1, grid.sheet)
    if problems := unfit(layout, found):
        yield from (Diagnostic.of("S434", top, layout=layout.file, why=why) for why in problems)
        return
    index = {_alike(heading): i for i, heading in enumerate(found)}
    columns: dict[str, int] = {field: index[_alike(h)] for h, field in rules.columns.items()}
    across = {index[_alike(h)]: text for h, text in rules.across.items()}
    for line in lines:
        first = next((c.strip() for c in line.cells if c.strip()), "")
        if line.number <= max(rules.header) or not (first or line.traits):
            continue
        if any(fnmatchcase(first, pattern) for pattern in rules.skip):
            place = Place(grid.file, line.number, 1, grid.sheet)
            yield Diagnostic.of("N421", place, layout=layout.file, text=first)._replace(raw=first)
        else:
            yield from _records(grid, line, rules, columns, across)


def _records(
    grid: Grid, line: Line, rules: LayoutFile, columns: Mapping[str, int], across: Mapping[int, str]
) -> Iterator[Record]:
    """One record, or one for each year or jurisdiction that has a column."""
    of = rules.wide[:1]
    fixed = {*rules.constants, *of}
    for value, text in (across or {columns["value"]: ""}).items():
        where = {**columns, "value": value} | dict.fromkeys(of, value)
        cells = {f: line.cells[i] if i < len(line.cells) else "" for f, i in where.items()}
        cells |= {str(k): v for k, v in rules.constants.items()} | dict.fromkeys(of, text)
        written = "".join(cells["indicator"].split())
        names = {"".join(name.split()): id_ for name, id_ in rules.indicators.items()}
        cells["indicator"] = names.get(written, cells["indicator"])
        traits = {f: line.traits[i] for f, i in where.items() if i in line.traits and f not in of}
        yield Record(cells, partial(_place, grid, line, where), traits, fixed)


def _place(grid: Grid, line: Line, where: Mapping[str, int], column: str) -> Place:
    """The column's cell; that of the value for what is the same in every row."""
    return grid.place(line, where.get(column, where["value"]))
