"""Tests of rules: each judged by the same engine as a run, its finding held against what the test expects."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.evaluate import judge, subjects
from engine.finding import finding
from engine.gather import Shelf, Source
from engine.model.catalog import Catalog, PlanEntry
from engine.model.finding import Finding
from engine.model.rule_test import Expected, Suite
from engine.model.verification import Difference, Failure, Untested, Verification
from engine.quantity import plain


class Prepared(NamedTuple):
    """Test `number` of a suite with the shelf that holds its figures."""

    suite: Suite
    number: int
    shelf: Shelf


def verify(catalog: Catalog, prepared: Iterable[Prepared], plans: frozenset[str]) -> Verification:
    """Run the tests, which must have passed lint; commitments of `plans` without any are listed."""
    prepared = list(prepared)
    failures = tuple(failure for p in prepared if (failure := _failure(catalog, p)))
    tested = {(p.suite.entry.plan.id, p.suite.tests[p.number].commitment) for p in prepared}
    entries = [e for e in catalog.plans if e.plan.id in plans]
    return Verification(
        tests=len(prepared),
        passed=len(prepared) - len(failures),
        failed=len(failures),
        commitments=sum(len(e.commitments) for e in entries),
        failures=failures,
        untested=tuple(u for e in entries for u in _untested(e, tested)),
    )


def _untested(entry: PlanEntry, tested: set[tuple[str, str]]) -> Iterator[Untested]:
    """Commitments of one plan that no test is about."""
    for i, c in enumerate(entry.commitments):
        if (entry.plan.id, c.id) not in tested:
            place = entry.marks.at("commitments", i)
            yield Untested(commitment=f"{entry.plan.id}/{c.id}", title=c.title, place=str(place))


def _failure(catalog: Catalog, p: Prepared) -> Failure | None:
    """What is wrong with one test's finding, if anything."""
    test = p.suite.tests[p.number]
    found = judged(catalog, p)
    differences = tuple(_differences(test.expect, found))
    if not differences:
        return None
    place = p.suite.marks.at("tests", p.number)
    return Failure(commitment=found.commitment, name=test.name, place=str(place), differences=differences)


def judged(catalog: Catalog, p: Prepared) -> Finding:
    """The finding that a test is about."""
    test, place = p.suite.tests[p.number], catalog.place(p.suite.jurisdiction(p.number))
    of_year = subjects(catalog, p.suite.entry, test.year)
    subject = next(s for s in of_year if s.commitment.id == test.commitment and s.jurisdiction == place)
    return finding(catalog, judge(catalog, subject, Source(catalog, p.shelf)))


def _differences(expect: Expected, found: Finding) -> Iterator[Difference]:
    """Each field that the test writes and the finding has otherwise."""
    for name in (n for n in Expected.model_fields if n in expect.model_fields_set):
        expected, got = _shown(getattr(expect, name)), _shown(getattr(found, name))
        if expected != got:
            yield Difference(field=name, expected=expected, got=got)


def _shown(value: object) -> str | None:
    """A value as YAML and JSON write it; numbers are compared in this form, to six places where they never end."""
    if value is None or isinstance(value, bool):
        return None if value is None else str(value).lower()
    return plain(value) if isinstance(value, Decimal) else str(value)
