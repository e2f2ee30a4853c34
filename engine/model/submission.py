"""One submitted file as it was read: its figures, what is wrong with it, and the form that it fills in, if any."""

from typing import NamedTuple

from engine.model.diagnostic import Diagnostic
from engine.model.form import FormMark
from engine.model.observation import Observation


class Submission(NamedTuple):
    """`file` is the name to show, `sha256` of its bytes; problems are errors, warnings and notes of repairs."""

    file: str
    sha256: str
    observations: tuple[Observation, ...]
    problems: tuple[Diagnostic, ...]
    form: FormMark | None = None
