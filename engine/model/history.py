"""What earlier years left behind: outcomes to look back on, and gaps that are being rectified."""

from datetime import date
from typing import Literal, NamedTuple

State = Literal["open", "notified", "replied", "verified", "closed", "reopened"]


class PastFinding(NamedTuple):
    """One outcome of an earlier year, from the ledger or judged again from the statistics."""

    fingerprint: str
    commitment: str
    jurisdiction: str
    year: int
    outcome: str
    basis: str | None
    lead: tuple[str, ...]


class Rectification(NamedTuple):
    """A gap on its way to being closed; `days_overdue` counts from `deadline` to the day asked about, at least 0."""

    fingerprint: str
    commitment: str
    jurisdiction: str
    state: State
    opened_year: int
    deadline: date | None
    days_overdue: int
