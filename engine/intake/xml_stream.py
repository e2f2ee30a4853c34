"""One XML part of a workbook read once from beginning to end by a real parser, which tells of elements as they begin.

Patterns were deceived by what XML allows: a > within an attribute, a character by its number, a word in a comment.
"""

from collections.abc import Callable, Mapping
from xml.parsers.expat import ExpatError, ParserCreate

from engine.intake.content import Kind
from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text
from engine.zipped import DTD

Begin = Callable[[dict[str, str]], None]
"""Takes the attributes of an element that begins."""

NO_XML = Text("XML 有误", "its XML is not sound")
STRANGE = "\0"
"""Stands for text that readers take in different ways."""


class PartError(Exception):
    """A part that must not be given to any library."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Stream:
    """A part while it is read; `begins` says what to call for which element."""

    def __init__(self, begins: Mapping[str, Begin], *, prefixed: bool = False) -> None:
        """Elements are known by their names with prefix, or else by what follows it."""
        self._parser = parser = ParserCreate()
        self._pieces: list[str] = []
        self._then: Callable[[str], None] | None = None
        self._hear: Callable[[str], object] | None = None
        known = _Known(begins, prefixed=prefixed)

        def begin(name: str, attributes: dict[str, str]) -> None:
            if self._then:
                self._pieces.append(STRANGE)
            if call := known[name]:
                call(attributes)

        parser.buffer_text = True
        parser.StartElementHandler = begin
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartCdataSectionHandler = lambda: self._pieces.append(STRANGE)

    def read(self, data: bytes, file: str, part: str, kind: Kind) -> None:
        """To its end, or PartError. A ValueError of what is called means a number that is none."""
        try:
            self._parser.Parse(data, True)
        except _DtdError:
            raise PartError(Diagnostic.of("S423", Place(file), part=part, why=DTD)) from None
        except (ExpatError, ValueError) as e:
            raise PartError(Diagnostic.of("S420", Place(file), format=kind.called, why=NO_XML)) from e

    def hear(self, call: Callable[[str], object] | None) -> None:
        """From here on, text goes there."""
        self._hear = self._parser.CharacterDataHandler = call

    def text(self, then: Callable[[str], None]) -> None:
        """Text of the element that begins here, which holds no other."""
        if self._then:
            self._then(STRANGE)
        self._then, self._pieces = then, []
        self._parser.CharacterDataHandler = self._pieces.append
        self._parser.EndElementHandler = self._end

    def _end(self, _: str) -> None:
        """The text is complete, and heard by whoever was listening before."""
        self._parser.EndElementHandler, self._parser.CharacterDataHandler = None, self._hear
        then, self._then = self._then, None
        for call in (then, self._hear):
            if call:
                call("".join(self._pieces))


class _Known(dict[str, Begin | None]):
    """What to call, by names as they occur."""

    def __init__(self, begins: Mapping[str, Begin], *, prefixed: bool) -> None:
        super().__init__(begins)
        self._begins, self._prefixed = begins, prefixed

    def __missing__(self, name: str) -> Begin | None:
        found = self[name] = None if self._prefixed else self._begins.get(name.rpartition(":")[2])
        return found


class _DtdError(Exception):
    """A document type, with or without entities."""


def _refuse(*_: object) -> None:
    raise _DtdError
