"""JUnit XML: well formed whatever the data hold, valid against the schemas of Ant and Jenkins, counts that add up."""

from xml.etree import ElementTree as ET

import pytest
import xmlschema
from ci_reports import CELL, FALL, NOTE, REPORT, any_report
from hypothesis import given
from running import ROOT

from engine.model.ci_report import Case, CiReport, Suite
from engine.render.junit import render

SCHEMAS = sorted((ROOT / "fixtures" / "ci-schemas").glob("*.xsd"))
READ = {path: xmlschema.XMLSchema(path) for path in SCHEMAS}


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_a_report_with_everything_is_valid(path: object) -> None:
    READ[path].validate(render(REPORT, "zh"))


@given(any_report())
def test_any_report_is_well_formed_and_valid_against_every_schema(report: CiReport) -> None:
    text = render(report, "en")
    text.encode("utf-8")
    for schema in READ.values():
        schema.validate(text)


@given(any_report())
def test_counts_are_those_of_the_elements(report: CiReport) -> None:
    for suite in ET.fromstring(render(report, "zh")):
        cases = suite.findall("testcase")
        found = {"tests": len(cases)}
        for plural, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            found[plural] = sum(case.find(element) is not None for case in cases)
        assert found == {key: int(suite.attrib[key]) for key in found}


def test_a_failure_says_every_place_and_what_is_wrong() -> None:
    failure = ET.fromstring(render(REPORT, "en")).find("testsuite/testcase[@name='C101']/failure")
    assert failure is not None
    assert failure.attrib == {"message": "'１２' is wrong. (+1)", "type": "C101"}
    assert failure.text == "\n".join(["报送/吴兴 区.csv:4:17: C101 '１２' is wrong."] * 2)


def test_the_message_of_a_failure_is_its_gravest_remark() -> None:
    case = Case("C1", "failed", (NOTE, CELL, FALL))
    failure = ET.fromstring(render(CiReport("t", (Suite("a", (case,)),), REPORT.rules), "en")).find(".//failure")
    assert failure is not None
    assert failure.attrib == {"message": "'１２' is wrong. (+2)", "type": "C101"}


def test_a_skipped_case_says_why() -> None:
    skipped = [e.text for e in ET.fromstring(render(REPORT, "zh")).iter("skipped")]
    assert skipped == ["C101 缺口20家。情况说明：甲。", "未检查。"]


def test_remarks_of_cases_that_did_not_fail_stand_in_the_output_of_the_suite() -> None:
    out = [e.text for e in ET.fromstring(render(REPORT, "en")).iter("system-out")]
    assert out[0] is None
    assert out[1] == (
        "form.xlsx:填报表!E7: C205 Same as before.\nform.xlsx:'隐藏 表': S430 Hidden sheet read.\n"
        "C101 Short by 20. Waiver: A."
    )


def test_forbidden_characters_are_marked_and_the_others_stay() -> None:
    report = CiReport("t", (REPORT.suites[0]._replace(name="a\x00b\ud800c\tＡ😀"),), REPORT.rules)
    assert ET.fromstring(render(report, "zh"))[0].attrib["name"] == "a�b�c\tＡ😀"
