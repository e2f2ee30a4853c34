"""Options and fixtures that every suite shares."""

import pytest
from golden import Golden


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite expected files; read their diff before committing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(accept=request.config.getoption("--accept"))


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have set the language of `check`; the tests choose their own."""
    monkeypatch.delenv("CHECK_LANG", raising=False)
