"""Plans by folder: what fixtures/expected/<plan>/<year>/ expects of the shipped rules and statistics.

`findings.json` is compared for every folder, `memos/`, `memos-en/` and `text.txt` where they are. A new plan needs
a new folder and nothing here: make `<plan>/<year>/`, run `pytest --accept`, read what it wrote.
"""

import json
from pathlib import Path

import compact
import pytest
from golden import Golden
from running import ROOT, RULES, check

EXPECTED = ROOT / "fixtures" / "expected"
CASES = sorted(p for p in EXPECTED.glob("*/*") if p.is_dir())
LANGUAGES = {"memos": "zh", "memos-en": "en"}

by_case = pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}-{p.name}")
by_memos = pytest.mark.parametrize(
    "memos",
    [p for case in CASES for name in LANGUAGES if (p := case / name).is_dir()],
    ids=lambda p: f"{p.parent.parent.name}-{p.parent.name}-{p.name}",
)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From an empty folder, so that rules, templates and statistics are the shipped ones."""
    monkeypatch.chdir(tmp_path)


@by_case
def test_findings(case: Path, golden: Golden) -> None:
    ran = check("run", "--year", case.name, "--plan", case.parent.name, "--format", "json")
    report = json.loads(ran.out)
    assert ran.err == ""
    assert ran.code == (1 if report["tally"]["gap"] else 0)
    golden.file(case / "findings.json", compact.findings(report))


@by_memos
def test_memos(memos: Path, golden: Golden, tmp_path: Path) -> None:
    plan, year = memos.parent.parent.name, memos.parent.name
    check("run", "--year", year, "--plan", plan, "--output", "out", "--lang", LANGUAGES[memos.name])
    written = tmp_path / "out" / "memos" / plan
    golden.folder(memos, {p.name: compact.steady(p.read_text(encoding="utf-8")) for p in written.iterdir()})


@pytest.mark.parametrize(
    "text", [c / "text.txt" for c in CASES if (c / "text.txt").is_file()], ids=lambda p: p.parent.parent.name
)
def test_text(text: Path, golden: Golden) -> None:
    golden.file(text, check("run", "--year", text.parent.name, "--plan", text.parent.parent.name).out)


@pytest.mark.parametrize("plan", sorted(p.parent.name for p in RULES.glob("*/commitments.yaml")))
def test_every_plan_is_expected_in_its_last_year(plan: str) -> None:
    period = json.loads(check("run", "--year", 2030, "--plan", plan, "--format", "json").out)["plans"][0]["period"]
    assert (EXPECTED / plan / str(period[1])).is_dir()
