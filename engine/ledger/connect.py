"""A URL → an engine for SQLite or PostgreSQL, with transactions that begin as a ledger needs them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from engine.ledger.gate import LedgerError
from engine.model.text import Text

PATIENCE = 60
"""Seconds to wait for another process that is recording."""

UNREADABLE = Text(
    "台账地址无法识别：{url}。可写 sqlite:///文件 或 postgresql://用户:密码@主机/库。",
    "Not a ledger URL: {url}. Write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE.",
)
IN_MEMORY = Text(
    "台账不能放在内存里：{url}。请写 sqlite:///文件。", "A ledger must be a file: {url}. Write sqlite:///FILE."
)
FAILED = Text("台账 {url} 无法使用：{why}", "The ledger {url} cannot be used: {why}")


def parsed(url: str) -> URL:
    """The URL in its parts, with our driver for PostgreSQL; LedgerError for other kinds of database."""
    try:
        found = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError:
        raise LedgerError(UNREADABLE.fill({"url": url.partition("@")[0].partition(":")[0] or url})) from None
    if found.drivername not in ENGINES:
        raise LedgerError(UNREADABLE.fill({"url": found.render_as_string()}))
    if found.get_backend_name() == "postgresql":
        return found.set(drivername="postgresql+psycopg")
    if found.database in {None, "", ":memory:"}:
        raise LedgerError(IN_MEMORY.fill({"url": found.render_as_string()}))
    return found


def connect(url: URL) -> Engine:
    """An engine without a pool: one command, one or two connections."""
    return ENGINES[url.drivername](url)


def exists(url: URL) -> bool:
    """Whether there is a database to ask; opening a missing SQLite file would make it."""
    return url.get_backend_name() != "sqlite" or Path(url.database or "").exists()


def shown(url: URL) -> str:
    """A URL for reading: without our driver, its password hidden."""
    return url.set(drivername=url.get_backend_name()).render_as_string()


def failure(url: URL, error: SQLAlchemyError) -> LedgerError:
    """A database error in one line, without the password of the URL."""
    why = str(getattr(error, "orig", None) or error).strip().splitlines()
    return LedgerError(FAILED.fill({"url": shown(url), "why": why[0] if why else type(error).__name__}))


def _sqlite(url: URL) -> Engine:
    """Transactions begin when we say so: writers take the lock at once, readers see one state throughout."""
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    """Readers see one state throughout; writers wait for the row lock of the chain's head."""
    engine = create_engine(url, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        if connection.get_execution_options().get("writing", False):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return engine


ENGINES: dict[str, Callable[[URL], Engine]] = {
    "sqlite": _sqlite,
    "postgresql": _postgresql,
    "postgresql+psycopg": _postgresql,
}
"""Driver name in a URL → how its engine is made."""
