"""What other published methods say of a series: the worked example, edges, decreasing targets, what does not apply."""

from decimal import Decimal

import pytest

from engine.methods import METHODS, Course, Opinion, opinions

CANADA, UN, SDSN, GERMANY, SCHEDULE = range(5)


def course(
    base: str = "20",
    value: str = "60",
    target: str = "100",
    *,
    years: tuple[int, int, int] = (2020, 2023, 2025),
    past: dict[int, str] | None = None,
) -> Course:
    first, year, due = years
    seen = {first: base, year: value} if past is None else past
    numbers = {y: Decimal(v) for y, v in seen.items()}
    return Course(first, Decimal(base), year, Decimal(value), due, Decimal(target), numbers)


def say(method: int, c: Course) -> Opinion:
    return opinions(c)[method]


def number(method: int, c: Course) -> Decimal:
    found = say(method, c).number
    assert found is not None
    return found


WORKED = [
    (CANADA, "1.165", "1.165", "按期", "on track"),
    (UN, "1.31", "1.31", "已达到或按期", "target met or on track"),
    (SDSN, "0.83", "0.83", "有所改善", "moderately improving"),
    (GERMANY, "0.33", "33.33%", "明显偏离（超过20%）", "marked deviation (missed by more than 20%)"),
    (SCHEDULE, "-8", "实际60，应达68", "滞后", "behind"),
]


@pytest.mark.parametrize(("method", "about", "shown", "zh", "en"), WORKED)
def test_worked_example(method: int, about: str, shown: str, zh: str, en: str) -> None:
    opinion = say(method, course())
    assert opinion.number is not None
    assert round(opinion.number, -Decimal(about).as_tuple().exponent) == Decimal(about)
    assert opinion.shown.zh == shown
    assert opinion.band == (zh, en)
    assert opinion.method.zh
    assert opinion.source.en


def test_arithmetic_is_said_in_both_languages() -> None:
    why = [opinion.why for opinion in opinions(course())]
    assert [text.zh for text in why] == [
        "实际年均增速44.22%，所需年均增速37.97%",
        "按现有增速2025年为124.81，比基期变化104.81，应变化80",
        "实际年均变化13.33，所需年均变化16",
        "近3年年均变化13.33，照此2025年为86.67；目标100，现距目标40",
        "基期20，5年应变化80，已过3年",
    ]
    assert all("{" not in text.en and text.en.isascii() for text in why)


EDGES = [
    (CANADA, course("100", "195", "200", years=(2020, 2021, 2021)), "0.95", "on track"),
    (CANADA, course("100", "194.99", "200", years=(2020, 2021, 2021)), None, "progress made but acceleration needed"),
    (CANADA, course("100", "160", "200", years=(2020, 2021, 2021)), "0.6", "progress made but acceleration needed"),
    (CANADA, course("100", "159.99", "200", years=(2020, 2021, 2021)), None, "limited progress"),
    # roots: 1.095³ and 2⁵ meet the edge exactly only because results are rounded after the work
    (CANADA, course("100", "749.0875", "3200", years=(2020, 2023, 2025)), None, "on track"),
    (CANADA, course("100", "741.4875", "3200", years=(2020, 2023, 2025)), "0.95", "on track"),
    (CANADA, course("100", "409.6", "3200", years=(2020, 2023, 2025)), "0.6", "progress made but acceleration needed"),
    (CANADA, course("100", "100", "200"), "0", "limited progress"),
    (CANADA, course("100", "99.99", "200"), None, "deterioration"),
    (UN, course("100", "290", "880", years=(2020, 2021, 2022)), "0.95", "target met or on track"),
    (UN, course("100", "289.99", "880", years=(2020, 2021, 2022)), None, "fair progress, but acceleration needed"),
    (UN, course("100", "110", "310", years=(2020, 2021, 2022)), "0.1", "fair progress, but acceleration needed"),
    (UN, course("100", "109.99", "310", years=(2020, 2021, 2022)), None, "stagnation or regression"),
    (SDSN, course(value="68"), "1", "on track or maintaining achievement"),
    (SDSN, course(value="67.99"), None, "moderately improving"),
    (SDSN, course(value="44"), "0.5", "moderately improving"),
    (SDSN, course(value="43.99"), None, "stagnating"),
    (SDSN, course(value="20"), "0", "stagnating"),
    (SDSN, course(value="19.99"), None, "decreasing"),
    # 38 more of the 40 left, and 40 more of the 50 left
    (GERMANY, course("0", "38", "78", years=(2020, 2021, 2022)), "0.05", "slight deviation (missed by 5% to 20%)"),
    (GERMANY, course("0", "38.01", "78", years=(2020, 2021, 2022)), None, "on course (missed by less than 5%)"),
    (GERMANY, course("0", "40", "90", years=(2020, 2021, 2022)), "0.2", "slight deviation (missed by 5% to 20%)"),
    (GERMANY, course("0", "39.99", "90", years=(2020, 2021, 2022)), None, "marked deviation (missed by more than 20%)"),
    (GERMANY, course("20", "20"), "1", "development away from the target"),
    (SCHEDULE, course(value="68"), "0", "on schedule"),
    (SCHEDULE, course(value="67.99"), "-0.01", "behind"),
]


@pytest.mark.parametrize(("method", "given", "exact", "band"), EDGES)
def test_bands_meet_their_edges_exactly(method: int, given: Course, exact: str | None, band: str) -> None:
    assert say(method, given).band.en == band
    if exact:
        assert number(method, given) == Decimal(exact)


