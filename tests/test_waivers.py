"""Waivers: a gap keeps its outcome, is tallied apart, counts for the exit code, and expires on its day."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from running import ROOT, Ran, check

PLAN, COMMITMENT = "rushan-2021-2025", "quality-farmers-trained"
WAIVER = """\
schema: 1
waivers:
  - commitment: {commitment}
    years: [2024]
    reason: 疫情后恢复
    approver: 市政府
    document: 乳政函〔2024〕3号
    from: 2025-01-01
    until: 2025-06-30
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    copytree(ROOT / "rules", folder)
    (folder / PLAN / "waivers.yaml").write_text(WAIVER.format(commitment=COMMITMENT), encoding="utf-8")
    return folder


def run(rules: Path, day: str, *more: object, year: int = 2024) -> Ran:
    return check("run", "--year", year, "--plan", PLAN, "--rules", rules, "--as-of", day, *more)


@pytest.mark.parametrize(
    ("day", "waived"),
    [("2024-12-31", 0), ("2025-01-01", 1), ("2025-06-30", 1), ("2025-07-01", 0)],
)
def test_it_holds_from_its_first_day_to_its_last(rules: Path, day: str, waived: int) -> None:
    ran = run(rules, day, "--format", "json")
    report = json.loads(ran.out)
    assert (report["tally"]["gap"], report["tally"]["waived"]) == (1, waived)
    assert ran.code == (0 if waived else 1)
    (finding,) = [f for f in report["findings"] if f["commitment"] == f"{PLAN}/{COMMITMENT}"]
    assert finding["outcome"] == "gap"
    assert (finding["waiver"] or {}).get("document") == ("乳政函〔2024〕3号" if waived else None)
    assert report["run"]["waivers_as_of"] == day


def test_the_text_tells_both_tallies_and_the_reason(rules: Path) -> None:
    ran = run(rules, "2025-03-01")
    assert "▲ 未达标（有情况说明）" in ran.out
    assert "未达标 1（其中 1 项有情况说明，扣除后 0 项）" in ran.out
    unwrapped = "".join(ran.out.split())
    assert "情况说明：疫情后恢复（乳政函〔2024〕3号，市政府批准，有效期至2025-06-30）。" in unwrapped
    assert ran.err == ""


def test_it_can_be_left_out_of_account(rules: Path) -> None:
    ran = run(rules, "2025-03-01", "--no-waivers", "--format", "json")
    report = json.loads(ran.out)
    assert (ran.code, report["tally"]["waived"], report["run"]["waivers_as_of"]) == (1, 0, None)


def test_an_expired_or_idle_one_is_a_warning(rules: Path) -> None:
    assert "L217" in run(rules, "2025-07-01").err
    (rules / PLAN / "waivers.yaml").write_text(
        WAIVER.format(commitment="science-counsellors-trained"), encoding="utf-8"
    )
    assert "L218" in run(rules, "2025-03-01").err
    assert run(rules, "2025-03-01", year=2023).err == ""
