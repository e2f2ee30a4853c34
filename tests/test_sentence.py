"""The sentence of a finding, whole, in both languages, for every reason there is."""

from pathlib import Path
from typing import Any

import pytest
from little_rules import PLACE, Data, Row, catalog, commitment, indicator, line, observations, target, write

from engine.evaluate import evaluate
from engine.model.finding import Reason
from engine.warehouse.memory import Memory

FLOW = indicator(kind="flow", unit="人次")
RATE = indicator(kind="rate", unit="%")
BASE = {"baseline": {"year": 2020, "value": 20}}
DISTRICTS = [
    {"code": "330100", "name": PLACE},
    {"code": "330101", "name": "甲区", "parent": PLACE},
    {"code": "330102", "name": "乙区", "parent": PLACE},
]


def say(
    folder: Path, rows: list[Row], year: int, indicators: list[Data], plan: Data, changes: Data
) -> tuple[str, str, Reason]:
    """Both sentences of the first finding, and its reason."""
    places = plan.pop("jurisdictions", ())
    made = catalog(folder, [commitment(**changes)], indicators, places, **plan)
    found = next(evaluate(made, Memory(observations(map(line, rows)), made.place), year, frozenset({"p"})))
    return found.reason, found.reason_en, found.reason_code


Case = tuple[Reason, list[Row], int, Data, str, str]

