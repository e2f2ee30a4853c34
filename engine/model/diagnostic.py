"""What is wrong with an input: code, place, text in both languages. Never mixed with findings."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from engine.model.codes import CODES, Code, Level
from engine.model.text import Lang, Text

_PLAIN_SHEET = re.compile(r"[^\W\d]\w*")
"""Names of sheets that a spreadsheet writes without quotes."""


class Place(NamedTuple):
    """Where in a file, 1-based: a line and column of text, or a row and column of a workbook's sheet.

    Line 0 when the whole file or sheet is meant.
    """

    file: str
    line: int = 0
    column: int = 0
    sheet: str = ""

    @property
    def cell(self) -> str:
        """A1 name of a cell of a sheet, a row of it as 7:7; empty for a whole sheet and for text."""
        if not self.sheet or not self.line:
            return ""
        return f"{column_name(self.column)}{self.line}" if self.column else f"{self.line}:{self.line}"

    @property
    def spot(self) -> str:
        """The place within its file: line:column, or sheet!cell."""
        if not self.sheet:
            return ":".join(str(part) for part in (self.line, self.column) if part)
        name = self.sheet if _PLAIN_SHEET.fullmatch(self.sheet) else "'" + self.sheet.replace("'", "''") + "'"
        return f"{name}!{self.cell}" if self.cell else name

    def __str__(self) -> str:
        """file:line:column, as editors and CI systems parse it, or file:sheet!cell."""
        return f"{self.file}:{self.spot}" if self.spot else self.file


def column_name(number: int) -> str:
    """Letters of a 1-based column: 1 → A, 28 → AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(cell: str) -> int:
    """1-based column of an A1 name: AB12 → 28; 0 for a whole row."""
    number = 0
    for letter in cell.rstrip("0123456789:"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class Diagnostic(NamedTuple):
    """One problem of an input; `fields` fill the sentences of its code.

    `raw` is the text that stands at the place. `spec` is given where the code is that of a check of rules/checks.yaml,
    else it is looked up in model/codes.py.
    """

    place: Place
    code: str
    fields: tuple[tuple[str, str | Text], ...] = ()
    raw: str = ""
    spec: Code | None = None

    @classmethod
    def of(cls, code: str, place: Place, **fields: object) -> "Diagnostic":
        """A diagnostic of `code`; fields are kept as text so that diagnostics compare and sort."""
        return cls(place, code, kept(fields))

    @property
    def _spec(self) -> Code:
        return self.spec or CODES[self.code]

    @property
    def level(self) -> Level:
        """Error, warning or info, as the code says."""
        return self._spec.level

    @property
    def message(self) -> Text:
        """What is wrong, in both languages."""
        return self._spec.text.fill(dict(self.fields))

    @property
    def advice(self) -> Text:
        """What to do, in both languages; empty where the message says it."""
        return self._spec.advice.fill(dict(self.fields))

    @property
    def text(self) -> Text:
        """Message and advice."""
        message, advice = self.message, self.advice
        return Text(message.zh + advice.zh, f"{message.en} {advice.en}".rstrip())

    @property
    def order(self) -> tuple[object, ...]:
        """What diagnostics are sorted by: file, sheet and place, then code."""
        place = self.place
        return (place.file, place.sheet, place.line, place.column, self.code, self.fields)

    def say(self, lang: Lang) -> str:
        """file:line:column: level code text, one line."""
        level = LEVEL_WORDS[self.level].say(lang)
        return f"{self.place}: {level} {self.code} {self.text.say(lang)}"


LEVEL_WORDS: Mapping[Level, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "info": Text("提示", "info"),
}


def kept(fields: Mapping[str, object]) -> tuple[tuple[str, str | Text], ...]:
    """Fields as text, in order of their names."""
    return tuple((k, v if isinstance(v, Text) else str(v)) for k, v in sorted(fields.items()))


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those that make an input unusable."""
    return [d for d in diagnostics if d.level == "error"]
