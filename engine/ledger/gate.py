"""The way into a ledger: SQLAlchemy is imported only here, and its absence is an error that names the extra."""

from typing import TYPE_CHECKING

from engine.model.extra import missing
from engine.model.text import Text

if TYPE_CHECKING:
    from engine.ledger.store import Ledger

LEDGER = Text("整改台账", "The ledger")


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
        raise LedgerError(missing(LEDGER, e.name, "postgres")) from e
