"""Wildcards that the shell of Windows does not expand."""

from pathlib import Path

import pytest

from engine.cli.wildcards import expanded


def test_wildcards_become_the_files_that_they_match(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.xlsx", "a.xlsx", "c.csv"):
        (tmp_path / name).touch()
    words = ["validate", "*.xlsx", "?.csv", "*.ods", "--unit", "市科协", "a.xlsx"]
    assert expanded(words) == ["validate", "a.xlsx", "b.xlsx", "c.csv", "*.ods", "--unit", "市科协", "a.xlsx"]
