"""`rules/<plan>/tests.yaml` → suites of tests. Read only where tests are run, so that a test never stops a run."""

from collections.abc import Iterable
from pathlib import Path

from engine.catalog.load import Reader
from engine.model.catalog import PlanEntry
from engine.model.diagnostic import Diagnostic
from engine.model.rule_test import RuleTestFile, Suite

TESTS = "tests.yaml"


def load_tests(folder: Path, entries: Iterable[PlanEntry]) -> tuple[list[Suite], list[Diagnostic]]:
    """The suites of the plans that have one, and every problem of their files."""
    reader = Reader()
    suites = []
    for entry in entries:
        file, parsed = reader.optional(RuleTestFile, folder / entry.folder / TESTS)
        if file:
            suites.append(Suite(entry, file.plan, file.tests, parsed.marks))
    return suites, reader.problems