CASES: list[Case] = [
    (
        Reason.REACHED,
        [(2025, 120)],
        2025,
        {},
        "到2025年应不少于100家，实际120家，达标。",
        "By 2025 it should be at least 100 家; actual 120 家: reached.",
    ),
    (
        Reason.REACHED,
        [(2023, "500.5", "万人次")],
        2023,
        {
            "indicators": [FLOW],
            "measure": "annual",
            "target": target(value="500万", unit="人次", due=None, every_year=True),
        },
        "2023年当年应不少于500万人次，实际500.5万人次，达标。",
        "In 2023 alone it should be at least 5,000,000 人次; actual 5,005,000 人次: reached.",
    ),
    (
        Reason.REACHED,
        [(2022, 1234, "人次"), (2021, "", "人次")],
        2022,
        {"indicators": [FLOW], "measure": "cumulative", "target": target(value=1000, unit="人次")},
        "按序时进度，2022年应不少于400人次，实际1,234人次（尚缺2021年），达标。",
        "On linear progress it should be at least 400 人次 in 2022; actual 1,234 人次 (still without 2021): reached.",
    ),
    (
        Reason.REACHED,
        [(2025, 120, "家", "final", "n")],
        2025,
        {"indicators": [indicator(), indicator(id="n", name="省级基地", narrower_than=["i"])]},
        "到2025年应不少于100家，实际120家（仅“省级基地”），达标。",
        "By 2025 it should be at least 100 家; actual 120 家 ('省级基地' alone): reached.",
    ),
    (
        Reason.SHORT,
        [(2023, 60)],
        2023,
        {"trajectory": BASE},
        "按序时进度，2023年应不少于68家，实际60家，缺口8家，未达标。",
        "On linear progress it should be at least 68 家 in 2023; actual 60 家: short by 8 家, not reached.",
    ),
    (
        Reason.SHORT,
        [(2025, "16.5", "%")],
        2025,
        {"indicators": [RATE], "target": target(value=18, unit="%")},
        "到2025年应不少于18%，实际16.5%，缺口1.5个百分点，未达标。",
        "By 2025 it should be at least 18%; actual 16.5%: short by 1.5 percentage points, not reached.",
    ),
    (
        Reason.SHORT,
        [(2025, 130)],
        2025,
        {"target": target(comparison="at_most")},
        "到2025年应不超过100家，实际130家，超出30家，未达标。",
        "By 2025 it should be at most 100 家; actual 130 家: over by 30 家, not reached.",
    ),
    (
        Reason.SHORT,
        [(2025, 100)],
        2025,
        {"target": target(comparison="more_than")},
        "到2025年应超过100家，实际100家，正好等于该数，而“超过”不含本数，未达标。",
        "By 2025 it should be more than 100 家; actual 100 家: exactly that number, which 'more than' leaves out, "
        "not reached.",
    ),
    (
        Reason.SHORT,
        [(2025, 20)],
        2025,
        {"target": target(comparison="about", value=25, tolerance="10%", favourable="more")},
        "到2025年应为25家左右（不低于22.5家），实际20家，缺口2.5家，未达标。",
        "By 2025 it should be about 25 家 (not below 22.5 家); actual 20 家: short by 2.5 家, not reached.",
    ),
    (
        Reason.SHORT,
        [(2025, 30)],
        2025,
        {"target": target(comparison="about", value=25, tolerance="2", favourable="either")},
        "到2025年应为25家左右（不低于23家、不高于27家），实际30家，超出3家，未达标。",
        "By 2025 it should be about 25 家 (not below 23 家, not above 27 家); actual 30 家: over by 3 家, not reached.",
    ),
    (
        Reason.SHORT,
        [(2025, "12", "%")],
        2025,
        {"indicators": [RATE], "target": target(comparison="between", value=None, low=8, high=10, unit="%")},
        "到2025年应在8%至10%之间，实际12%，超出2个百分点，未达标。",
        "By 2025 it should be between 8% and 10%; actual 12%: over by 2 percentage points, not reached.",
    ),
    (
        Reason.SHORT,
        [(2024, 70)],
        2024,
        {"target": target(value=None, due=None, values={"2023": 80, "2025": 100})},
        "按分年目标，2024年应不少于80家，实际70家，缺口10家，未达标。",
        "By the milestones it should be at least 80 家 in 2024; actual 70 家: short by 10 家, not reached.",
    ),
    (
        Reason.SHORT,
        [(2024, 99)],
        2024,
        {"trajectory": {"method": "flat"}},
        "各年均应不少于100家，实际99家，缺口1家，未达标。",
        "Every year it should be at least 100 家; actual 99 家: short by 1 家, not reached.",
    ),
    (
        Reason.SHORT,
        [(2023, "不足50")],
        2023,
        {"trajectory": {"method": "compound", "baseline": {"year": 2021, "value": 25}}},
        "按复合增速，2023年应不少于50家，实际不足50家，不在此范围内，未达标。",
        "On compound growth it should be at least 50 家 in 2023; actual under 50 家: outside that, not reached.",
    ),
    (
        Reason.NO_DATA,
        [(2021, 20, "人次"), (2023, 10, "人次")],
        2023,
        {"indicators": [FLOW], "measure": "cumulative", "target": target(unit="人次")},
        "按序时进度，2023年应不少于60人次，但缺少2022年数据（已报部分合计30人次），无法判定。",
        "On linear progress it should be at least 60 人次 in 2023, but figures are missing for 2022 "
        "(reported so far: 30 人次): undecided.",
    ),
    (
        Reason.NO_DATA,
        [(2025, 160)],
        2025,
        {"measure": "increment"},
        "到2025年应不少于100家，但缺少2020年数据，无法判定。",
        "By 2025 it should be at least 100 家, but figures are missing for 2020: undecided.",
    ),
    (
        Reason.SCOPE,
        [(2025, 37, "家", "final", "n")],
        2025,
        {"indicators": [indicator(), indicator(id="n", name="省级基地", narrower_than=["i"])]},
        "到2025年应不少于100家，只有口径较窄的“省级基地”37家，不能说明全口径是否达到，无法判定。",
        "By 2025 it should be at least 100 家; only the narrower '省级基地' is known, 37 家, "
        "which cannot settle the wider promise: undecided.",
    ),
    (
        Reason.BOUND,
        [(2025, "超过90")],
        2025,
        {},
        "到2025年应不少于100家，公布数只是约数或界限（超过90家），无法判定。",
        "By 2025 it should be at least 100 家; the published figure is only a bound or an approximation "
        "(over 90 家): undecided.",
    ),
    (
        Reason.NO_INTERIM,
        [(2023, 60)],
        2023,
        {},
        "2025年到期，规划未给出2023年应达到的数，2023年不考核；目前60家，为目标值的60.00%。",
        "Due in 2025; the plan sets nothing for 2023, so it is not judged yet; now 60 家, 60.00% of the target.",
    ),
    (
        Reason.NO_INTERIM,
        [],
        2023,
        {},
        "2025年到期，规划未给出2023年应达到的数，2023年不考核；当年暂无数据。",
        "Due in 2025; the plan sets nothing for 2023, so it is not judged yet; no figure for the year yet.",
    ),
    (
        Reason.MARKED,
        [(2025, "-")],
        2025,
        {},
        "2025年填报为“-”（无此项），不适用。",
        "Reported as '-' (no such thing) for 2025: not applicable.",
    ),
    (
        Reason.OUTSIDE,
        [(2026, 120)],
        2026,
        {},
        "2026年不在考核年份2021—2025年之内，不适用。",
        "2026 is outside the years judged, 2021–2025: not applicable.",
    ),
    (
        Reason.UNPROVEN,
        [],
        2025,
        {"plan": {"policy": {"missing": "gap"}}},
        "到2025年应不少于100家，缺少2025年的数据，按本计划“未证明即视为未完成”的规定，未达标。",
        "By 2025 it should be at least 100 家; figures are missing for 2025: not reached, "
        "since this plan counts the unproven as not done.",
    ),
    (
        Reason.SILENT,
        [(2025, 60, "家", "final", "i", "甲区")],
        2025,
        {"plan": {"jurisdictions": DISTRICTS}},
        "到2025年应不少于100家，但乙区未报（已知60家），无法判定。",
        "By 2025 it should be at least 100 家, but 乙区 did not report (known: 60 家): undecided.",
    ),
    (
        Reason.UNDEFINED,
        [(2020, 0), (2025, 60)],
        2025,
        {
            "target": {
                "comparison": "at_least",
                "value": 50,
                "unit": "%",
                "due": 2025,
                "change": {"base_year": 2020, "by": "percent"},
            }
        },
        "到2025年应比2020年增长（提高）不少于50%，但基期值不大于零，增速无意义，无法判定。",
        "By 2025 it should be a rise of at least 50% since 2020, "
        "but the base is not above zero, growth has no meaning: undecided.",
    ),
    (
        Reason.NO_REFERENCE,
        [(2025, 60)],
        2025,
        {"target": {"comparison": "at_least", "unit": "家", "due": 2025, "reference": {"jurisdiction": "全国"}}},
        "要参照的数没有公布或不是确数，2025年无法判定；本地目前60家。",
        "What the target refers to is not known exactly for 2025: undecided; now 60 家 here.",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[0].value)
def test_sentence(tmp_path: Path, case: Case) -> None:
    reason, rows, year, given, chinese, english = case
    changes: dict[str, Any] = dict(given)
    found = say(tmp_path, rows, year, changes.pop("indicators", []), dict(changes.pop("plan", {})), changes)
    assert found == (chinese, english, reason)


def test_guarded_acceptance_says_how_sure_it_is(tmp_path: Path) -> None:
    sampled = "indicator,jurisdiction,year,value,unit,standard_error\n" + f"i,{PLACE},2025,18.5,%,0.5\n"
    made = catalog(
        tmp_path,
        [commitment(target=target(value=18, unit="%"))],
        [RATE],
        policy={"decision": "guarded"},
    )
    (found,) = evaluate(
        made, Memory(observations(sampled.splitlines()[1:], sampled.splitlines()[0])), 2025, frozenset({"p"})
    )
    assert found.reason_code is Reason.GUARDED
    assert found.reason == (
        "到2025年应不少于18%，实际18.5%，虽达到该数，但95%置信区间17.52%至19.48%，达标概率0.8413，"
        "按保护接受规则不予认定，未达标。"
    )
    assert "95% confidence interval 17.52% to 19.48%" in found.reason_en


def test_a_revised_target_names_no_number(tmp_path: Path) -> None:
    catalog(tmp_path, [commitment()], issued="2021-06-01")
    later = {"id": "q", "title": "通知", "issuer": "市政府", "jurisdiction": PLACE, "period": [2021, 2025]}
    later |= {"issued": "2023-06-01", "revises": "p"}
    write(tmp_path / "q" / "commitments.yaml", {"plan": later, "commitments": [commitment(target=target(value=120))]})
    made = catalog(tmp_path, [commitment()], issued="2021-06-01")
    found = list(evaluate(made, Memory(observations([line((2025, 110))])), 2025, frozenset({"p", "q"})))
    assert [f.reason_code for f in found] == [Reason.SUPERSEDED, Reason.SHORT]
    assert found[0].reason == "该项目标已由修订文件调整，2025年按修订后的目标核查，本条不适用。"
    assert found[0].reason_en == "A later document changed this target; 2025 is judged by that one: not applicable."


def test_every_reason_has_a_case() -> None:
    assert {c[0] for c in CASES} | {Reason.GUARDED, Reason.SUPERSEDED} == set(Reason)


def test_no_sentence_shows_a_field_or_a_nothing(tmp_path: Path) -> None:
    """Neither {braces} nor None nor empty brackets."""
    for i, (_, rows, year, given, *_) in enumerate(CASES):
        changes: dict[str, Any] = dict(given)
        plan = dict(changes.pop("plan", {}))
        for sentence in say(tmp_path / str(i), rows, year, changes.pop("indicators", []), plan, changes)[:2]:
            assert not any(part in sentence for part in ("{", "}", "None", "（）", "()", "，，", "  "))
