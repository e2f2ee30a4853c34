"""What is wrong with an input: code, place, text in both languages. Never mixed with findings."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from engine.model.codes import CODES
from engine.model.text import Lang, Text

Level = Literal["error", "warning"]


class Place(NamedTuple):
    """Where in a file, 1-based; line 0 when the whole file is meant."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """file:line:column, as editors and CI systems parse it."""
        return ":".join(str(part) for part in self if part)


class Diagnostic(NamedTuple):
    """One problem of an input; `fields` fill the text of its code in model/codes.py."""

    place: Place
    code: str
    fields: tuple[tuple[str, str | Text], ...] = ()

    @classmethod
    def of(cls, code: str, place: Place, **fields: object) -> "Diagnostic":
        """A diagnostic of `code`; fields are kept as text so that diagnostics compare and sort."""
        kept = tuple((k, v if isinstance(v, Text) else str(v)) for k, v in sorted(fields.items()))
        return cls(place, code, kept)

    @property
    def level(self) -> Level:
        """Error or warning, as the code says."""
        return CODES[self.code].level

    @property
    def text(self) -> Text:
        """The sentence in both languages."""
        return CODES[self.code].text.fill(dict(self.fields))

    def say(self, lang: Lang) -> str:
        """file:line:column: level code text, one line."""
        level = LEVEL_WORDS[self.level].say(lang)
        return f"{self.place}: {level} {self.code} {self.text.say(lang)}"


LEVEL_WORDS = {"error": Text("错误", "error"), "warning": Text("警告", "warning")}


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those that make an input unusable."""
    return [d for d in diagnostics if d.level == "error"]
