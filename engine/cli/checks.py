"""Checks of figures for a command: read, compiled and linted; a check that is wrong is never left out in silence."""

from pathlib import Path
from typing import NamedTuple

from engine.catalog.checks import LoadedChecks, load_checks
from engine.catalog.load import rules_folder
from engine.cli.problems import stop_at_errors
from engine.expression import compile_checks
from engine.lint.checks import lint_checks
from engine.model.check import Check, Predicate
from engine.model.diagnostic import Diagnostic
from engine.model.text import Lang


class PreparedChecks(NamedTuple):
    """What was read, each check with its predicate, and every problem; with errors they are not to be used."""

    loaded: LoadedChecks
    compiled: tuple[tuple[Check, Predicate], ...]
    problems: tuple[Diagnostic, ...]


def prepared_checks(folder: Path) -> PreparedChecks:
    """Checks of a rules folder."""
    loaded = load_checks(folder)
    compiled, problems = compile_checks(loaded.checks, loaded.marks)
    problems += lint_checks(loaded.checks, loaded.marks, compiled)
    return PreparedChecks(loaded, tuple(compiled), (*loaded.problems, *problems))


def usable_checks(chosen: Path | None, lang: Lang) -> PreparedChecks:
    """Checks without errors; ends the process otherwise."""
    found = prepared_checks(rules_folder(chosen))
    stop_at_errors(found.problems, lang)
    return found
