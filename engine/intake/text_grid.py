"""CSV, TSV and other separated text → a grid whose cells know their line and character column."""

import re
from collections.abc import Iterator
from functools import cached_property

from engine.intake.grid import NO_TRAITS, Grid, Line
from engine.intake.plain_text import lines_of, text_of
from engine.model.diagnostic import Diagnostic, Place
from engine.rows import records
from engine.separators import SEPARATORS, separators


def read(content: bytes, file: str) -> Grid | Diagnostic:
    """The table of a text file, or why there is none."""
    text = text_of(content, file)
    if isinstance(text, Diagnostic):
        return text
    separator = separators(text)
    if len(separator) > 1:
        return Diagnostic.of("S425", Place(file, 1, 1), found=" ".join(SEPARATORS[s] for s in separator))
    source = _Source(text, separator, file)
    return Grid(file, "", source.lines(), source.place)


class _Source:
    """The text with what is needed to say where a field stands."""

    def __init__(self, text: str, separator: str, file: str) -> None:
        self.text, self.separator, self.file = text, separator, file
        self.quoted = '"' in text
        self.marks = re.compile(f'["{re.escape(separator)}]')

    @cached_property
    def physical(self) -> list[str]:
        """Lines as an editor counts them."""
        return lines_of(self.text)

    def lines(self) -> Iterator[Line | Diagnostic]:
        """Every record, blank ones too."""
        for item in records(self.text, self.separator, self.file):
            yield item if isinstance(item, Diagnostic) else Line(item[0], item[1], NO_TRAITS)

    def place(self, line: Line, index: int) -> Place:
        """Line and character column, both from 1, at which the text of a field begins, its quotation mark included."""
        if self.quoted and '"' in self.physical[line.number - 1]:
            return self._walk(line.number, index)
        return Place(self.file, line.number, sum(map(len, line.cells[:index])) + index + 1)

    def _walk(self, number: int, index: int) -> Place:
        """The same where quotation marks hide separators and line ends."""
        inside = False
        while index and number <= len(self.physical):
            for mark in self.marks.finditer(self.physical[number - 1]):
                if mark.group() == '"':
                    inside = not inside
                elif not inside:
                    index -= 1
                    if not index:
                        return Place(self.file, number, mark.end() + 1)
            number += 1
        return Place(self.file, number, 1)
