"""Reports of units for a year: received, or late by so many days after the day that the office set."""

import json
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from running import ROOT, check

from engine.punctuality import submissions

PLAN, UNIT = "huzhou-2021-2025", "市农业农村局"
HEADER = "indicator,jurisdiction,year,value,unit,status,source,note,received\n"
DUE = (2, 28)


def statistics(folder: Path, received: str) -> Path:
    """One unit's two figures, one of them received on the day given."""
    rows = (
        f"quality-farmers-trained,湖州市,2021,1050,人次,final,示例数据,,{received}\n",
        "rural-talents-trained,湖州市,2021,4100,名,final,示例数据,,2022-02-01\n",
    )
    path = folder / "figures.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    copytree(ROOT / "rules", tmp_path / "rules")
    (tmp_path / "rules" / "office.yaml").write_text("schema: 1\noffice: {figures_due: 02-28}\n", encoding="utf-8")
    return tmp_path / "rules"


@pytest.mark.parametrize(
    ("received", "late"),
    [("2022-02-28", False), ("2022/3/1", True), ("2022-01-05", False), ("2023-02-28", True), ("", False)],
)
def test_a_late_report_is_asked_about(tmp_path: Path, rules: Path, received: str, late: bool) -> None:
    figures = statistics(tmp_path, received)
    ran = check("run", "--year", 2021, "--plan", PLAN, "--rules", rules, "--statistics", figures, "--format", "json")
    found = [d["addressee"] for d in json.loads(ran.out)["dispositions"] if d["rule"] == "supplement-late-submission"]
    assert found == ([UNIT] if late else [])


def test_the_latest_day_counts_and_without_a_due_day_nobody_is_late(tmp_path: Path, rules: Path) -> None:
    from engine.model.finding import Report

    figures = statistics(tmp_path, "2022-03-10")
    ran = check("run", "--year", 2021, "--plan", PLAN, "--rules", rules, "--statistics", figures, "--format", "json")
    findings = Report.model_validate_json(ran.out).findings
    (one,) = [s for s in submissions(findings, DUE) if s.lead == UNIT]
    assert (one.state, one.days_late) == ("late", (date(2022, 3, 10) - date(2022, 2, 28)).days)
    assert {s.state for s in submissions(findings, None)} == {"received"}
