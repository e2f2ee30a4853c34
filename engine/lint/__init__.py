"""Inputs held against each other: one generator per code, collected in the CHECKS of each module."""

from collections.abc import Iterable, Iterator

from engine.lint import cases, chains, figures, indicators, places, quotes, registry, targets
from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic
from engine.model.observation import Observation
from engine.model.rule_test import Suite


def lint(catalog: Catalog) -> Iterator[Diagnostic]:
    """Every problem of a catalog that one file's schema cannot show."""
    tables = (targets.CHECKS, registry.CHECKS, indicators.CHECKS, places.CHECKS, chains.CHECKS, quotes.CHECKS)
    for code, check in (item for table in tables for item in table.items()):
        for place, fields in check(catalog):
            yield Diagnostic.of(code, place, **fields)


def lint_observations(catalog: Catalog, observations: Iterable[Observation]) -> Iterator[Diagnostic]:
    """Every problem of figures that a single row cannot show."""
    observations = list(observations)
    for code, check in figures.CHECKS.items():
        for place, fields in check(catalog, observations):
            yield Diagnostic.of(code, place, **fields)


def lint_tests(catalog: Catalog, suites: Iterable[Suite]) -> Iterator[Diagnostic]:
    """Every problem of rule tests that one file's schema cannot show."""
    for suite in suites:
        for code, check in cases.CHECKS.items():
            for place, fields in check(catalog, suite):
                yield Diagnostic.of(code, place, **fields)