FALLING = [
    (CANADA, "67", "on track"),
    (CANADA, "71", "progress made but acceleration needed"),
    (CANADA, "110", "deterioration"),
    (UN, "67", "target met or on track"),
    (UN, "71", "fair progress, but acceleration needed"),
    (UN, "110", "stagnation or regression"),
    (SDSN, "70", "on track or maintaining achievement"),
    (SDSN, "80", "moderately improving"),
    (SDSN, "90", "stagnating"),
    (SDSN, "110", "decreasing"),
    (GERMANY, "70", "on course (missed by less than 5%)"),
    (GERMANY, "90", "marked deviation (missed by more than 20%)"),
    (GERMANY, "110", "development away from the target"),
    (SCHEDULE, "70", "on schedule"),
    (SCHEDULE, "69", "on schedule"),
    (SCHEDULE, "71", "behind"),
]


@pytest.mark.parametrize(("method", "value", "band"), FALLING)
def test_a_target_below_the_base(method: int, value: str, band: str) -> None:
    """From 100 down to 50 in five years, after three: the sign of a ratio still means towards or away."""
    opinion = say(method, course("100", value, "50"))
    assert opinion.band.en == band
    if method in {CANADA, UN, SDSN}:
        assert opinion.number is not None
        assert (opinion.number > 0) is (Decimal(value) < 100)


@pytest.mark.parametrize(("base", "value", "target"), [("20", "120", "100"), ("20", "100", "100"), ("100", "40", "50")])
def test_a_value_at_or_beyond_the_target(base: str, value: str, target: str) -> None:
    bands = [opinion.band.en for opinion in opinions(course(base, value, target))]
    assert bands == [
        "target achieved",
        "target met or on track",
        "on track or maintaining achievement",
        "on course (missed by less than 5%)",
        "on schedule",
    ]
    assert number(GERMANY, course(base, value, target)) == 0


SILENT = [
    (course(base="0"), {CANADA, UN}, "基期值不大于零"),
    (course(base="-5"), {CANADA, UN}, "基期值不大于零"),
    (course("100", "40", "0"), {CANADA}, "目标值不大于零"),
    (course("100", "0", "50"), {CANADA}, "完成值不大于零"),
    (course("100", "-1", "50"), {CANADA, UN}, "完成值"),
    (course(target="20"), {CANADA, UN, SDSN, GERMANY, SCHEDULE}, "目标值等于基期值"),
    (course(years=(2020, 2020, 2025)), {CANADA, UN, SDSN, GERMANY, SCHEDULE}, "不晚于基期年"),
    (course(years=(2020, 2019, 2025)), {CANADA, UN, SDSN, GERMANY, SCHEDULE}, "不晚于基期年"),
    (course(years=(2020, 2023, 2020)), {CANADA, UN, SDSN, GERMANY, SCHEDULE}, "不晚于基期年"),
    (course(years=(2020, 2025, 2025)), {UN, GERMANY}, "不再外推"),
    (course(years=(2020, 2026, 2025)), {CANADA, UN, SDSN, GERMANY}, "目标年"),
    (course(past={2023: "60"}), {GERMANY}, "不足两年"),
    (course(past={}), {GERMANY}, "不足两年"),
    (course(past={2024: "80"}), {GERMANY}, "不足两年"),
]


@pytest.mark.parametrize(("given", "silent", "reason"), SILENT)
def test_a_method_that_does_not_apply_says_why(given: Course, silent: set[int], reason: str) -> None:
    found = opinions(given)
    assert {i for i, opinion in enumerate(found) if opinion.number is None} == silent
    for i in silent:
        assert found[i].band == ("不适用", "not applicable")
        assert found[i].shown.zh == "—"
        assert found[i].why.en
        assert found[i].source.zh
    assert any(reason in found[i].why.zh for i in silent)


def test_zero_base_still_has_linear_opinions() -> None:
    c = course(base="0")
    assert number(SDSN, c) == 1
    assert number(SCHEDULE, c) == 0


def test_german_mean_takes_the_last_five_years_only() -> None:
    steady = {2015: "0", 2018: "55", 2019: "58", 2020: "61", 2021: "64", 2022: "67", 2023: "70"}
    assert say(GERMANY, course(value="70", past=steady)).why.en.startswith("changed by 3 a year over 5 years")


def test_german_mean_divides_a_gap_by_its_years() -> None:
    """2016 to 2020 rose by 8 a year; the five years to 2023 hold two of those four and three of 4 each."""
    gap = {2016: "16", 2020: "48", 2021: "52", 2022: "56", 2023: "60"}
    assert say(GERMANY, course(past=gap)).why.en.startswith("changed by 5.6 a year over 5 years")


def test_german_mean_ignores_later_years_and_trusts_the_value() -> None:
    assert number(GERMANY, course(past={2020: "20", 2023: "61", 2024: "99"})) == number(GERMANY, course())


def test_the_schedule_expects_the_target_once_it_is_due() -> None:
    late = say(SCHEDULE, course(value="99", years=(2020, 2027, 2025)))
    assert (late.number, late.shown.en, late.band.en) == (Decimal(-1), "99, expected 100", "behind")


def test_an_extrapolation_beyond_any_figure_is_still_shown() -> None:
    assert "E+" in say(UN, course("1", "1000", "2000", years=(2000, 2001, 2049))).shown.en


def test_each_method_is_named_once() -> None:
    assert len({method.name for method in METHODS}) == len(METHODS) == 5
