"""Published targets and figures: their verdicts in fixtures/published, and what is wrong with some of them."""

import shutil
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from judging import FIXTURES, figures, judged, rules, table

from engine.lint import lint_observations
from engine.model.catalog import Catalog
from engine.model.finding import Finding

FOLDER = FIXTURES / "published"
VERDICTS = table(FOLDER / "verdicts.yaml")
CLOSE = Fraction(1, 10**50)
"""How near a number that does not end must come to its exact value."""


@cache
def catalog() -> Catalog:
    found, problems = rules(FOLDER / "rules")
    assert [d.say("en") for d in problems] == []
    return found


@cache
def findings(plan: str, year: int) -> dict[tuple[str, str], Finding]:
    """Findings of a plan by commitment and jurisdiction."""
    found = judged(catalog(), figures(FOLDER / "statistics"), year, plan)
    return {(f.commitment.removeprefix(f"{plan}/"), f.jurisdiction): f for f in found}


def label(case: dict[str, Any]) -> str:
    return f"{case['plan']}-{case['commitment']}-{case['jurisdiction']}-{case['year']}"


@pytest.mark.parametrize("case", VERDICTS, ids=label)
def test_verdict(case: dict[str, Any]) -> None:
    f = findings(case["plan"], int(case["year"]))[case["commitment"], case["jurisdiction"]]
    assert (f.reason, f.reason_en) == (case["zh"], case["en"])
    assert f.outcome == case["outcome"]
    assert f.provisional is bool(case.get("provisional"))
    if "shortfall" not in case:
        assert f.shortfall is None
    else:
        assert f.shortfall is not None
        assert abs(Fraction(f.shortfall) - Fraction(case["shortfall"])) <= CLOSE


def test_every_plan_is_judged() -> None:
    assert {e.plan.id for e in catalog().plans} == {v["plan"] for v in VERDICTS}


def test_eight_published_pairs() -> None:
    pairs = {(e.plan.id, c.id) for e in catalog().plans if e.plan.id.startswith("pub-") for c in e.commitments}
    assert len(pairs) == 8


def test_every_figure_has_a_source_and_no_mirror() -> None:
    observations = figures(FOLDER / "statistics", FOLDER / "diagnostics").observations
    assert [o.place for o in observations if not o.source or "http" in o.source] == []


def test_how_the_rounding_was_done() -> None:
    full = findings("case-rounding-full", 2025)["literacy", "全国"]
    written = findings("case-rounding-written", 2025)["literacy", "全国"]
    assert (full.rounding, full.compared) == ("full", None)
    assert (written.rounding, written.compared, written.condition) == ("as_written", 18, full.condition)


def test_a_sampled_figure_under_both_rules() -> None:
    """15.2% of 2000, design effect 2: √(15.2 × 84.8 × 2 / 2000) = √1.28896 = 1.13532 …, both times the same."""
    found = [findings(plan, 2025)["literacy", "全国"] for plan in ("case-simple", "case-guarded")]
    for f, rule in zip(found, ("simple", "guarded"), strict=True):
        assert f.sampling is not None
        assert abs(Fraction(f.sampling.standard_error) ** 2 - Fraction("1.28896")) <= CLOSE
        assert (f.sampling.rule, f.sampling.confidence, str(f.sampling.probability)) == (rule, "95", "0.5699")
    assert found[1].reason_code == "within_sampling_error"


def test_who_is_missing_is_named() -> None:
    assert findings("case-rank-maanshan", 2022)["literacy", "马鞍山市"].missing_jurisdictions == ("宣城市",)
    assert findings("case-districts", 2025)["bases", "湖州市"].missing_jurisdictions == ("安吉县",)
    assert findings("case-venues", 2015)["venues", "全国"].missing_years == (2012,)


def test_a_place_is_no_part_of_a_whole_even_if_others_are_silent() -> None:
    assert not findings("case-rank-tongling", 2022)["literacy", "铜陵市"].partial
    assert findings("case-districts", 2025)["bases", "湖州市"].partial


SOUND: list[str] = []
OTHER = "S407-staff-2023.csv:2:24"
STAFF = "S407-staff-2023.csv:3:24"
CITY = "S414-city-and-districts.csv:2:29"
DIAGNOSTICS = [
    (
        "S407-staff-2023.csv",
        [
            f"{STAFF}: 错误 S407 “科普专兼职人员”全国2023年有两个不同的数：此处215.63万人，"
            f"另一处215.62万人（{OTHER}）。请核实后只留一个；更正的数状态写“修订数”。",
        ],
    ),
    (
        "S414-city-and-districts.csv",
        [f"{CITY}: 错误 S414 2025年下级合计 109场次，本级填报 100场次，相差超过允许的 0场次。"],
    ),
    (
        "S414-beyond-agreement.csv",
        ["S414-beyond-agreement.csv:2:28: 错误 S414 2025年下级合计 989家，本级填报 1,000家，相差超过允许的 10家。"],
    ),
    ("sound-within-agreement.csv", SOUND),
    ("sound-silent-district.csv", SOUND),
]


@pytest.mark.parametrize(("file", "said"), DIAGNOSTICS, ids=[f for f, _ in DIAGNOSTICS])
def test_figures_against_each_other(file: str, said: list[str]) -> None:
    observations = figures(FOLDER / "diagnostics" / file).observations
    assert [d.say("zh") for d in lint_observations(catalog(), observations)] == said


def test_the_citys_own_figure_counts_where_the_sum_agrees() -> None:
    (f,) = (
        f
        for f in judged(
            catalog(), figures(FOLDER / "diagnostics" / "sound-within-agreement.csv"), 2025, "case-districts"
        )
        if (f.commitment, f.jurisdiction) == ("case-districts/bases-80", "湖州市")
    )
    assert (f.condition, f.missing_jurisdictions) == (1000, ())


EDITS = [
    ("case-districts", "安吉县: 15", "安吉县: 10", "L213 分解到各地的目标合计 95家，与总目标 100家 不符。"),
    (
        "case-hubei-points",
        "比2020年增加了5.95个百分点",
        "比2020年增加了5.95%",
        "Q301 摘录中找不到目标值 5.95百分点。",
    ),
    ("case-bozhou", "more_than", "at_least", "Q302 摘录的用语“超过”表示超过，规则却写作at_least。"),
    ("pub-centres-2021-2025", "value: 100", "value: 99", "Q301 摘录中找不到目标值 99%。"),
    ("case-hainan-funds", "due: 2020", "due: 2010", "L207 期限 2010 年既不见于原文摘录，也不是规划末年 2020 年。"),
]


@pytest.mark.parametrize(("plan", "old", "new", "said"), EDITS, ids=[f"{e[0]}-{e[3][:4]}" for e in EDITS])
def test_a_rule_that_misreads_its_quote(plan: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "rules", tmp_path, dirs_exist_ok=True)
    path = tmp_path / plan / "commitments.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    _, problems = rules(tmp_path)
    assert said in [f"{d.code} {d.text.zh}" for d in problems]
