"""What CI systems are told, whatever it was made from: suites of cases, each with its annotations at places."""

from typing import Literal, NamedTuple

from engine.model.codes import GRAVEST_FIRST, Level
from engine.model.diagnostic import Place
from engine.model.text import Text

Result = Literal["passed", "failed", "error", "skipped"]
"""As JUnit has them: failed is a fault of the data, error an input that could not be read."""

NOTHING = Text("", "")


class Annotation(NamedTuple):
    """One remark; `rule` is a key of the report's rules, `id` stays while the remark is about the same thing.

    `excused` says why it does not count although it is true, such as a waiver.
    """

    level: Level
    rule: str
    place: Place | None
    text: Text
    id: str
    excused: Text = NOTHING

    @property
    def sentence(self) -> Text:
        """The remark, and what excuses it."""
        return Text(self.text.zh + self.excused.zh, f"{self.text.en} {self.excused.en}".rstrip())


class Case(NamedTuple):
    """One thing that was checked, with what was found; `why` a skipped one was not judged."""

    name: str
    result: Result
    annotations: tuple[Annotation, ...] = ()
    why: Text = NOTHING


class Suite(NamedTuple):
    """Cases that belong together: a file, or a plan."""

    name: str
    cases: tuple[Case, ...]

    def count(self, result: Result) -> int:
        """Cases with one result."""
        return sum(case.result == result for case in self.cases)


class CiRule(NamedTuple):
    """What a rule is about, what to do, and how grave a breach of it is unless an annotation says otherwise."""

    text: Text
    advice: Text = NOTHING
    level: Level = "error"


class Remark(NamedTuple):
    """An annotation with the suite and the case that it belongs to."""

    suite: str
    case: str
    annotation: Annotation


class CiReport(NamedTuple):
    """Everything; `rules` in order of their ids, with every rule of an annotation.

    `why` says what the gate is shut by where no error shuts it.
    """

    tool: str
    suites: tuple[Suite, ...]
    rules: tuple[tuple[str, CiRule], ...]
    why: Text = NOTHING

    def remarks(self) -> list[Remark]:
        """All annotations, the gravest first, then in order of file and place; those without one before."""
        found = [Remark(s.name, c.name, a) for s in self.suites for c in s.cases for a in c.annotations]
        return sorted(found, key=lambda remark: _order(remark.annotation))

    def count(self, result: Result) -> int:
        """Cases of all suites with one result."""
        return sum(suite.count(result) for suite in self.suites)


def _order(annotation: Annotation) -> tuple[int, str, str, int, int]:
    """What annotations are sorted by."""
    place = annotation.place or Place("")
    return (GRAVEST_FIRST.index(annotation.level), place.file, place.sheet, place.line, place.column)
