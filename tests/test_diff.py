"""Two runs held against each other: what became of each gap, and why."""

import pytest

from engine.diff import diff
from engine.model.difference import Change
from engine.model.finding import Outcome
from engine.model.recorded import Recorded, RecordedFigure, RecordedFinding, RecordedPlan, RecordedRun


def figure(year: int, value: str | None, **more: str) -> RecordedFigure:
    return RecordedFigure(indicator="events", jurisdiction="湖州市", year=year, value=value, unit="场次", **more)


def finding(outcome: str | None = "gap", year: int = 2022, **more: object) -> RecordedFinding:
    plain = RecordedFinding(
        fingerprint="02ac8912cb5968db",
        commitment="plan/events",
        plan="plan",
        title="活动",
        jurisdiction="湖州市",
        year=year,
        outcome=outcome or "gap",
        unit="场次",
        target="500",
        method="linear",
        criterion="200",
        condition="177",
        observations=(figure(2021, "85"), figure(2022, "92")),
    )
    return plain.model_copy(update=more)


def recorded(
    *findings: RecordedFinding, year: int = 2022, data: str = "s", rules: str = "r", **policy: str
) -> Recorded:
    return Recorded(
        run=RecordedRun(year=year, tool="check 1", rules_sha256=rules, statistics_sha256=data),
        plans=(RecordedPlan(plan="plan", policy={"missing": "undecided"} | policy),),
        findings=findings,
    )


def causes(old: Recorded, new: Recorded) -> list[tuple[str, str]]:
    (only,) = diff((1, 2), old, new).differences
    assert all(c.why_en for c in only.causes)
    return [(c.cause, c.why) for c in only.causes]


CHANGES: list[tuple[str | None, str | None, Change]] = [
    ("gap", "gap", "persisting"),
    ("gap", "pass", "rectified"),
    ("pass", "gap", "regressed"),
    ("not_due", "gap", "new"),
    ("undecided", "gap", "new"),
    (None, "gap", "new"),
    ("gap", "undecided", "changed"),
    ("gap", None, "changed"),
    ("pass", "undecided", "changed"),
    (None, "pass", "changed"),
    ("pass", "pass", "unchanged"),
    ("not_due", "not_due", "unchanged"),
]


@pytest.mark.parametrize(("before", "after", "change"), CHANGES)
def test_what_became_of_it(before: str | None, after: str | None, change: Change) -> None:
    old, new = (recorded(*([finding(o)] if o else [])) for o in (before, after))
    found = diff((1, 2), old, new)
    assert {k: v for k, v in found.counts.items() if v} == {change: 1}
    assert [d.change for d in found.differences] == ([change] if change != "unchanged" else [])


def test_every_pair_of_outcomes_is_counted() -> None:
    for before in Outcome:
        for after in Outcome:
            found = diff((1, 2), recorded(finding(before.value)), recorded(finding(after.value)))
            assert sum(found.counts.values()) == 1


def test_a_figure_that_was_corrected() -> None:
    after = finding("pass", observations=(figure(2021, "85"), figure(2022, "120", status="revised")))
    assert causes(recorded(finding()), recorded(after)) == [("data", "2022年 92场次→120场次（修订数）")]


def test_a_figure_that_only_became_final() -> None:
    before = finding("undecided", observations=(figure(2022, "92", status="provisional"),))
    after = finding("gap", observations=(figure(2022, "92"),))
    assert causes(recorded(before), recorded(after)) == [("data", "2022年 92场次（快报数）→92场次")]


def test_figures_that_came_and_went_are_counted_when_many() -> None:
    before = finding("pass", observations=tuple(figure(y, "1") for y in range(2010, 2015)))
    after = finding("gap", observations=(figure(2009, None, state="missing"),))
    (only,) = causes(recorded(before), recorded(after))
    assert only == ("data", "2009年 无→未报，2010年 1场次→无，2011年 1场次→无，等6处")


def test_a_target_that_was_changed() -> None:
    after = finding("pass", target="400", criterion="160")
    assert causes(recorded(finding()), recorded(after)) == [("rule", "目标值 500→400，应达 200→160")]


def test_a_trajectory_that_was_changed() -> None:
    after = finding("pass", method="milestones", criterion="150")
    assert causes(recorded(finding()), recorded(after)) == [("rule", "进度方法 linear→milestones，应达 200→150")]


def test_a_policy_that_was_changed() -> None:
    found = causes(recorded(finding("undecided")), recorded(finding("gap"), missing="gap"))
    assert found == [("policy", "缺数据时 undecided→gap")]


def test_another_year() -> None:
    later = finding(
        "pass", 2023, criterion="300", condition="310", observations=(*finding().observations, figure(2023, "9"))
    )
    found = causes(recorded(finding()), recorded(later, year=2023))
    assert found == [("year", "2022年应达200场次、实际177场次；2023年应达300场次、实际310场次")]


def test_another_year_with_an_earlier_figure_corrected() -> None:
    later = finding("pass", 2023, observations=(figure(2021, "285"), figure(2022, "92"), figure(2023, "9")))
    assert [c for c, _ in causes(recorded(finding()), recorded(later, year=2023))] == ["data", "year"]


def test_a_reference_that_moved_is_data() -> None:
    before, after = finding(method="reference"), finding("pass", method="reference", criterion="150")
    assert causes(recorded(before), recorded(after, data="t")) == [("data", "统计数据有改动")]


@pytest.mark.parametrize(("side", "cause"), [({"data": "t"}, "data"), ({"rules": "q"}, "rule"), ({}, "tool")])
def test_what_the_finding_does_not_show_is_told_from_the_run(side: dict[str, str], cause: str) -> None:
    assert [c for c, _ in causes(recorded(finding()), recorded(finding("pass"), **side))] == [cause]


def test_a_commitment_that_came_or_went_is_a_rule() -> None:
    assert [c for c, _ in causes(recorded(), recorded(finding()))] == ["rule"]
    assert [c for c, _ in causes(recorded(finding()), recorded())] == ["rule"]


def test_reports_of_other_versions_stay_readable() -> None:
    text = '{"run": {"year": 2022, "new": 1}, "findings": [], "dispositions": [{"rule": "x"}]}'
    assert diff((1, 2), Recorded.model_validate_json(text), recorded()).counts["new"] == 0
