"""Tests of rules for a command: read, linted, and each with its own figures on a shelf."""

from collections.abc import Iterable
from pathlib import Path

from engine.catalog.tests import load_tests
from engine.intake.given import read
from engine.lint import lint_observations, lint_tests
from engine.model.catalog import Catalog, PlanEntry
from engine.model.diagnostic import Diagnostic, errors
from engine.model.observation import Observation
from engine.model.rule_test import Suite
from engine.verify import Prepared
from engine.warehouse.memory import Memory


def prepared_tests(
    catalog: Catalog, folder: Path, entries: Iterable[PlanEntry]
) -> tuple[list[Prepared], list[Diagnostic]]:
    """Every test of the plans, and every problem of their files; with problems the tests cannot be run."""
    suites, problems = load_tests(folder, entries)
    problems += lint_tests(catalog, suites)
    prepared = []
    for suite, i in ((s, i) for s in suites for i in range(len(s.tests))):
        figures, found = _figures(catalog, suite, i)
        problems += found
        prepared.append(Prepared(suite, i, Memory(figures, catalog.place)))
    return prepared, problems


def _figures(catalog: Catalog, suite: Suite, i: int) -> tuple[list[Observation], list[Diagnostic]]:
    """Figures of one test, held against the registries as submitted ones are; unknown names have codes of their own."""
    items = list(read(suite, i, catalog.indicator))
    figures = [x for x in items if isinstance(x, Observation)]
    problems = [x for x in items if isinstance(x, Diagnostic)]
    return figures, problems + errors(lint_observations(catalog, figures))
