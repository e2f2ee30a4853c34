"""docs/diagnostics.md: fresh, with every code and every check in both languages."""

import sys
from pathlib import Path
from types import ModuleType

import pytest
from running import ROOT

from engine.model.codes import CODES

CHECKS = """\
schema: 1
checks:
  - id: C101
    scope: series
    severity: warning
    title: {zh: 累计数不下降, en: Running totals do not fall}
    expression: value >= before or before == 0 | 1
    message: {zh: 下降, en: It fell}
    advice: {zh: 请核对。, en: Check it.}
"""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "docs")
    monkeypatch.delitem(sys.modules, "diagnostics_page", raising=False)
    import diagnostics_page

    return diagnostics_page


def test_the_page_is_fresh(made: ModuleType) -> None:
    page = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    assert made.page() == page, "run python docs/generate.py"


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_stands_once_with_its_level(made: ModuleType, code: str) -> None:
    rows = [row for row in made.page().splitlines() if f'<a id="{code.lower()}"></a>{code} ' in row]
    assert [row.split(" | ")[1] for row in rows] == [CODES[code].level]
    assert any("\u4e00" <= c <= "\u9fff" for c in rows[0])


def test_checks_stand_with_scope_and_expression(
    made: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "checks.yaml"
    path.write_text(CHECKS, encoding="utf-8")
    monkeypatch.setattr(made, "CHECKS", path)
    assert made.page().splitlines()[-1] == (
        '| <a id="c101"></a>C101 | warning | series | `value >= before or before == 0 \\| 1` | '
        "Running totals do not fall<br>*Check it.* | 累计数不下降<br>*请核对。* |"
    )


def test_a_table_that_codes_leaves_out_is_noticed(made: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "CODES", {k: v for k, v in CODES.items() if k != "F001"})
    with pytest.raises(SystemExit, match="stands in no table"):
        made.page()
