"""The part of findings that people read in expected files, and text without what changes at every edit."""

import json
import re
from typing import Any

KEYS = (
    "commitment",
    "outcome",
    "basis",
    "method",
    "criterion",
    "condition",
    "shortfall",
    "completion",
    "required_rate",
    "reason",
)

_CHANGING = re.compile(r"(SHA-256 )[0-9a-f]{16}|(target-check )\d[\w.]*")


def findings(report: dict[str, Any]) -> str:
    """Findings of a run as JSON, one key a line."""
    rows = [{k: f[k] for k in KEYS} for f in report["findings"]]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def steady(memo: str) -> str:
    """A memo without hashes of its inputs and the version of the program."""
    return _CHANGING.sub(r"\1\2*", memo)
