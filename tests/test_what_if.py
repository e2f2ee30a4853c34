"""What the years left must bring: every row the least that does, assumed figures as given, nothing from the future."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from little_rules import PLACE, Data, Row, catalog, commitment, indicator, line, observations, target
from running import RULES, STATISTICS, check

from engine.evaluate import subjects
from engine.model.finding import Outcome
from engine.render.prospect import render
from engine.warehouse.memory import Memory
from engine.what_if import Prospect, prospect

FLOW = indicator(kind="flow")
RATE = indicator(id="r", unit="%", kind="rate", numerator="over", denominator="under")
RATIO = [RATE, indicator(id="over"), indicator(id="under")]
CAP = {"comparison": "at_most"}
STRICT = {"comparison": "less_than", "value": 20}
YEARLY = {"every_year": True, "due": None}
BASE_50 = {"baseline": {"year": 2020, "value": 50}}

Needed = list[tuple[int, str, str, str]]
"""Year, figure, origin and outcome of each row."""


def ahead(
    folder: Path,
    rows: Iterable[Row],
    year: int,
    assumed: Mapping[int, int] | None = None,
    *,
    indicators: Iterable[Data] = (),
    plan: Mapping[str, object] | None = None,
    **changes: object,
) -> Prospect:
    """The prospect of one commitment, changed as asked, for the rows submitted."""
    made = catalog(folder, [commitment(**changes)], indicators, **(plan or {}))
    (subject,) = subjects(made, made.plans[0], year)
    shelf = Memory(observations(map(line, rows)))
    return prospect(made, subject, shelf, {y: Decimal(v) for y, v in (assumed or {}).items()})


def rows_of(p: Prospect) -> Needed:
    """What the table says."""
    return [(y.year, f"{y.value:f}", y.origin, y.finding.outcome.value) for y in p.years]


def text_of(p: Prospect) -> str:
    """Chinese lines on a wide screen."""
    return "\n".join(render(p, "zh", 200))


def test_no_figure_after_the_year_is_used(tmp_path: Path) -> None:
    past: list[Row] = [(2022, 30, "家", "final", "over"), (2022, 100, "家", "final", "under")]
    later: list[Row] = [(y, v, "家", "final", n) for y in (2024, 2025) for n, v in (("over", 99), ("under", 100))]
    asked = {"indicator": "r", "measure": "ratio", "target": target(value=70, unit="%"), "indicators": RATIO}
    found = ahead(tmp_path, past + later, 2022, {2025: 60}, **asked)
    assert rows_of(found) == [
        (2023, "43.34", "even", "not_due"),
        (2024, "56.67", "even", "not_due"),
        (2025, "60", "assumed", "gap"),
    ]
    assert found.years[-1].finding.condition == 60
    assert found == ahead(tmp_path, past, 2022, {2025: 60}, **asked)


def test_no_later_figure_of_a_district_is_added_up(tmp_path: Path) -> None:
    places = [{"code": "990100", "name": PLACE}, {"code": "990101", "name": "甲区", "parent": PLACE}]
    made = catalog(tmp_path, [commitment()], jurisdictions=places)
    (subject,) = subjects(made, made.plans[0], 2024)
    shelf = Memory(observations(["i,甲区,2024,60,家,final", "i,甲区,2025,500,家,final"]))
    assert rows_of(prospect(made, subject, shelf, {})) == [(2025, "100", "least", "pass")]


def test_an_increment_of_a_stock_is_given_as_the_stock_at_the_end_of_the_year(tmp_path: Path) -> None:
    asked = {"measure": "increment", "target": target(value=30), "trajectory": BASE_50 | {"method": "none"}}
    found = ahead(tmp_path, [(2022, 60)], 2022, **asked)
    assert [f"{y.value:f}" for y in found.years] == ["67", "74", "80"]
    assert [y.finding.condition for y in found.years] == [17, 24, 30]
    assert found.years[-1].finding.outcome is Outcome.PASS
    assert "年末数" in text_of(found)
    assert rows_of(ahead(tmp_path, [(2022, 60)], 2022, {2023: 79}, **asked))[1:] == [
        (2024, "80", "even", "not_due"),
        (2025, "80", "least", "pass"),
    ]


def test_an_increment_of_a_stock_counts_from_its_figure_before_the_plan(tmp_path: Path) -> None:
    asked = {"measure": "increment", "target": target(value=30)}
    assert [f"{y.value:f}" for y in ahead(tmp_path, [(2020, 50), (2024, 60)], 2024, **asked).years] == ["80"]
    unknown = ahead(tmp_path, [(2024, 60)], 2024, **asked)
    assert (unknown.years, unknown.lacking, unknown.told) == ((), (2020,), False)
    assert "2020年缺数据，无法推算。" in text_of(unknown)


def test_a_cumulative_stock_is_a_running_total_already(tmp_path: Path) -> None:
    found = ahead(tmp_path, [(2023, 60)], 2023, measure="cumulative")
    assert rows_of(found) == [(2024, "80", "least", "pass"), (2025, "100", "least", "pass")]


@pytest.mark.parametrize(
    ("asked", "figure"),
    [
        (STRICT, "19"),
        (STRICT | YEARLY, "19"),
        (STRICT | YEARLY | {"comparison": "at_most"}, "20"),
        (YEARLY, "100"),
        (YEARLY | {"comparison": "more_than"}, "101"),
        (YEARLY | {"value": 79.5}, "79.5"),
        (YEARLY | {"comparison": "between", "value": None, "low": 10, "high": 20}, "10"),
    ],
    ids=["strict cap", "each year", "cap", "floor", "strict floor", "decimals", "range"],
)
def test_the_limit_itself_or_the_next_number(asked: Data, figure: str, tmp_path: Path) -> None:
    found = ahead(tmp_path, [(2024, 15)], 2024, target=target(**asked))
    origin = "most" if asked.get("comparison") in {"less_than", "at_most"} else "least"
    assert rows_of(found) == [(2025, figure, origin, "pass")]


def test_rounding_as_written_takes_steps_of_the_last_digit(tmp_path: Path) -> None:
    asked = {"target": target(comparison="more_than", value=70, unit="%", **YEARLY), "indicator": "r"}
    rate = [indicator(id="r", unit="%", kind="rate")]
    exact = ahead(tmp_path, [], 2024, indicators=rate, **asked)
    written = ahead(tmp_path, [], 2024, indicators=rate, plan={"policy": {"rounding": "as_written"}}, **asked)
    assert rows_of(exact) == [(2025, "70.01", "least", "pass")]
    assert rows_of(written) == [(2025, "71", "least", "pass")]


@pytest.mark.parametrize(
    ("rows", "year", "changes", "expected"),
    [
        ([(2021, 0), (2022, 0)], 2022, {}, ["60", "20", "20"]),
        ([(2021, 20), (2022, 30)], 2022, {}, ["17", "17", "16"]),
        ([(2021, 90), (2022, 30)], 2022, {}, ["0", "0", "0"]),
        ([], 2020, {"target": target(value=None, values={2022: 70, 2025: 100})}, ["20", "50", "10", "10", "10"]),
    ],
    ids=["behind", "ahead", "reached", "milestones"],
)
def test_a_sum_keeps_each_year_and_reaches_the_target(
    rows: list[Row], year: int, changes: Data, expected: list[str], tmp_path: Path
) -> None:
    found = ahead(tmp_path, rows, year, indicators=[FLOW], measure="cumulative", **changes)
    assert [f"{y.value:f}" for y in found.years] == expected
    assert {y.finding.outcome for y in found.years if y.origin == "least"} == {Outcome.PASS}


def test_later_assumed_years_count_towards_a_sum(tmp_path: Path) -> None:
    found = ahead(tmp_path, [(2021, 20), (2022, 20)], 2022, {2025: 10}, indicators=[FLOW], measure="cumulative")
    assert rows_of(found) == [
        (2023, "25", "least", "pass"),
        (2024, "25", "least", "pass"),
        (2025, "10", "assumed", "pass"),
    ]


@pytest.mark.parametrize(
    ("comparison", "figures"),
    [("at_most", ["20", "20", "20"]), ("less_than", ["19", "20", "20"])],
)
def test_a_sum_under_a_cap_is_an_allowance(comparison: str, figures: list[str], tmp_path: Path) -> None:
    asked = {"measure": "cumulative", "indicators": [FLOW], "target": target(comparison=comparison)}
    found = ahead(tmp_path, [(2021, 20), (2022, 20)], 2022, **asked)
    assert [f"{y.value:f}" for y in found.years] == figures
    assert {(y.origin, y.finding.outcome) for y in found.years} == {("most", Outcome.PASS)}
    spent = ahead(tmp_path, [(2021, 90), (2022, 90)], 2022, **asked)
    assert {(y.value, y.finding.outcome) for y in spent.years} == {(Decimal(0), Outcome.GAP)}


def test_a_level_keeps_its_milestones(tmp_path: Path) -> None:
    asked = {"target": target(value=None, values={2023: 80, 2025: 100})}
    assert rows_of(ahead(tmp_path, [(2022, 50)], 2022, **asked)) == [
        (2023, "80", "least", "pass"),
        (2024, "90", "least", "pass"),
        (2025, "100", "least", "pass"),
    ]
    unknown = ahead(tmp_path, [], 2022, **asked)
    assert [f"{y.value:f}" for y in unknown.years] == ["80", "90", "100"]


def test_a_level_under_a_cap(tmp_path: Path) -> None:
    asked = {"target": target(value=20, **CAP), "trajectory": {"method": "flat"}}
    assert {y.value for y in ahead(tmp_path, [(2022, 30)], 2022, **asked).years} == {Decimal(20)}
    even = ahead(tmp_path, [(2022, 30)], 2022, target=target(**STRICT))
    assert rows_of(even) == [
        (2023, "26", "even", "not_due"),
        (2024, "22", "even", "not_due"),
        (2025, "19", "most", "pass"),
    ]


def test_what_is_reached_already_is_only_to_be_kept(tmp_path: Path) -> None:
    assert {y.value for y in ahead(tmp_path, [(2022, 120)], 2022).years} == {Decimal(100)}
    assert {y.value for y in ahead(tmp_path, [(2022, 5)], 2022, target=target(**CAP)).years} == {Decimal(100)}


def test_a_year_that_asks_for_nothing_is_an_even_step(tmp_path: Path) -> None:
    found = ahead(tmp_path, [(2023, 60)], 2023)
    assert rows_of(found) == [(2024, "80", "even", "not_due"), (2025, "100", "least", "pass")]
    assert "匀速推算" in text_of(found)
    assert [f"{y.value:f}" for y in ahead(tmp_path, [], 2023).years] == ["100", "100"]


def test_a_sum_with_gaps_says_so_until_they_are_assumed(tmp_path: Path) -> None:
    asked = {"measure": "cumulative", "indicators": [FLOW]}
    found = ahead(tmp_path, [(2021, 20), (2023, 40)], 2023, **asked)
    assert found.lacking == (2022,)
    assert "2022年缺数据，按已报部分推算" in text_of(found)
    assert [f"{y.value:f}" for y in found.years] == ["20", "20"]
    filled = ahead(tmp_path, [(2021, 20), (2023, 40)], 2023, {2022: 20}, **asked)
    assert "缺数据" not in text_of(filled)
    assert filled.now.condition == 80
    assert rows_of(filled) == [
        (2022, "20", "assumed", "pass"),
        (2024, "10", "least", "pass"),
        (2025, "10", "least", "pass"),
    ]


def test_nothing_is_left_after_the_deadline(tmp_path: Path) -> None:
    found = ahead(tmp_path, [(2025, 90)], 2025)
    assert found.years == ()
    assert "没有剩余年份：2025年已是期末或期后。" in text_of(found)
    past = ahead(tmp_path, [(2025, 90)], 2025, {2022: 9}, measure="cumulative", indicators=[FLOW])
    assert "没有剩余年份" in text_of(past)
    assert [y.year for y in past.years] == [2022]


def test_before_the_plan_every_year_of_it_is_left(tmp_path: Path) -> None:
    found = ahead(tmp_path, [], 2019, measure="cumulative", indicators=[FLOW])
    assert [(y.year, y.value) for y in found.years] == [(y, Decimal(20)) for y in range(2021, 2026)]


SHIPPED = ("--rules", RULES, "--statistics", STATISTICS)
RATE_70 = "shenzhen-2017-2020/community-facilities"


def test_the_command_takes_an_assumed_rate_for_what_it_is() -> None:
    ran = check("what-if", RATE_70, "--year", 2018, "--assume", "2020=60", *SHIPPED)
    assert ran.code == 0
    assert [row.split() for row in ran.out.splitlines() if row.startswith("  20")] == [
        ["2019", "67.5%", "匀速推算", "67.5%", "—", "未到考核期"],
        ["2020", "60%", "假设", "60%", "70%", "未达标"],
    ]


def test_invented_figures_are_called_so(tmp_path: Path) -> None:
    assert "示例数据" in check("what-if", RATE_70, "--year", 2018, *SHIPPED).out
    real = tmp_path / "real.csv"
    real.write_text("indicator,jurisdiction,year,value,unit,status\n", "utf-8")
    assert "示例数据" not in check("what-if", RATE_70, "--year", 2018, "--rules", RULES, "--statistics", real).out


@pytest.mark.parametrize(
    "text",
    ["2020", "2020=", "=60", "二〇=60", "2020=1e5", "２０２０=60"],
    ids=["bare", "empty", "no year", "word", "e", "wide"],
)
def test_an_assumption_that_cannot_be_read(text: str) -> None:
    ran = check("what-if", RATE_70, "--year", 2018, "--assume", text, *SHIPPED)
    assert ran.code == 2
    assert f"--assume 应写作 年份=数值，如 2025=120：{text}" in ran.err


@pytest.mark.parametrize("year", [2017, 2018, 2021])
def test_only_open_years_may_be_assumed(year: int) -> None:
    ran = check("what-if", RATE_70, "--year", 2018, "--assume", f"{year}=60", *SHIPPED)
    assert ran.code == 2
    assert f"{year}年不在剩余年份内" in ran.err
    assert "2019、2020" in ran.err


def test_a_missing_past_year_of_the_plan_may_be_assumed(tmp_path: Path) -> None:
    catalog(tmp_path / "rules", [commitment(measure="cumulative", quote="建成100家")], [FLOW])
    csv = tmp_path / "f.csv"
    csv.write_text(f"indicator,jurisdiction,year,value,unit,status\ni,{PLACE},2021,20,家,final\n", "utf-8")
    base = ("what-if", "p/c", "--year", 2022, "--rules", tmp_path / "rules", "--statistics", csv, "--lang", "en")
    assert "Data lacking for 2022: reckoned" in check(*base).out
    ran = check(*base, "--assume", "2022=20")
    assert ran.code == 0
    assert "lacking" not in ran.out
    assert check(*base, "--assume", "2021=20").code == 2


def test_unknown_ids_and_targets_that_cannot_be_reckoned() -> None:
    unknown = check("what-if", "shenzhen-2017-2020/community-facilitie", "--year", 2018, *SHIPPED)
    assert unknown.code == 2
    assert RATE_70 in unknown.err
    assert check("what-if", RATE_70, "--year", 2018, "--jurisdiction", "别处市", *SHIPPED).code == 2


def test_a_place_among_others_cannot_be_reckoned(tmp_path: Path) -> None:
    ranked = target(value=3, unit="位", due=2025, comparison="at_most", rank={"within": "示例省"})
    province = [{"code": "990000", "name": "示例省"}, {"code": "990100", "name": PLACE, "parent": "示例省"}]
    catalog(tmp_path, [commitment(target=ranked, quote="进入前3位")], jurisdictions=province)
    ran = check("what-if", "p/c", "--year", 2022, "--rules", tmp_path, "--statistics", STATISTICS)
    assert ran.code == 2
    assert "无法推算" in ran.err


def test_districts_follow_unless_one_place_is_named(tmp_path: Path) -> None:
    places = [
        {"code": "990100", "name": PLACE},
        {"code": "990101", "name": "甲区", "parent": PLACE},
        {"code": "990102", "name": "乙区", "parent": PLACE},
    ]
    split = commitment(quote="建成100家", decomposition={"甲区": 60, "乙区": 40})
    catalog(tmp_path, [split], jurisdictions=places)
    base = ("what-if", "p/c", "--year", 2022, "--rules", tmp_path, "--statistics", STATISTICS)
    assert check(*base).out.count("■") == 3
    assert check(*base, "--jurisdiction", "甲区").out.count("■") == 1
    assert "各区县" in check("what-if", "--help").out
