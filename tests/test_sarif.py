"""SARIF: valid against the schema of OASIS, places as code scanning reads them, and the limit of results."""

import json
from collections import Counter
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from ci_reports import REPORT, any_report, many
from hypothesis import given
from running import ROOT

from engine.model.ci_report import CiReport
from engine.model.text import Text
from engine.render.sarif import MOST_RESULTS, render

SCHEMA = json.loads((ROOT / "fixtures/ci-schemas/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def run_of(report: CiReport) -> dict[str, Any]:
    return json.loads(render(report, "en"))["runs"][0]


def test_a_report_with_everything_is_valid() -> None:
    VALIDATOR.validate(json.loads(render(REPORT, "zh")))


@given(any_report())
def test_any_report_is_json_in_utf8_and_valid(report: CiReport) -> None:
    VALIDATOR.validate(json.loads(render(report, "en").encode("utf-8")))


@given(any_report())
def test_every_result_names_its_rule_twice_the_same(report: CiReport) -> None:
    run = run_of(report)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


@given(any_report())
def test_places_are_relative_references_below_the_root_or_absolute_ones(report: CiReport) -> None:
    for result in run_of(report)["results"]:
        (location,) = result["locations"]
        artifact = location["physicalLocation"]["artifactLocation"]
        assert artifact["uri"].isascii()
        assert urlsplit(artifact["uri"]).scheme == ("" if "uriBaseId" in artifact else "file")


def test_the_gravest_come_first() -> None:
    assert [r["level"] for r in run_of(REPORT)["results"]] == ["error", "error", "error", "warning", "note", "note"]


def test_a_line_is_a_region_and_a_cell_is_a_logical_location() -> None:
    lost, line, _, cell, nowhere, sheet = [r["locations"] for r in run_of(REPORT)["results"]]
    assert line[0]["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 17}
    assert unquote(line[0]["physicalLocation"]["artifactLocation"]["uri"]) == "报送/吴兴 区.csv"
    assert lost == [{"physicalLocation": {"artifactLocation": {"uri": "gone.csv", "uriBaseId": "SRCROOT"}}}]
    assert "region" not in cell[0]["physicalLocation"]
    assert cell[0]["logicalLocations"] == [{"name": "E7", "fullyQualifiedName": "填报表!E7", "kind": "cell"}]
    assert sheet[0]["logicalLocations"] == [{"name": "隐藏 表", "fullyQualifiedName": "'隐藏 表'", "kind": "sheet"}]
    assert nowhere == [{"physicalLocation": {"artifactLocation": {"uri": ".", "uriBaseId": "SRCROOT"}}}]


def test_what_a_waiver_excuses_is_suppressed_and_nothing_else_is() -> None:
    suppressions = {r["partialFingerprints"]["targetCheck/v1"]: r["suppressions"] for r in run_of(REPORT)["results"]}
    excused = suppressions.pop("ee55")
    assert excused == [{"kind": "external", "status": "accepted", "justification": "Waiver: A."}]
    assert set(map(str, suppressions.values())) == {"[]"}


def test_alerts_are_told_apart_by_their_id() -> None:
    lines = [r["partialFingerprints"]["primaryLocationLineHash"] for r in run_of(REPORT)["results"]]
    assert lines == ["dd44:1", "aa11:1", "ab:1", "bb22:1", "ee55:1", "cc33:1"]


@pytest.mark.parametrize(("count", "notes"), [(MOST_RESULTS, 0), (MOST_RESULTS + 1, 1)])
def test_results_beyond_the_limit_are_left_out_and_said(count: int, notes: int) -> None:
    run = run_of(many("warning", count))
    said = run["invocations"][0]["toolExecutionNotifications"]
    assert (len(run["results"]), len(said)) == (MOST_RESULTS, notes)
    assert all("25001 results" in note["message"]["text"] for note in said)


def test_what_is_left_out_is_the_least_grave() -> None:
    notes, errors = many("info", MOST_RESULTS), many("error", 3)
    run = run_of(notes._replace(suites=(*notes.suites, *errors.suites)))
    assert Counter(r["level"] for r in run["results"]) == {"error": 3, "note": MOST_RESULTS - 3}


def test_why_the_gate_is_shut_without_an_error_is_notified() -> None:
    run = run_of(REPORT._replace(why=Text("警告也算。", "Warnings count.")))
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said == {"level": "note", "message": {"text": "Warnings count."}}
