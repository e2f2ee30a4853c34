"""What the ledger's tests share: fresh databases, little reports, and `check` in this process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.catalog.load import load
from engine.catalog.shipped import shipped
from engine.cli.speaking import Main
from engine.evaluate import evaluate
from engine.intake.statistics import load as load_statistics
from engine.ledger.store import Ledger
from engine.model.catalog import Catalog
from engine.model.finding import Finding, Outcome, Report, Run
from engine.model.ledger import Action, Step
from engine.model.text import Lang
from engine.report import report
from engine.warehouse.memory import Memory

PLAN = "huzhou-2021-2025"
VARIABLE = "CHECK_TEST_POSTGRES"
NO_SERVER = f"no PostgreSQL: run under .ci/postgres, or set {VARIABLE} (Debian package postgresql)"

schemas = count()


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """URL of an empty database: a file, or a schema of its own on the server."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/ledger.db"
        return
    server = os.environ.get(VARIABLE)
    if not server:
        pytest.skip(NO_SERVER)
    import psycopg

    name = f"test_{os.getpid()}_{next(schemas)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
        yield f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{name}"
        connection.execute(f"DROP SCHEMA {name} CASCADE")


@cache
def catalog() -> Catalog:
    """The shipped rules."""
    found = load(shipped("rules")).catalog
    assert found is not None
    return found


@cache
def findings(year: int) -> tuple[Finding, ...]:
    """What the shipped rules say of the shipped figures of one plan."""
    figures = load_statistics([(shipped("statistics"), "statistics")]).observations
    return tuple(evaluate(catalog(), Memory(figures, catalog().place), year, frozenset({PLAN})))


def a_report(year: int = 2022, **outcomes: Outcome) -> Report:
    """A report of real findings; `outcomes` replaces those of commitments by id with _ for -."""
    changed = [
        f.model_copy(update={"outcome": outcomes.get(f.commitment.partition("/")[2].replace("-", "_"), f.outcome)})
        for f in findings(year)
    ]
    run = Run(
        year=year,
        tool="target-check test",
        rules="rules",
        statistics=("statistics",),
        example_data=True,
        waivers_as_of=None,
        rules_sha256="r" * 64,
        statistics_sha256="s" * 64,
    )
    return report(catalog(), run, changed, frozenset({PLAN}))


def a_ledger(url: str, *years: int) -> Ledger:
    """A ledger with a run of each year."""
    ledger = Ledger(url)
    for year in years:
        ledger.record(a_report(year), f"{year}-12-31T00:00:00+08:00", "张三")
    return ledger


def a_step(fingerprint: str, action: Action, at: str = "2023-03-01T00:00:00+08:00", **fields: object) -> Step:
    """A step that `Ledger.rectify` numbers."""
    plain = Step(0, 0, fingerprint, action, at, "李四", "督办〔2023〕1号", (), "", None)
    return plain._replace(**fields)


def check(*arguments: str, lang: Lang = "zh") -> Result:
    """`check …` in this process."""
    return CliRunner().invoke(Main(lang), list(arguments))


def gap_of(year: int = 2022) -> str:
    """Fingerprint of a commitment that is a gap in that year."""
    return next(f.fingerprint for f in findings(year) if f.outcome is Outcome.GAP)
