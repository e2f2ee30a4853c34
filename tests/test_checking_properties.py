"""What must not matter to the checks: the order of rows, the unit that a figure is written in, who asks."""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median

import pytest
from check_case import BASE, CASES, figures, found, of_case, rules
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.checking import SCOPES, check
from engine.checking.figure import FIGURE
from engine.checking.world import World
from engine.model.check_fields import FIELDS
from engine.model.diagnostic import Diagnostic, Place
from engine.model.form import FormMark, form_id
from engine.model.observation import Observation, Status

PLACES = ("示例市", "甲区", "乙区", "丙区", "丁区", "戊区", "己区", "庚区", "辛区")
COUNTS = ("staff", "full-time", "part-time")


def observation(row: int, indicator: str, place: str, year: int, value: str | None, **fields: object) -> Observation:
    number = None if value in {None, "-"} else Decimal(value or "")
    state = "reported" if number is not None else "not_applicable" if value == "-" else "missing"
    return Observation(
        indicator, place, year, state, number, "人", "exact", Status.FINAL, "示例数据", "", Place("f.csv", row, 1)
    )._replace(**fields)  # type: ignore[arg-type]


rows = st.lists(
    st.tuples(
        st.sampled_from(COUNTS),
        st.sampled_from(PLACES),
        st.integers(2021, 2024),
        st.sampled_from(["", "-", "0", "10000", "20000", "30000", "50000", "1000000", "-10000"]),
        st.sampled_from(list(Status)),
    ),
    max_size=40,
)


def made(drawn: Sequence[tuple[str, str, int, str, Status]]) -> list[Observation]:
    return [observation(i + 2, n, p, y, v or None, status=s) for i, (n, p, y, v, s) in enumerate(drawn)]


def verdicts(diagnostics: list[Diagnostic]) -> Counter[tuple[Place, str]]:
    return Counter((d.place, d.code) for d in diagnostics)


@settings(max_examples=40, deadline=None)
@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(drawn: list[tuple[str, str, int, str, Status]], random: object) -> None:
    observations = made(drawn)
    shuffled = list(observations)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert found(BASE, shuffled, year=2024) == found(BASE, observations, year=2024)


@settings(max_examples=40, deadline=None)
@given(rows, st.booleans())
def test_the_unit_that_a_figure_is_written_in_does_not_matter(
    drawn: list[tuple[str, str, int, str, Status]], every_other: bool
) -> None:
    """1.0000万人 is 10000人: with every digit written, nothing is rounded."""
    observations = made(drawn)
    scaled = [
        o._replace(value=o.value.scaleb(-4), unit="万人") if o.value is not None and (i % 2 or not every_other) else o
        for i, o in enumerate(observations)
    ]
    assert verdicts(found(BASE, scaled, year=2024)) == verdicts(found(BASE, observations, year=2024))


@settings(max_examples=25, deadline=None)
@given(rows)
def test_what_is_found_lies_in_the_figures_that_are_checked(drawn: list[tuple[str, str, int, str, Status]]) -> None:
    observations = made(drawn)
    half = len(observations) // 2
    earlier = [o._replace(place=Place("accepted.csv", o.place.line, 1)) for o in observations[:half]]
    said = found(BASE, observations[half:], year=2024, earlier=earlier)
    assert {d.place.file for d in said} <= {"f.csv"}
    assert said == found(BASE, observations[half:], year=2024, earlier=list(reversed(earlier)))


def test_what_is_said_of_a_file_does_not_depend_on_newer_ones_beside_it() -> None:
    late = observation(2, "bases", "示例市", 2023, "10", unit="家", received=date(2024, 6, 1))
    provisional = observation(3, "staff", "示例市", 2021, "10", status=Status.PROVISIONAL)
    other = observation(2, "bases", "甲区", 2024, "1", unit="家")._replace(place=Place("g.csv", 2, 1))
    alone = found(BASE, [late, provisional])
    assert {d.code for d in alone} == {"C701", "C704"}
    assert [d for d in found(BASE, [late, provisional, other]) if d.place.file == "f.csv"] == alone


@pytest.mark.parametrize("values", [("10", "90"), ("90", "10")])
def test_of_two_conflicting_figures_the_same_one_prevails_in_any_order(values: tuple[str, str]) -> None:
    first, second = (observation(i + 2, "bases", "示例市", 2023, v, unit="家") for i, v in enumerate(values))
    now = observation(4, "bases", "示例市", 2024, "95", unit="家")
    assert found(BASE, [first, second, now]) == found(BASE, [now, second, first])


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_every_place_and_sentence_is_whole(case: object) -> None:
    for d in of_case(case):  # type: ignore[arg-type]
        assert d.place.file == "figures.csv"
        assert not set("{}") & set(f"{d.text.zh}{d.text.en}")
        assert "None" not in d.text.en


