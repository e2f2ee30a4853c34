"""`checks.yaml` on disk: the folder's own or the shipped one, its page in docs/, and what ends a command."""

import shutil
from pathlib import Path

import pytest
from check_case import BASE
from running import ROOT, RULES, check

from engine.catalog.checks import load_checks
from engine.cli.checks import prepared_checks, usable_checks

OWN = """schema: 1
checks:
  - id: C901
    scope: figure
    severity: error
    title: {zh: 示例, en: Example}
    expression: value > 10
    message: {zh: '{value}太小', en: '{value} is too small'}
    advice: {zh: 请核对。, en: Check it.}
    tests:
      - {record: {value: '11'}, holds: true}
      - {record: {value: '10'}, holds: false}
"""


def test_the_page_says_what_the_checks_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "docs")
    from checks_page import page

    assert (ROOT / "docs" / "checks.md").read_text("utf-8") == page(), "run python docs/generate.py"


def test_a_folder_without_checks_uses_the_shipped_ones(tmp_path: Path) -> None:
    found = load_checks(tmp_path)
    assert found.checks == load_checks(RULES).checks
    assert found.source == "rules/checks.yaml"


def test_a_folder_with_checks_uses_its_own_alone(tmp_path: Path) -> None:
    (tmp_path / "checks.yaml").write_text(OWN, "utf-8")
    found = load_checks(tmp_path)
    assert [c.id for c in found.checks] == ["C901"]
    assert found.sha256 != load_checks(RULES).sha256
    assert prepared_checks(tmp_path).problems == ()


def test_an_office_without_checks_says_so(tmp_path: Path) -> None:
    (tmp_path / "checks.yaml").write_text("schema: 1\nchecks: []\n", "utf-8")
    assert prepared_checks(tmp_path).compiled == ()


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "checks.yaml").mkdir()
    assert [d.code for d in prepared_checks(tmp_path).problems] == ["F001"]


def test_checks_with_errors_end_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "checks.yaml").write_text(OWN.replace("value > 10", "valve > 10"), "utf-8")
    with pytest.raises(SystemExit) as ended:
        usable_checks(tmp_path, "en")
    assert ended.value.code == 2
    assert "there is no field 'valve'. Did you mean 'value'?" in capsys.readouterr().err


def test_usable_checks_are_all_compiled() -> None:
    found = usable_checks(RULES, "zh")
    assert [c.id for c, _ in found.compiled] == [c.id for c in found.loaded.checks]
    assert len(found.compiled) > 30


def test_lint_counts_the_checks(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "checks.yaml").write_text(OWN, "utf-8")
    assert "1 条数据检查" in check("lint", "--rules", tmp_path).out


def test_each_shipped_check_is_about_something_else() -> None:
    checks = load_checks(RULES).checks
    assert len({c.expression for c in checks}) == len(checks)
    assert [c.id for c in checks] == sorted(c.id for c in checks)
