"""Options and fixtures that every suite shares."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from golden import Golden
from ledger_kit import database


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite expected files; read their diff before committing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(accept=request.config.getoption("--accept"))


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have set the language of `check`; the tests choose their own."""
    monkeypatch.delenv("CHECK_LANG", raising=False)
    monkeypatch.delenv("CHECK_LEDGER", raising=False)
    monkeypatch.delenv("CHECK_INBOX", raising=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a ledger."""
    with database(request.param, tmp_path) as found:
        yield found
