"""What checks cost those who do not use them: nothing."""

from pathlib import Path

import pytest
from running import process


@pytest.mark.parametrize("command", [["run", "--year", "2023"], ["--help"], ["list"]], ids=lambda c: c[0])
def test_commands_without_checks_never_load_the_library(command: list[str], tmp_path: Path) -> None:
    ran = process(*command, cwd=tmp_path, env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert ran.code in {0, 1}
    assert "engine.cli" in ran.err
    assert "rule_engine" not in ran.err
