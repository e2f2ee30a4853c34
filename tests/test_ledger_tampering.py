"""Whatever is changed, removed or inserted behind the program's back is found and named."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from ledger_kit import a_ledger, a_step, check, findings, gap_of
from sqlalchemy import Connection, Integer, LargeBinary, Table, create_engine, select
from sqlalchemy.exc import DatabaseError

from engine.chain import link
from engine.ledger.gate import LedgerError
from engine.ledger.store import Ledger
from engine.ledger.tables import APPEND_ONLY, EVENTS, FINDINGS, LEDGER, RUNS
from engine.model.ledger import Intact, Tampered

SECOND = {"runs": RUNS.c.number == 2, "events": EVENTS.c.number == 2}
SECOND["findings"] = (FINDINGS.c.run == 2) & (FINDINGS.c.position == 2)
NAMES = {"runs": "2", "events": "2", "findings": "2/2"}


@pytest.fixture
def ledger(url: str) -> Ledger:
    """Three runs and three steps."""
    made = a_ledger(url, 2021, 2022, 2023)
    fingerprint = gap_of(2022)
    made.rectify(a_step(fingerprint, "notify", deadline=date(2023, 4, 1)))
    made.rectify(a_step(fingerprint, "reply"))
    made.rectify(a_step(fingerprint, "verify"))
    assert isinstance(made.verify(), Intact)
    return made


@contextmanager
def vandal(url: str) -> Iterator[Connection]:
    """A connection that no trigger or foreign key stops."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = replica")
        else:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
            for name in names:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection
    engine.dispose()


def another(column: Any, value: Any) -> Any:
    """A value that differs from what was recorded."""
    if isinstance(column.type, Integer):
        return value + 100
    if isinstance(column.type, LargeBinary):
        return value + b" "
    text = "" if value is None else value
    return ("1" if text[:1] != "1" else "2") + text[1:]


COLUMNS = [(table, column) for table in APPEND_ONLY for column in table.columns]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda x: getattr(x, "name", None))
def test_every_changed_cell_is_found(url: str, ledger: Ledger, table: Table, column: Any) -> None:
    where = SECOND[table.name]
    with vandal(url) as connection:
        value = connection.scalar(select(column).where(where))
        connection.execute(table.update().where(where).values({column: another(column, value)}))
    kind = "removed" if column.name in {"number", "position"} or column is FINDINGS.c.run else "changed"
    assert ledger.verify() == Tampered(table.name, NAMES[table.name], kind)


@pytest.mark.parametrize("column", LEDGER.columns, ids=lambda c: c.name)
def test_a_changed_head_is_found(url: str, ledger: Ledger, column: Any) -> None:
    with vandal(url) as connection:
        value = connection.scalar(select(column))
        connection.execute(LEDGER.update().values({column: another(column, value)}))
    if column.name == "schema_version":
        with pytest.raises(LedgerError):
            ledger.verify()
        return
    assert ledger.verify() == Tampered("ledger", "1", "changed")


@pytest.mark.parametrize("table", [RUNS, EVENTS], ids=lambda t: t.name)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_removed_link_is_found(url: str, ledger: Ledger, table: Table, number: int) -> None:
    with vandal(url) as connection:
        connection.execute(table.delete().where(table.c.number == number))
    assert ledger.verify() == Tampered(table.name, str(number), "removed")


@pytest.mark.parametrize("table", [RUNS, EVENTS], ids=lambda t: t.name)
def test_a_removed_link_is_found_when_the_rest_moved_up(url: str, ledger: Ledger, table: Table) -> None:
    with vandal(url) as connection:
        connection.execute(table.delete().where(table.c.number == 2))
        connection.execute(table.update().where(table.c.number == 3).values(number=2))
    assert ledger.verify() == Tampered(table.name, "2", "removed")


@pytest.mark.parametrize("table", [RUNS, EVENTS], ids=lambda t: t.name)
def test_an_inserted_link_is_found_even_when_it_is_well_made(url: str, ledger: Ledger, table: Table) -> None:
    with vandal(url) as connection:
        row = dict(connection.execute(select(table).where(table.c.number == 2)).one()._mapping)
        for number in (3, 2):
            connection.execute(table.update().where(table.c.number == number).values(number=number + 1))
        forged = row | ({"agent": "王五"} if table is RUNS else {"by": "王五"})
        connection.execute(table.insert().values(forged | {"hash": link(forged)}))
    assert ledger.verify() == Tampered(table.name, "2", "inserted")


@pytest.mark.parametrize("table", [RUNS, EVENTS], ids=lambda t: t.name)
@pytest.mark.parametrize("number", [0, 4])
def test_a_link_at_either_end_is_found(url: str, ledger: Ledger, table: Table, number: int) -> None:
    with vandal(url) as connection:
        last = dict(connection.execute(select(table).where(table.c.number == 3)).one()._mapping)
        forged = last | {"number": number, "previous": last["hash"]}
        connection.execute(table.insert().values(forged | {"hash": link(forged)}))
    assert ledger.verify() == Tampered(table.name, str(number), "inserted")


@pytest.mark.parametrize("run", [1, 3])
@pytest.mark.parametrize("position", [1, len(findings(2021))])
def test_a_removed_finding_is_found(url: str, ledger: Ledger, run: int, position: int) -> None:
    with vandal(url) as connection:
        where = (FINDINGS.c.run == run) & (FINDINGS.c.position == position)
        connection.execute(FINDINGS.delete().where(where))
    assert ledger.verify() == Tampered("findings", f"{run}/{position}", "removed")


@pytest.mark.parametrize(("run", "position"), [(2, 0), (2, 99), (4, 1), (0, 1)])
def test_an_inserted_finding_is_found(url: str, ledger: Ledger, run: int, position: int) -> None:
    with vandal(url) as connection:
        row = dict(connection.execute(select(FINDINGS).where(SECOND["findings"])).one()._mapping)
        connection.execute(FINDINGS.insert().values(row | {"run": run, "position": position}))
    assert ledger.verify() == Tampered("findings", f"{run}/{position}", "inserted")


def test_a_removed_head_is_found(url: str, ledger: Ledger) -> None:
    with vandal(url) as connection:
        connection.execute(LEDGER.delete())
    assert ledger.verify() == Tampered("ledger", "1", "removed")


@pytest.mark.parametrize("table", APPEND_ONLY, ids=lambda t: t.name)
@pytest.mark.parametrize("verb", ["UPDATE {} SET run = 1", "DELETE FROM {}"])
def test_the_database_itself_refuses(url: str, ledger: Ledger, table: Table, verb: str) -> None:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    statement = verb.format(table.name).replace("run =", "year =" if table is RUNS else "run =")
    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
    assert isinstance(ledger.verify(), Intact)


def test_the_command_names_the_row_and_ends_with_2(url: str, ledger: Ledger) -> None:
    assert check("history", "verify", "--ledger", url).exit_code == 0
    with vandal(url) as connection:
        connection.execute(FINDINGS.update().where(SECOND["findings"]).values(outcome="retracted"))
    result = check("history", "verify", "--ledger", url)
    assert result.exit_code == 2
    assert "表 findings 第 2/2 行被改动" in result.stderr


def test_a_hash_copied_elsewhere_shows_a_ledger_that_was_written_anew(url: str, ledger: Ledger) -> None:
    kept = ledger.runs()[1].hash
    assert check("history", "verify", "--holds", kept, "--ledger", url).exit_code == 0
    result = check("history", "verify", "--holds", "f" * 64, "--ledger", url)
    assert result.exit_code == 2
    assert "f" * 64 in result.stderr
