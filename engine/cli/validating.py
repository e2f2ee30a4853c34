"""Submitted files held against the rules: read, checked, and reported; what `validate` and `accept` share."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import engine
from engine.catalog.shipped import shown
from engine.cli.inputs import usable_rules
from engine.files import content
from engine.intake.statistics import load
from engine.lint import lint_observations
from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic, Place
from engine.model.submission import Submission
from engine.model.text import Lang
from engine.model.validation import Problem, Validation


class Validated(NamedTuple):
    """The rules, every file as it was read, its diagnostics in order of file and place, and the report of them."""

    catalog: Catalog
    submissions: tuple[Submission, ...]
    problems: tuple[Diagnostic, ...]
    report: Validation


def validated(paths: Sequence[Path], rules: Path | None, year: int | None, lang: Lang) -> Validated:
    """Read and check; ends the process with exit code 2 when the rules have errors."""
    catalog, loaded, _ = usable_rules(rules, lang, tasks=False)
    submissions = tuple(map(_submission, paths))
    figures = [o for s in submissions for o in s.observations]
    found = [*(p for s in submissions for p in s.problems), *lint_observations(catalog, figures)]
    ordered = tuple(sorted(found, key=lambda d: d.order))
    report = Validation(
        tool=f"target-check {engine.__version__}",
        year=year,
        rules=loaded.folder,
        rules_sha256=loaded.sha256,
        checks=(),
        files=(),
        problems=tuple(map(_problem, ordered)),
    )
    return Validated(catalog, submissions, ordered, report)


def _submission(path: Path) -> Submission:
    """One CSV file."""
    intake = load([(path, shown(path))])
    digest = sha256(content(path)).hexdigest()
    return Submission(shown(path), digest, intake.observations, intake.problems)


def _problem(d: Diagnostic) -> Problem:
    place: Place = d.place
    return Problem(
        code=d.code,
        level=d.level,
        file=place.file,
        sheet=None,
        cell=None,
        line=place.line or None,
        column=place.column or None,
        raw=d.raw,
        message=d.message.zh,
        message_en=d.message.en,
        advice=d.advice.zh,
        advice_en=d.advice.en,
        fingerprint="",
    )
