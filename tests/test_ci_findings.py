"""Findings as CI reports: what fails, what is skipped and why, where it points to, and the formats of `check run`."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from ledger_kit import a_report
from running import ROOT, check

from engine.ci_findings import of_report
from engine.model.ci_report import Case
from engine.model.diagnostic import Place
from engine.model.finding import Finding, Outcome, Report, WaivedBy

YEARS = (2021, 2022, 2023, 2024, 2025)
WAIVER = WaivedBy(
    reason="疫情", approver="市政府", document="甲〔2022〕1号", valid_from=date(2022, 1, 1), until=date(2023, 1, 1)
)


def case_of(**changes: Any) -> Case:
    """The case of the first finding of a report, changed."""
    report = a_report()
    finding = report.findings[0].model_copy(update=changes)
    alone = report.model_copy(update={"findings": (finding,)})
    return next(case for suite in of_report(alone).suites for case in suite.cases)


@pytest.mark.parametrize(
    ("outcome", "result", "levels"),
    [
        (Outcome.PASS, "passed", []),
        (Outcome.GAP, "failed", ["error"]),
        (Outcome.UNDECIDED, "skipped", ["warning"]),
        (Outcome.NOT_DUE, "skipped", []),
        (Outcome.NOT_APPLICABLE, "skipped", []),
    ],
)
def test_outcomes_become_results(outcome: Outcome, result: str, levels: list[str]) -> None:
    case = case_of(outcome=outcome, reason="为什么。", reason_en="Why.")
    assert (case.result, [a.level for a in case.annotations]) == (result, levels)
    assert case.why == (("为什么。", "Why.") if result == "skipped" else ("", ""))


def test_a_gap_with_a_waiver_is_skipped_and_says_so() -> None:
    case = case_of(outcome=Outcome.GAP, waiver=WAIVER, reason="缺口。", reason_en="Short.")
    (remark,) = case.annotations
    assert (case.result, remark.level) == ("skipped", "info")
    assert remark.excused.zh == "情况说明：疫情（甲〔2022〕1号，市政府批准，有效期至2023-01-01）。"
    assert case.why.en == "Short. Waiver: 疫情 (甲〔2022〕1号, approved by 市政府, until 2023-01-01)."


def test_a_remark_says_reason_duty_and_provenance() -> None:
    told = {
        "title": "基地",
        "reason": "缺20家。",
        "reason_en": "Short by 20.",
        "clause": "二（一）",
        "quote": "百家“基地”",
    }
    (remark,) = case_of(outcome=Outcome.GAP, lead=("甲局", "乙局"), **told).annotations
    assert remark.text.zh == "基地：缺20家。牵头：甲局、乙局；二（一）“百家‘基地’”"
    assert remark.text.en == "基地: Short by 20. Lead: 甲局、乙局; 二（一）“百家‘基地’”"


def used(year: int, **changes: Any) -> Any:
    """An observation of some finding, changed."""
    template = next(f.observations[0] for f in a_report().findings if f.observations)
    return template.model_copy(update={"year": year, **changes})


def place_of(*observations: Any) -> Place | None:
    return case_of(outcome=Outcome.GAP, observations=observations).annotations[0].place


def test_a_remark_points_to_the_latest_figure() -> None:
    first, last = used(2021, file="a.csv", line=3), used(2022, file="b.csv", line=7)
    assert place_of(last, first) == Place("b.csv", 7)


def test_of_one_year_the_figure_that_came_in_last() -> None:
    first = used(2022, file="a.csv", received=date(2023, 1, 9))
    revised = used(2022, file="b.csv", line=4, received=date(2023, 3, 1))
    assert place_of(revised, first) == Place("b.csv", 4)


def test_a_figure_of_a_workbook_is_a_cell() -> None:
    place = place_of(used(2022, file="f.xlsx", line=12, sheet="填报表", cell="AB12"))
    assert str(place) == "f.xlsx:填报表!AB12"


def test_without_a_figure_a_remark_points_to_the_commitments() -> None:
    finding = a_report().findings[0]
    assert place_of() == Place(f"rules/{finding.plan}/commitments.yaml")


@pytest.mark.parametrize("year", YEARS)
def test_every_finding_is_a_case_of_its_own_and_failures_are_what_the_exit_code_counts(year: int) -> None:
    found = Report.model_validate_json(check("run", "--year", year, "--format", "json").out)
    report = of_report(found)
    names = [(suite.name, case.name) for suite in report.suites for case in suite.cases]
    assert len(names) == len(set(names)) == found.tally.commitments
    assert report.count("failed") == found.tally.gap - found.tally.waived
    assert report.count("passed") == found.tally.passed
    assert {r.annotation.rule for r in report.remarks()} <= {rule for rule, _ in report.rules}


def test_fingerprints_are_those_of_the_findings() -> None:
    found = a_report()
    gaps: list[Finding] = [f for f in found.findings if f.outcome is Outcome.GAP]
    errors = [r.annotation for r in of_report(found).remarks() if r.annotation.level == "error"]
    assert [a.id for a in errors] == [f.fingerprint for f in gaps] != []


def line(output_format: str) -> list[object]:
    plan = ["--plan", "huzhou-2021-2025"]
    return ["--lang", "en", "run", "--year", 2024, *plan, "--format", output_format]


def test_the_command_prints_junit() -> None:
    ran = check(*line("junit"))
    (suite,) = ET.fromstring(ran.out)
    assert (ran.code, ran.err) == (1, "")
    assert [suite.get(key) for key in ("tests", "failures", "errors", "skipped")] == ["13", "3", "0", "6"]


def test_the_command_prints_sarif() -> None:
    ran = check(*line("sarif"))
    (run,) = json.loads(ran.out)["runs"]
    assert (ran.code, ran.err) == (1, "")
    assert [r["level"] for r in run["results"]] == ["error"] * 3 + ["warning"] * 2
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert (ROOT / uri).is_file()


def test_the_command_prints_annotations() -> None:
    ran = check(*line("github"))
    lines = ran.out.splitlines()
    assert ran.code == 1
    assert [text.split(" ")[0] for text in lines[:-1]] == ["::error"] * 3 + ["::warning"] * 2
    assert lines[-1] == (
        "13 checks: 4 passed, 3 failed, 0 could not be read, 6 skipped; 3 errors, 2 warnings, 0 notices."
    )


def test_text_does_without_what_only_ci_formats_need() -> None:
    """So that starting `check run` costs what it did."""
    code = (
        "import sys; from engine.cli import main\ntry: main()\nfinally: print([m for m in sys.modules if 'xml' in m])"
    )
    words = [sys.executable, "-c", code, "run", "--year", "2024", "--no-ledger"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_waiver_turns_the_gate_green_in_every_format(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    copytree(ROOT / "rules", rules)
    (rules / "rushan-2021-2025" / "waivers.yaml").write_text(
        "schema: 1\nwaivers:\n  - {commitment: quality-farmers-trained, years: [2024], reason: 疫情, approver: 市政府,"
        " document: 甲〔2024〕3号, from: 2025-01-01, until: 2025-06-30}\n",
        encoding="utf-8",
    )
    asked = ["run", "--year", 2024, "--plan", "rushan-2021-2025", "--rules", rules, "--as-of", "2025-03-01"]
    ran = {name: check(*asked, "--format", name) for name in ("junit", "sarif", "github")}
    assert {r.code for r in ran.values()} == {0}
    assert 'failures="0"' in ran["junit"].out
    assert [r["level"] for r in json.loads(ran["sarif"].out)["runs"][0]["results"] if r["suppressions"]] == ["note"]
    assert "::error" not in ran["github"].out
