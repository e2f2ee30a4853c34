"""Tables for terminals that mix Chinese (two columns a character) and Latin text.

Our own, since a table library would cost a third of the start-up time of `check run`.
"""

import re
from collections.abc import Sequence
from unicodedata import combining, east_asian_width

Row = Sequence[str]

GAP = "  "
NOT_FIRST, NOT_LAST = "，。；：、！？）”’》〕％%", "（“‘《〔"
"""Punctuation that may not begin, or end, a line."""


def width(text: str) -> int:
    """Columns that `text` takes on a terminal."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text: str, limit: int) -> list[str]:
    """Lines of at most `limit` columns: Latin words whole, Chinese anywhere but before closing punctuation.

    The width of the line is carried along: marks without a width of their own could else be measured for ever.
    """
    lines: list[list[str]] = [[]]
    used = 0
    for piece in PIECES.findall(text):
        for part in [piece] if width(piece) <= limit else list(piece):
            if used + width(part) > limit and lines[-1]:
                kept, carried = _carried("".join(lines[-1]), part, limit)
                lines[-1] = [kept]
                lines.append([carried] if carried else [])
                used = width(carried)
            added = part if lines[-1] else part.lstrip(" ")
            if added:
                lines[-1].append(added)
                used += width(added)
    return ["".join(line).rstrip(" ") for line in lines if any(line)] or [""]


def _carried(line: str, part: str, limit: int) -> tuple[str, str]:
    """What stays, and what moves on with `part`: opening marks before it, or what closing punctuation belongs to."""
    pieces = PIECES.findall(line)
    kept = len(pieces)
    if part[0] in NOT_FIRST:
        while kept and pieces[kept - 1] in NOT_FIRST:
            kept -= 1
        kept = max(kept - 1, 0)
    while kept and pieces[kept - 1] in NOT_LAST:
        kept -= 1
    carried = "".join(pieces[kept:])
    if not kept or width(carried + part) > limit:
        return line, ""
    return "".join(pieces[:kept]), carried


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """`text` filled with spaces to `columns`."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def table(header: Row, rows: Sequence[Row], total: int, right: frozenset[int], elastic: int) -> list[str]:
    """Lines of a table `total` columns wide; numbers right-aligned, the column `elastic` wraps to what is left."""
    widths = [max(width(row[i]) for row in (header, *rows)) for i in range(len(header))]
    spare = total - sum(widths) - len(GAP) * (len(widths) - 1)
    widths[elastic] = max(widths[elastic] + min(spare, 0), MIN_ELASTIC)
    lines = []
    for row in (header, *rows):
        cells = [wrap(cell, widths[i]) if i == elastic else [cell] for i, cell in enumerate(row)]
        for k in range(max(map(len, cells))):
            parts = [pad(cell[k] if k < len(cell) else "", widths[i], right=i in right) for i, cell in enumerate(cells)]
            lines.append(GAP.join(parts).rstrip())
    return lines


PIECES = re.compile(r"[\x21-\x7e]+|.", re.DOTALL)
"""What stays together on a line: a run of visible ASCII, or one character."""

MIN_ELASTIC = 12
"""Columns that the elastic column keeps on the narrowest terminal."""


def indent(text: str, total: int, first: str, rest: str) -> list[str]:
    """A paragraph with its first line after `first` and the others after `rest`."""
    lines = wrap(text, max(total - width(rest), MIN_ELASTIC))
    return [(first if i == 0 else rest) + line for i, line in enumerate(lines)]
