"""Submitted files held against the rules: read, checked, and reported; what `validate` and `accept` share."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import engine
from engine.catalog.shipped import shown
from engine.cli.inputs import usable_rules
from engine.intake.statistics import load
from engine.lint import lint_observations
from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic
from engine.model.submission import Submission
from engine.model.text import Lang
from engine.model.validation import Validation
from engine.validation import HeldAgainst, validation


class Validated(NamedTuple):
    """The rules, every file as it was read, its diagnostics in order of file and place, and the report of them."""

    catalog: Catalog
    submissions: tuple[Submission, ...]
    problems: tuple[Diagnostic, ...]
    report: Validation


def validated(paths: Sequence[Path], rules: Path | None, year: int | None, lang: Lang) -> Validated:
    """Read and check; ends the process with exit code 2 when the rules have errors."""
    catalog, loaded, _ = usable_rules(rules, lang, tasks=False)
    intake = load([(p, shown(p)) for p in paths], catalog.indicator_id)
    problems = [*intake.problems, *lint_observations(catalog, intake.observations)]
    against = HeldAgainst(f"target-check {engine.__version__}", year, loaded.folder, loaded.sha256, ())
    ordered = tuple(sorted(problems, key=lambda d: d.order))
    return Validated(catalog, intake.files, ordered, validation(against, intake.files, ordered))
