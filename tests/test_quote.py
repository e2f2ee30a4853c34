"""What the words of a plan mean: comparison words, numbers with units, ranges, years, folding."""

from decimal import Decimal

import pytest

from engine.model.target import Comparison
from engine.quote import AFTER, BEFORE, PLAIN, figures, fold, has, range_ends, span, years

EXCLUDING = {Comparison.MORE_THAN, Comparison.LESS_THAN}
MEANT = {
    "以上": "at_least",
    "及以上": "at_least",
    "以下": "at_most",
    "以内": "at_most",
    "之内": "at_most",
    "左右": "about",
    "上下": "about",
    "不少于": "at_least",
    "不低于": "at_least",
    "至少": "at_least",
    "不超过": "at_most",
    "不高于": "at_most",
    "不多于": "at_most",
    "至多": "at_most",
    "最多": "at_most",
    "最高": "at_most",
    "最高予以": "at_most",
    "超过": "more_than",
    "突破": "more_than",
    "高于": "more_than",
    "多于": "more_than",
    "低于": "less_than",
    "少于": "less_than",
    "不足": "less_than",
    "不满": "less_than",
    "约": "about",
}
"""The law's reading of each word, written again here by hand."""


def test_every_word_is_judged_here() -> None:
    assert set(MEANT) >= {*AFTER, *BEFORE}


@pytest.mark.parametrize("word", AFTER)
def test_words_after_a_number(word: str) -> None:
    (figure,) = figures(f"建成基地100家{word}，并投入使用", ("家",))
    assert (figure.value, figure.word, figure.meant) == (100, word, {Comparison(MEANT[word])})


@pytest.mark.parametrize("word", BEFORE)
def test_words_before_a_number(word: str) -> None:
    (figure,) = figures(f"建成基地{word}100家，并投入使用", ("家",))
    assert (figure.value, figure.word, figure.meant) == (100, word, {Comparison(MEANT[word])})


def test_a_number_without_such_a_word() -> None:
    (figure,) = figures("比例达到18%", ("%",))
    assert (figure.word, figure.meant) == ("", PLAIN)
    assert not PLAIN & EXCLUDING


def test_which_words_leave_their_number_out() -> None:
    excluding = {word for word, meant in {**AFTER, **BEFORE}.items() if meant & EXCLUDING}
    assert excluding == {"超过", "突破", "高于", "多于", "低于", "少于", "不足", "不满"}


@pytest.mark.parametrize(
    ("quote", "units", "values"),
    [
        ("科普专家百名以上", ("名",), ["100"]),
        ("建成百家基地", ("家",), ["100"]),
        ("培训2万名农民", ("名",), ["20000"]),
        ("培训500万人次", ("人次",), ["5000000"]),
        ("投入1.5亿元", ("元",), ["150000000"]),
        ("投入5000万元", ("万元", "元"), ["50000000"]),
        ("产量1.3万亿斤以上", ("斤",), ["1300000000000"]),
        ("培训1,200人次", ("人次",), ["1200"]),
        ("培训１２００人次", ("人次",), ["1200"]),
        ("新建25个左右、技师工作站15个左右", ("个",), ["25", "15"]),
        ("到2025年，比例达到17%", ("%",), ["17"]),
        ("到2025年，比例达到１７．０％", ("%",), ["17.0"]),
        ("千分之三点五即3.5‰", ("‰", "%"), ["0.35"]),
        ("培训500人次", ("人",), ["500"]),
        ("培训500人", ("人次",), []),
        ("提高3个百分点", ("个百分点",), ["3"]),
        ("到2025年建成100 家", ("家",), ["100"]),
        ("没有数字", ("家",), []),
        ("1234567890123456789012345家", ("家",), []),
        ("第3家，第4家", ("家",), ["3", "4"]),
    ],
)
def test_numbers_with_their_units(quote: str, units: tuple[str, ...], values: list[str]) -> None:
    assert [f.value for f in figures(quote, units)] == [Decimal(v) for v in values]


@pytest.mark.parametrize(
    ("quote", "units", "ends"),
    [
        ("增长8%至10%", ("%",), ("8", "10")),
        ("增长8%—10%", ("%",), ("8", "10")),
        ("增长8-10%", ("%",), ("8", "10")),
        ("增长8％～10％", ("%",), ("8", "10")),
        ("增长8到10%", ("%",), ("8", "10")),
        ("培训500至900人次", ("人次",), ("500", "900")),
        ("培训5至9万人次", ("万人次", "人次"), ("50000", "90000")),
        ("培训5万至9万人次", ("万人次", "人次"), ("50000", "90000")),
        ("培训5万人次至9万人次", ("万人次", "人次"), ("50000", "90000")),
        ("培训8000至1.2万人次", ("人次",), ("8000", "12000")),
        ("达到3.5‰至4‰", ("‰",), ("0.35", "0.4")),
        ("达到3.5至4‰", ("‰",), ("0.35", "0.4")),
    ],
)
def test_ranges(quote: str, units: tuple[str, ...], ends: tuple[str, str]) -> None:
    assert (Decimal(ends[0]), Decimal(ends[1])) in range_ends(quote, units)


@pytest.mark.parametrize("quote", ["增长8%、10%", "增长10%", "增长8%", "增至10%", "1234567890123456789012345至100%"])
def test_no_ranges(quote: str) -> None:
    assert range_ends(quote, ("%",)) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2025年，达到17%", {2025}),
        ("到２０２５年", {2025}),
        ("2023年达到80家，2025年达到100家", {2023, 2025}),
        ("“十四五”期间培训1000名", {2025}),
        ("“十三五”末达到10%，2022年达到12%", {2020, 2022}),
        ("“十五五”时期", {2030}),
        ("投入2025万元", set()),
        ("每年200人次", set()),
        ("5年内", set()),
    ],
)
def test_years(text: str, found: set[int]) -> None:
    assert years(text) == found


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("示例市实施方案（2021—2025年）", (2021, 2025)),
        ("示例市实施方案(2021-2025年)", (2021, 2025)),
        ("示例市实施方案（２０２１－２０２５年）", (2021, 2025)),
        ("示例市规划纲要（2021—2035年）", (2021, 2035)),
        ("示例市实施方案（2017年—2020年）", (2017, 2020)),
        ("2017年工作方案", (2017, 2017)),
        ("2024年全民科学素质行动工作要点", (2024, 2024)),
        ("全民科学素质行动规划", None),
    ],
)
def test_span(title: str, period: tuple[int, int] | None) -> None:
    assert span(title) == period


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（一）建设：科普，基地。", "(一)建设:科普,基地."),
        ("示政发〔2022〕1号", "示政发[2022]1号"),
        ("２０２１—２０２５年", "2021-2025年"),
        ("2021——2025年", "2021－2025年"),
        ("“十四五”", '"十四五"'),
        ("达到 １８％\u3000以上\n", "达到18%以上"),
    ],
)
def test_fold_makes_one_of_full_and_half_width(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_keeps_what_changes_a_number() -> None:
    assert fold("1²") != fold("12")
    assert fold("1.5万") != fold("15万")
    assert fold("8-10") != fold("810")


def test_has_names_the_first_word() -> None:
    assert has("力争并争取", ("争取", "力争")) == "争取"
    assert has("必须", ("争取", "力争")) == ""
