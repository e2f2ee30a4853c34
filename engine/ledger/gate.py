"""The way into a ledger: SQLAlchemy is imported only here, and its absence is an error that names the extra."""

from typing import TYPE_CHECKING

from engine.model.text import Text

if TYPE_CHECKING:
    from engine.ledger.store import Ledger

NO_EXTRA = Text(
    "使用整改台账需要安装 {package}：pip install 'target-check[{extra}]'",
    "The ledger needs {package}: pip install 'target-check[{extra}]'",
)
EXTRAS = {"sqlalchemy": ("SQLAlchemy", "ledger"), "psycopg": ("psycopg", "postgres")}
"""Module that may be missing → its package and the extra that brings it."""


class LedgerError(Exception):
    """A ledger that cannot be used; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def open_ledger(url: str) -> "Ledger":
    """The ledger at a URL, nothing read yet; LedgerError when it cannot be."""
    try:
        from engine.ledger.store import Ledger  # noqa: PLC0415  a run without a ledger needs no SQLAlchemy

        return Ledger(url)
    except ModuleNotFoundError as e:
        package, extra = EXTRAS.get(e.name or "", (e.name, "postgres"))
        raise LedgerError(NO_EXTRA.fill({"package": package, "extra": extra})) from e
