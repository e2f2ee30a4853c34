"""The rows of `findings` that a recorded report makes; the links of the two chains are those of engine/chain.py."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.chain import canonical


def lines(report: Mapping[str, Any], run: int) -> Iterable[dict[str, Any]]:
    """The rows of `findings` that a report makes, in its order."""
    for position, f in enumerate(report["findings"], start=1):
        row = {column: f[column] for column in COPIED}
        row |= {"run": run, "position": position, "provisional": int(f["provisional"])}
        row |= {"lead": canonical(f["lead"]).decode(), "waiver": f["waiver"] and f["waiver"]["document"]}
        yield row


COPIED = (
    "fingerprint",
    "commitment",
    "plan",
    "title",
    "jurisdiction",
    "year",
    "outcome",
    "basis",
    "reason_code",
    "nature",
    "unit",
    "criterion",
    "criterion_low",
    "criterion_high",
    "condition",
    "shortfall",
    "consecutive_gap_years",
)
"""Fields of a finding that become columns as they are."""
