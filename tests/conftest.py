"""Fixtures of the whole suite: a ledger URL on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_kit import database


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a ledger."""
    with database(request.param, tmp_path) as found:
        yield found