def test_each_kind_of_record_has_the_fields_that_are_declared() -> None:
    loaded, _ = rules(BASE)
    assert loaded.catalog
    seen = set()
    for case in CASES:
        if not (case / "shipped-rules").exists():
            world = World(loaded.catalog, loaded.office, figures(case / "figures.csv"), 2025)
            for scope, records in SCOPES.items():
                for record in records(world):
                    seen.add(scope)
                    known = set(record.fields) | (set(FIGURE) if scope == "figure" else set())
                    assert known == set(FIELDS[scope])
    assert seen == set(FIELDS)


two_years = st.tuples(
    st.integers(100, 10**6), st.sampled_from(["0.5", "0.97", "1", "1", "1", "1.002", "1.05", "1.4", "3"])
)


@settings(max_examples=150, deadline=None)
@given(st.lists(two_years, min_size=5, max_size=8))
def test_nobody_within_a_fifth_of_the_usual_change_is_named(changes: list[tuple[int, str]]) -> None:
    """However little the others differ; and whoever is named is told the usual change."""
    pairs = [(before, int(before * Decimal(factor))) for before, factor in changes]
    observations = [
        observation(2 * i + year, "learners", place, 2023 + year, str(pair[year]))
        for i, (place, pair) in enumerate(zip(PLACES[1:], pairs, strict=False))
        for year in (0, 1)
    ]
    usual = median(Fraction(now, before) for before, now in pairs)
    named = {d.place.line // 2 for d in found(BASE, observations) if d.code == "C506"}
    for i in named:
        change = Fraction(pairs[i][1], pairs[i][0]) / usual
        assert change < Fraction(4, 5) or change > Fraction(5, 4)


def test_who_halves_is_named_where_the_others_hardly_differ() -> None:
    changes = [100_000, 100_010, 99_990, 100_005, 99_995, 50_000]
    observations = [
        observation(2 * i + year, "learners", PLACES[i + 1], 2023 + year, str(now if year else 100_000))
        for i, now in enumerate(changes)
        for year in (0, 1)
    ]
    assert [d.place.line for d in found(BASE, observations) if d.code == "C506"] == [11]


MARK = FormMark(form_id(2024, "jurisdiction", "甲区"), 2024, "jurisdiction", "甲区", "0" * 64)


def of_form(observations: list[Observation]) -> list[tuple[str, Place]]:
    loaded, prepared = rules(BASE)
    assert loaded.catalog
    said = check(
        loaded.catalog, loaded.office, prepared.compiled, observations, year=None, forms=[(MARK, observations)]
    )
    return sorted((d.code, d.place) for d in said)


def test_a_form_asks_for_its_own_rows_and_its_own_year() -> None:
    """An empty cell of a form lacks; a changed year is an error; nothing else of the catalog is asked for."""
    cells = [Place("form.xlsx", row, 8, "填报表") for row in (5, 6, 7)]
    values = (("bases", 2024, None), ("trainees", 2024, "-"), ("totals", 2023, "5"))
    observations = [
        observation(0, name, "甲区", year, value, unit="人次" if name != "bases" else "家")._replace(place=cell)
        for cell, (name, year, value) in zip(cells, values, strict=True)
    ]
    assert of_form(observations) == [("C302", cells[0]), ("C501", cells[2])]


def test_only_what_a_reporter_answers_for_is_asked_of_it() -> None:
    observations = [observation(2, "bases", "示例市", 2024, "5", unit="家", reporter="市科学技术协会")]
    lacking = [dict(d.fields)["indicator"] for d in found(BASE, observations, year=2024) if d.code == "C301"]
    assert [getattr(name, "en", name) for name in lacking] == ["coverage", "totals"]


def test_the_raw_text_of_the_cell_is_kept() -> None:
    written = observation(2, "staff", "甲区", 2024, "-5", written="－5")
    assert [d.raw for d in found(BASE, [written])] == ["－5"]


@pytest.mark.parametrize(
    "change",
    [
        lambda o, _: o,  # the same row again and again
        lambda o, i: o._replace(value=Decimal(i)),  # always another figure for the same key
        lambda o, i: o._replace(indicator=f"unheard-of-{i}"),
        lambda o, i: o._replace(jurisdiction=f"无名{i}"),
        lambda o, i: o._replace(reporter=f"单位{i}"),
        lambda o, i: o._replace(unit=f"元{i}"),
        lambda o, i: o._replace(year=1900 + i % 300),
    ],
    ids=["one-row", "one-key", "indicators", "places", "reporters", "units", "years"],
)
def test_the_work_grows_with_the_rows_and_no_faster(change: Callable[[Observation, int], Observation]) -> None:
    """Whatever rows repeat, or never repeat; calls are counted, for clocks tell of the machine."""
    first = observation(2, "staff", "甲区", 2024, "1")
    many = [change(first, i)._replace(place=Place("f.csv", i + 2, 1)) for i in range(2_000)]
    found(BASE, many, year=2024)  # whatever is kept for the next time
    assert calls(many) < calls(many[:1_000]) * 5 // 2


def calls(observations: list[Observation]) -> int:
    """How many functions the checks call."""
    counted = 0

    def count(*_: object) -> None:
        nonlocal counted
        counted += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        found(BASE, observations, year=2024)
    finally:
        sys.setprofile(before)
    return counted
