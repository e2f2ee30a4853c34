"""Links of the two chains: what of a row is hashed, and how."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

Row = Mapping[str, Any]


def canonical(value: object) -> bytes:
    """The one way to write a value as JSON: sorted keys, no spaces, UTF-8; other types, as Python shows them."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=repr)
    return text.encode("utf-8", "surrogatepass")


def link(row: Row) -> str:
    """Hash of a row of `runs` or `events`: all its columns but `hash`, a report by the hash of its bytes."""
    kept = {k: _digest(v) if isinstance(v, bytes) else v for k, v in row.items() if k != "hash"}
    return sha256(canonical(kept)).hexdigest()


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


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
