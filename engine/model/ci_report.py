"""What CI systems are told, whatever it was made from: suites of cases, each with its annotations at places."""

from typing import Literal, NamedTuple

from engine.model.codes import Level
from engine.model.diagnostic import Place
from engine.model.text import Text

Result = Literal["passed", "failed", "error", "skipped"]
"""As JUnit has them: failed is a fault of the data, error an input that could not be read."""


class Annotation(NamedTuple):
    """One remark; `rule` is a key of the report's rules, `id` stays while the remark is about the same thing."""

    level: Level
    rule: str
    place: Place | None
    text: Text
    id: str


class Case(NamedTuple):
    """One thing that was checked, with what was found."""

    name: str
    result: Result
    annotations: tuple[Annotation, ...] = ()


class Suite(NamedTuple):
    """Cases that belong together: a file, or a plan."""

    name: str
    cases: tuple[Case, ...]


class CiRule(NamedTuple):
    """What a rule is about, and what to do."""

    text: Text
    advice: Text = Text("", "")


class CiReport(NamedTuple):
    """Everything; `rules` in order of their ids."""

    tool: str
    suites: tuple[Suite, ...]
    rules: tuple[tuple[str, CiRule], ...]
