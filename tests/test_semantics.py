"""The semantics of DESIGN §4 as tables to read: fixtures/semantics/*.yaml, each case with the sentence of its finding.

A case is one target and its figures. What it leaves out is: an indicator 指标 that is a stock counted in 家, read as a
level (a flow as annual), a plan 2021–2025 of 示例市, judged in 2025. `parts` are the indicators of a ratio, `narrower`
one of narrower scope, `districts` lie in 示例市 (or in `within`), `revised` is a later document for the same target.
"""

import csv
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from judging import FIXTURES, figures, judged, rules, table, write_rules

from engine.lint import lint_observations
from engine.model.finding import Finding

TABLES = sorted((FIXTURES / "semantics").glob("*.yaml"))
CASES = [(path.stem, case) for path in TABLES for case in table(path)]
HOME = "示例市"
COLUMNS = (
    *("indicator", "jurisdiction", "year", "value", "unit", "status", "case"),
    *("standard_error", "sample_size", "design_effect"),
)
USUAL_MEASURE = {"stock": "level", "flow": "annual", "rate": "level"}
CLOSE = Fraction(1, 10**50)

Case = dict[str, Any]


def indicators(case: Case) -> list[Case]:
    """The indicator of the case, the parts of its ratio, and one of narrower scope."""
    thing = {"id": "thing", "name": "指标", "unit": "家", "kind": "stock", "definition": "测试"}
    found = [thing | case.get("indicator", {})]
    found += [thing | {"id": i, "name": i, "unit": unit} for i, unit in case.get("parts", {}).items()]
    if "narrower" in case:
        found.append(thing | {"narrower_than": ["thing"]} | case["narrower"])
    return found


def commitment(case: Case, target: Case, name: str = "c") -> Case:
    """The commitment of a target."""
    thing = indicators(case)[0]
    found = {
        "id": name,
        "title": "承诺",
        "indicator": "thing",
        "measure": case.get("measure", USUAL_MEASURE[thing["kind"]]),
        "target": {"unit": thing["unit"]} | target,
        "nature": case.get("nature", "binding"),
        "lead": ["市科协"],
        "clause": "一",
        "quote": "测试摘录",
    }
    return found | ({"trajectory": case["trajectory"]} if "trajectory" in case else {})


def plan(case: Case, name: str, targets: list[Case], **fields: Any) -> Case:
    """A plan with these targets."""
    head = {"id": name, "title": "测试方案", "issuer": "示例", "jurisdiction": HOME}
    head |= {"period": case.get("period", [2021, 2025]), "policy": case.get("policy", {})} | fields
    names = ["c", *(f"c{i}" for i in range(2, len(targets) + 1))]
    return {"plan": head, "commitments": [commitment(case, t, n) for t, n in zip(targets, names, strict=True)]}


def write(case: Case, folder: Path) -> Path:
    """The rules of a case."""
    files = {
        "indicators.yaml": {"indicators": indicators(case)},
        "departments.yaml": {"departments": [{"name": "市科协"}]},
        "made/commitments.yaml": plan(case, "made", [case["target"], *([case["also"]] if "also" in case else [])]),
    }
    if "revised" in case:
        revised = case["revised"]
        files["revised/commitments.yaml"] = plan(
            case, "revised", [revised["target"]], revises="made", issued=revised["issued"]
        )
    if "districts" in case:
        upper = case.get("within", HOME)
        places = [{"code": "100000", "name": upper}]
        places += [{"code": f"1000{i:02}", "name": n, "parent": upper} for i, n in enumerate(case["districts"], 1)]
        files["jurisdictions.yaml"] = {"jurisdictions": places}
    return write_rules(folder, files)


def statistics(case: Case, folder: Path) -> Path:
    """The figures of a case."""
    units = {i["id"]: i["unit"] for i in indicators(case)}
    rows = [{"year": y, "value": v} for y, v in case.get("figures", {}).items()] + case.get("rows", [])
    path = folder / "figures.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for row in rows:
            name = row.get("indicator", "thing")
            writer.writerow({"indicator": name, "jurisdiction": HOME, "unit": units[name], "status": "final"} | row)
    return path


def finding(case: Case, folder: Path) -> Finding:
    """What is found of the case's own commitment."""
    catalog, problems = rules(write(case, folder))
    assert [d.say("en") for d in problems if d.code[0] in "RL" and d.code != "L207"] == []
    found = judged(catalog, figures(statistics(case, folder)), int(case.get("year", 2025)), case.get("judge", "made"))
    return found[0]


@pytest.mark.parametrize(
    ("section", "case"), [c for c in CASES if "outcome" in c[1]], ids=lambda x: x if isinstance(x, str) else x["about"]
)
def test_case(section: str, case: Case, tmp_path: Path) -> None:
    f = finding(case, tmp_path)
    assert (f.reason, f.reason_en) == (case["zh"], case["en"])
    assert f.outcome == case["outcome"]
    assert f.provisional is bool(case.get("provisional"))
    expected = case.get("shortfall", "0" if case["outcome"] == "pass" else None)
    assert (f.shortfall is None) == (expected is None)
    if f.shortfall is not None and expected is not None:
        assert abs(Fraction(f.shortfall) - Fraction(expected)) <= CLOSE


@pytest.mark.parametrize(
    ("section", "case"),
    [c for c in CASES if "diagnostics" in c[1]],
    ids=lambda x: x if isinstance(x, str) else x["about"],
)
def test_diagnostics(section: str, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    catalog, problems = rules(write(case, tmp_path))
    found = [*problems, *lint_observations(catalog, figures(statistics(case, tmp_path)).observations)]
    said = [[d.code, d.text.zh, d.text.en] for d in found if d.code[0] in "RLS"]
    assert said == case["diagnostics"]


def test_every_section_of_the_design_has_a_table() -> None:
    assert [p.stem[:4] for p in TABLES if p.stem.startswith("4-")] == [f"4-{n:02}" for n in range(1, 12)]
