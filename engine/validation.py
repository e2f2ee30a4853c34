"""Submitted files and their diagnostics → the report of `check validate`."""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from engine.model.codes import Level
from engine.model.diagnostic import Diagnostic
from engine.model.submission import Submission
from engine.model.validation import Checked, Problem, Validation


class HeldAgainst(NamedTuple):
    """What the figures were held against: the program, the year asked for, the rules and their checks."""

    tool: str
    year: int | None
    rules: str
    rules_sha256: str
    checks: tuple[str, ...]


def validation(against: HeldAgainst, files: Sequence[Submission], problems: Iterable[Diagnostic]) -> Validation:
    """Every file with its counts, and every problem in order of file and place."""
    found = sorted(problems, key=lambda d: d.order)
    levels = Counter((d.place.file, d.level) for d in found)
    return Validation(
        **against._asdict(),
        files=tuple(_checked(f, levels) for f in files),
        problems=tuple(map(problem, found)),
    )


def _checked(file: Submission, levels: Counter[tuple[str, Level]]) -> Checked:
    """One file with what was found in it."""
    return Checked(
        file=file.file,
        sha256=file.sha256,
        form=file.form.id if file.form else None,
        reporter=file.form.name if file.form else None,
        figures=file.figures,
        blanks=sum(o.state == "missing" for o in file.observations),
        errors=levels[file.file, "error"],
        warnings=levels[file.file, "warning"],
        notes=levels[file.file, "info"],
    )


def problem(d: Diagnostic) -> Problem:
    """One diagnostic as it is reported."""
    message, advice = d.message, d.advice
    identity = "\0".join((d.code, d.place.file, d.place.spot, d.raw, message.en))
    return Problem(
        code=d.code,
        level=d.level,
        file=d.place.file,
        sheet=d.place.sheet or None,
        cell=d.place.cell or None,
        line=d.place.line or None,
        column=d.place.column or None,
        raw=d.raw,
        message=message.zh,
        message_en=message.en,
        advice=advice.zh,
        advice_en=advice.en,
        fingerprint=sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16],
    )
