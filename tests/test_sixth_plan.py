"""A sixth plan is only data: a folder of rules, lines in the registries, a CSV file."""

import json
import shutil
from pathlib import Path

import compact
import pytest
from golden import Golden
from running import ROOT, RULES, STATISTICS, check

from engine.model.target import Comparison, Measure, Method

SIXTH = ROOT / "fixtures" / "sixth-plan"
PLAN = "yunxi-2021-2025"
YEARS = range(2021, 2026)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The shipped rules with the sixth plan added."""
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    shutil.copytree(SIXTH / "rules", folder, dirs_exist_ok=True)
    for lines in (SIXTH / "add").iterdir():
        with (folder / lines.name).open("a", encoding="utf-8") as registry:
            registry.write(lines.read_text(encoding="utf-8"))
    return folder


def test_its_rules_are_clean(rules: Path) -> None:
    ran = check("lint", "--rules", rules)
    assert (ran.code, ran.err) == (0, "")
    assert "6 个计划" in ran.out


@pytest.mark.parametrize("year", YEARS)
def test_its_findings(year: int, rules: Path, golden: Golden) -> None:
    ran = check(
        "run",
        "--year",
        year,
        "--plan",
        PLAN,
        "--rules",
        rules,
        "--statistics",
        SIXTH / "statistics",
        "--format",
        "json",
    )
    assert ran.err == ""
    golden.file(SIXTH / "expected" / str(year) / "findings.json", compact.findings(json.loads(ran.out)))


def test_it_uses_every_comparison_measure_and_method(rules: Path) -> None:
    seen: dict[str, set[str]] = {"comparison": set(), "measure": set(), "method": set(), "outcome": set()}
    for year in YEARS:
        line = ("run", "--year", year, "--plan", PLAN, "--rules", rules, "--format", "json")
        for finding in json.loads(check(*line, "--statistics", SIXTH / "statistics").out)["findings"]:
            for key, values in seen.items():
                values.add(finding[key])
    assert seen["comparison"] == set(Comparison)
    assert seen["measure"] == set(Measure)
    assert seen["method"] == {*Method, "annual", "deadline"}
    assert seen["outcome"] == {"pass", "gap", "undecided", "not_due", "not_applicable"}


def test_the_other_plans_stay_as_they_were(rules: Path) -> None:
    line = ("run", "--year", 2024, "--format", "json", "--statistics", STATISTICS)
    before = json.loads(check(*line, "--rules", RULES).out)
    after = json.loads(check(*line, "--rules", rules, "--statistics", SIXTH / "statistics").out)
    assert [f for f in after["findings"] if f["plan"] != PLAN] == before["findings"]
    assert [p["plan"] for p in after["plans"]] == sorted([*(p["plan"] for p in before["plans"]), PLAN])


def test_it_has_its_memos(rules: Path, tmp_path: Path) -> None:
    line = ("run", "--year", 2024, "--plan", PLAN, "--rules", rules, "--statistics", SIXTH / "statistics")
    assert check(*line, "--output", tmp_path / "out").code == 1
    names = {p.name for p in (tmp_path / "out" / "memos" / PLAN).iterdir()}
    assert {"通报.md", "检查清单.md", "单位-云溪科普服务中心.md"} <= names
    assert "单位-云溪科普中心.md" not in names
