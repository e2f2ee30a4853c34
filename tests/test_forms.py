"""Who is asked for which figure."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from form_kit import COMMITMENTS, INDICATORS, asked, form, made
from hypothesis import given, settings
from hypothesis import strategies as st
from little_rules import PLACE, commitment

from engine.forms import Addressee, addressees, questions
from engine.model.catalog import Catalog

SCIENCE, TEACHERS, STATISTICS = (Addressee("unit", n) for n in ("市科协", "市教育局", "市统计局"))
EAST, OUTSIDE = Addressee("jurisdiction", "东区"), Addressee("jurisdiction", "外市")


@pytest.fixture
def rules(tmp_path: Path) -> Catalog:
    return made(tmp_path)


def test_a_unit_is_asked_for_what_it_leads_or_supports_once_each_in_order_of_commitments(rules: Catalog) -> None:
    assert asked(form(rules, SCIENCE)) == [("talks", PLACE), ("i", PLACE), ("all", PLACE), ("survey", PLACE)]
    assert asked(form(rules, TEACHERS)) == [("talks", PLACE)]


def test_a_unit_named_by_an_indicator_is_asked_for_it(rules: Catalog) -> None:
    assert asked(form(rules, STATISTICS)) == [("money", PLACE)]


def test_a_figure_asked_of_several_names_the_others(rules: Catalog) -> None:
    """Commitment `talks` is led by one unit and supported by the other; collective names send no form."""
    assert {r.indicator: r.shared for r in form(rules, SCIENCE).rows if r.shared} == {"talks": ("市教育局",)}
    assert [r.shared for r in form(rules, TEACHERS).rows] == [("市科协",)]
    assert {r.shared for r in form(rules, EAST).rows} == {()}


def test_a_ratio_asks_for_what_stands_above_and_below_the_line(rules: Catalog) -> None:
    assert "rate" not in {indicator for indicator, _ in asked(form(rules, SCIENCE))}


def test_a_ratio_measured_by_its_own_figure_asks_for_that(tmp_path: Path) -> None:
    rules = made(tmp_path, [commitment(indicator="rate", measure="level")])
    assert asked(form(rules, SCIENCE)) == [("rate", PLACE)]


def test_a_district_is_asked_for_counts_but_not_for_rates(rules: Catalog) -> None:
    assert asked(form(rules, EAST)) == [("talks", "东区"), ("i", "东区"), ("all", "东区")]


def test_a_place_is_asked_for_what_it_took_on_a_part_of(tmp_path: Path) -> None:
    rules = made(tmp_path, [commitment(indicator="survey", decomposition={"外市": 3})])
    assert asked(form(rules, OUTSIDE)) == [("survey", "外市")]


def test_collective_names_get_a_form_only_when_asked_for(rules: Catalog) -> None:
    everyone = addressees(rules, questions(rules, 2023, frozenset({"p"})))
    assert everyone == [SCIENCE, TEACHERS, STATISTICS, EAST, Addressee("jurisdiction", "西县")]
    assert asked(form(rules, Addressee("unit", "各成员单位"))) == [("i", PLACE)]


@pytest.mark.parametrize(("year", "rows"), [(2020, 0), (2021, 4), (2025, 4), (2026, 0)])
def test_a_plan_asks_for_the_years_of_its_period(rules: Catalog, year: int, rows: int) -> None:
    assert len(form(rules, SCIENCE, year).rows) == rows


def test_a_target_due_after_the_plan_is_asked_for_until_then(tmp_path: Path) -> None:
    rules = made(tmp_path, [commitment()], period=[2021, 2023])
    assert asked(form(rules, SCIENCE, 2025)) == [("i", PLACE)]


@pytest.mark.parametrize(
    ("line", "before"),
    [
        (f"i,{PLACE},2022,12000,家,final", "12,000（核实数）"),
        (f"i,{PLACE},2022,超过3万,家,provisional", "超过30,000（快报数）"),
        (f"i,{PLACE},2022,-,家,final", "-"),
        (f"i,{PLACE},2022,,家,final", ""),
        (f"i,{PLACE},2021,5,家,final", ""),
        ("i,东区,2022,5,家,final", ""),
        (f"survey,{PLACE},2022,17.50%,%,revised", "17.5%（修订数）"),
    ],
)
def test_last_years_figure_stands_beside_with_its_status(rules: Catalog, line: str, before: str) -> None:
    rows = {row.indicator: row.before for row in form(rules, SCIENCE, figures=[line]).rows}
    assert rows.pop(line.partition(",")[0]) == before
    assert set(rows.values()) == {""}


def test_last_years_figure_is_said_in_the_language_asked_for(rules: Catalog) -> None:
    found = form(rules, SCIENCE, figures=[f"i,{PLACE},2022,约5万,家,final"], lang="en")
    assert found.rows[1].before == "about 50,000 (final)"


def test_counts_are_whole_numbers_and_ranges_are_those_declared(rules: Catalog) -> None:
    ranges = {r.indicator: (r.whole_numbers, r.minimum, r.maximum) for r in form(rules, SCIENCE).rows}
    assert ranges == {
        "talks": (True, 0, 5000),
        "i": (True, None, None),
        "all": (True, None, None),
        "survey": (False, 0, 100),
    }


def test_a_form_goes_back_to_the_office_or_else_to_the_issuer(tmp_path: Path, rules: Catalog) -> None:
    assert form(rules, EAST).offices == ("市政府",)
    assert form(made(tmp_path, office="市素质办"), SCIENCE).offices == ("市素质办",)


def test_the_id_of_a_form_depends_on_addressee_and_year_alone(tmp_path: Path, rules: Catalog) -> None:
    ids = {form(rules, whom, year).mark.id for whom in (SCIENCE, EAST) for year in (2022, 2023)}
    assert len(ids) == 4
    assert form(made(tmp_path, COMMITMENTS[:1]), SCIENCE).mark.id in ids


names = st.sampled_from(["市科协", "科协", "市教育局", "各成员单位", "市妇联"])
promises = st.builds(
    lambda n, indicator, lead, support, parts: commitment(
        id=f"c{n}", indicator=indicator, lead=lead, support=support, decomposition=dict.fromkeys(parts, 1) or None
    ),
    st.integers(0, 9),
    st.sampled_from([i["id"] for i in INDICATORS]),
    st.lists(names, min_size=1, max_size=2, unique=True),
    st.lists(names, max_size=2, unique=True),
    st.lists(st.sampled_from(["东", "东区", "西县", "外市"]), max_size=2, unique=True),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(promises, max_size=8))
def test_everything_that_is_asked_for_stands_once_in_the_form_of_whoever_answers(commitments: list[object]) -> None:
    with TemporaryDirectory() as folder:
        rules = made(Path(folder), commitments)
    units: dict[str, dict[tuple[str, str], None]] = {}
    places: dict[str, dict[tuple[str, str], None]] = {}
    rates = {i["id"] for i in INDICATORS if i["kind"] == "rate"}
    for c in rules.plans[0].commitments:
        for name in (*c.lead, *c.support):
            units.setdefault(rules.department.get(name, name), {})[c.indicator, PLACE] = None
        below = [] if c.indicator in rates else ["东区", "西县"]
        for name in (*map(rules.place, c.decomposition or {}), *below):
            places.setdefault(name, {})[c.indicator, name] = None
    for name in ("市科协", "市教育局", "各成员单位", "市妇联"):
        assert asked(form(rules, Addressee("unit", name))) == list(units.get(name, {}))
    for name in ("东区", "西县", "外市"):
        assert asked(form(rules, Addressee("jurisdiction", name))) == list(places.get(name, {}))
    everyone = {a.name for a in addressees(rules, questions(rules, 2023, frozenset({"p"})))}
    extra = {"市统计局"} if commitments else set()
    assert everyone == ({*units} & {"市科协", "市教育局"}) | {*places} | extra
