"""Facts from findings and history, and what `check run` makes of them over five years of a plan."""

import json
from datetime import date
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from engine.cli.speaking import Main
from engine.facts import Known, Submission, facts
from engine.model.fact import Fact
from engine.model.finding import Finding, Report
from engine.model.history import PastFinding, Rectification
from engine.render.schema import schema_text

PLAN = "huzhou-2021-2025"
EVENTS, AUDIENCE, TOURS = (
    f"{PLAN}/{name}" for name in ("science-events", "science-event-audience", "study-tour-bases")
)


def check(*arguments: str, lang: str = "zh") -> Any:
    return CliRunner().invoke(Main("en" if lang == "en" else "zh"), list(arguments), standalone_mode=False)


def run(year: int, *more: str) -> dict[str, Any]:
    done = check("run", "--year", str(year), "--plan", PLAN, "--format", "json", *more)
    assert done.exit_code in (0, 1), done.output
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def told(result: dict[str, Any], commitment: str) -> list[str]:
    return [d["action"] for d in result["dispositions"] if d["commitment"] == commitment and d["addressee"] == "市科协"]


def test_first_remind_then_supervise_then_summon_or_close() -> None:
    years = {year: run(year) for year in range(2021, 2026)}
    assert [told(years[y], EVENTS) for y in range(2021, 2025)] == [["remind"], ["supervise"], ["summon"], ["summon"]]
    assert [told(years[y], AUDIENCE) for y in range(2021, 2024)] == [["remind"], ["supervise"], ["close"]]
    assert told(years[2022], TOURS) == ["supervise"]  # 18 of 40: short by more than half
    lights = [next(f["grade"] for f in years[y]["findings"] if f["commitment"] == EVENTS) for y in (2021, 2022)]
    assert lights == ["yellow", "red"]


def test_result_conforms_to_its_schema_and_says_why() -> None:
    result = run(2023)
    jsonschema.validate(result, json.loads(schema_text("findings")))
    fingerprints = {f["fingerprint"] for f in result["findings"]}
    for d in result["dispositions"]:
        assert d["findings"]
        assert set(d["findings"]) <= fingerprints
        assert d["why"][0]["rule"] == d["rule"]
        assert "{" not in d["text"] + d["text_en"]
    assert {g["finding"]: g["grade"] for g in result["grades"]} == {
        f["fingerprint"]: f["grade"] for f in result["findings"] if f["grade"]
    }


def test_both_engines_give_the_same_bytes() -> None:
    pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    asked = ("run", "--year", "2024", "--format", "json", "--inference")
    assert check(*asked, "durable").stdout == check(*asked, "clips").stdout


def test_text_says_light_and_dispositions() -> None:
    asked = ("run", "--year", "2023", "--plan", PLAN, "--dispositions")
    zh, en = check(*asked).stdout, check(*asked, lang="en").stdout
    assert "▲ 未达标　红" in zh
    assert "约谈　市科协：科普活动场次（连续三年以上未达标）" in zh
    assert "summon 市科协: 科普活动场次 (summon-third-year)" in en


def test_explain_leads_down_to_the_figures() -> None:
    disposition = next(d for d in run(2023)["dispositions"] if d["rule"] == "summon-third-year")
    done = check("explain", "--disposition", disposition["id"], "--year", "2023")
    assert done.exit_code == 0
    for word in ("summon-third-year", "gap_years: 3", EVENTS, "huzhou-2021-2025-example.csv"):
        assert word in done.stdout
    unknown = check("explain", "--disposition", "0", "--year", "2023")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "没有编号" in unknown.stderr


@pytest.fixture(scope="module")
def report() -> Report:
    return Report.model_construct(findings=tuple(map(Finding.model_validate, run(2023)["findings"])))


def only(found: list[Fact], kind: str, commitment: str | None = None) -> list[dict[str, Any]]:
    return [dict(f.fields) for f in found if f.kind == kind and f.get("commitment") == commitment]


def past(f: Finding, year: int, outcome: str, lead: tuple[str, ...] = ()) -> PastFinding:
    return PastFinding(f.fingerprint, f.commitment, f.jurisdiction, year, outcome, "interim", lead or f.lead)


def asserted(report: Report, known: Known) -> list[Fact]:
    return [s.fact for s in facts(report, known)]


def test_facts_of_history(report: Report) -> None:
    f = next(f for f in report.findings if f.commitment == EVENTS)
    for outcomes, years, regressed in (
        ((), 1, None),
        ((("gap", 2022),), 2, None),
        ((("gap", 2022), ("gap", 2021)), 3, None),
        ((("undecided", 2022), ("gap", 2021)), 1, None),
        ((("pass", 2022), ("gap", 2021)), 1, 2022),
        ((("undecided", 2022), ("pass", 2021)), 1, 2021),
        ((("gap", 2024),), 1, None),
    ):
        found = asserted(report, Known(past=[past(f, year, outcome) for outcome, year in outcomes]))
        assert only(found, "finding", EVENTS)[0]["gap_years"] == years
        assert [x["since"] for x in only(found, "regression", EVENTS)] == ([regressed] if regressed else [])


def test_facts_are_symbols_and_integers(report: Report) -> None:
    found = asserted(report, Known())
    assert {type(v) for f in found for _, v in f.fields} == {str, int}
    events = only(found, "finding", EVENTS)[0]
    assert (events["shortfall_bp"], events["pace_bp"], events["completion_bp"]) == (500, 9500, 5700)
    assert events["years_left"] == 2


def test_facts_of_units(report: Report) -> None:
    found = asserted(report, Known())
    counts = {x["lead"]: x["gaps"] for x in only(found, "gap_count")}
    assert counts == {"市科协": 2, "市教育局": 1, "团市委": 1}
    missing = {x["lead"] for x in only(found, "submission") if x["state"] == "missing"}
    assert missing == {"市农业农村局"}
    late = Submission(PLAN, "湖州市", "市科协", 2023, "late", 12)
    assert {"late"} == {
        x["state"] for x in only(asserted(report, Known(submissions=[late])), "submission") if x["lead"] == "市科协"
    }


def test_facts_of_changed_leads_and_rectification(report: Report) -> None:
    f = next(f for f in report.findings if f.commitment == EVENTS)
    open_gap = Rectification(f.fingerprint, f.commitment, f.jurisdiction, "notified", 2022, date(2023, 6, 1), 30)
    found = asserted(report, Known(past=[past(f, 2022, "gap", ("市科技局",))], rectifications=[open_gap]))
    assert [x["former"] for x in only(found, "lead_changed", EVENTS)] == ["市科技局"]
    assert [x["days_overdue"] for x in only(found, "rectification", EVENTS)] == [30]
