"""Links of append-only chains: the one way to write a row, and the hash of all of it but its own."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

Row = Mapping[str, Any]

GENESIS = "0" * 64
"""What the first link of a chain has for the hash before it."""


def canonical(value: object) -> bytes:
    """The one way to write a value as JSON: sorted keys, no spaces, UTF-8; other types, as Python shows them."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=repr)
    return text.encode("utf-8", "surrogatepass")


def link(row: Row) -> str:
    """Hash of a row: all its columns but `hash`, bytes by their own hash."""
    kept = {k: sha256(v).hexdigest() if isinstance(v, bytes) else v for k, v in row.items() if k != "hash"}
    return sha256(canonical(kept)).hexdigest()
