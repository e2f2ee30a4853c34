"""Tables that mix Chinese and Latin text: widths, wrapping, and where a line may break."""

import pytest

from engine.render.columns import MIN_ELASTIC, NOT_FIRST, NOT_LAST, indent, pad, table, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("科普", 4),
        ("科普ab", 6),
        ("１２", 4),
        ("，。", 4),
        ("（一）", 6),
        ("●▲○", 3),
        ("e\u0301", 1),
        ("\u3000", 2),
        ("—", 1),
        ("ﾊ", 1),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("", 4, [""]),
        ("科普基地", 8, ["科普基地"]),
        ("科普基地", 4, ["科普", "基地"]),
        ("科普基地", 5, ["科普", "基地"]),
        ("科普，基地", 6, ["科普，", "基地"]),
        ("科普，基地", 4, ["科", "普，", "基地"]),
        ("科普基地（省级）", 10, ["科普基地", "（省级）"]),
        ("达标率 18%", 10, ["达标率 18%"]),
        ("达标率 18%", 8, ["达标率", "18%"]),
        ("of the target", 6, ["of the", "target"]),
        ("incomprehensible", 6, ["incomp", "rehens", "ible"]),
        ("共100家", 4, ["共", "100", "家"]),
    ],
)
def test_wrap(text: str, limit: int, lines: list[str]) -> None:
    assert wrap(text, limit) == lines


PARAGRAPH = (
    "▲ 省市级科普基地：按序时进度，2024年应不少于92家，实际37家（仅“省级以上科普基地”），缺口55家，未达标。"
    "牵头：市科协、市发展改革委；二（八）“拥有省市级各类科普基地100家以上”（100%）。By 2025 at least 100; now 37."
)


@pytest.mark.parametrize("limit", [*range(12, 60), 80, 120])
def test_no_line_is_too_wide_nor_begins_or_ends_badly(limit: int) -> None:
    lines = wrap(PARAGRAPH, limit)
    assert all(width(line) <= limit for line in lines)
    assert not any(line[0] in NOT_FIRST or line[0] == " " for line in lines[1:])
    assert not any(line[-1] in NOT_LAST for line in lines[:-1])
    assert all(word in "\n".join(lines) for word in ("100%", "least", "2025"))


@pytest.mark.parametrize("limit", [12, 20, 33, 120])
def test_wrapping_loses_nothing_but_spaces(limit: int) -> None:
    assert "".join(wrap(PARAGRAPH, limit)).replace(" ", "") == PARAGRAPH.replace(" ", "")


@pytest.mark.parametrize("text", ["，" * 9, "（" * 9, "（）" * 5, "，（" * 5, "》” ）" * 3])
def test_punctuation_alone_still_ends(text: str) -> None:
    """There is no good place to break; no line is lost and none goes on for ever."""
    for limit in range(2, 9):
        assert "".join(wrap(text, limit)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(("right", "padded"), [(False, "科普  "), (True, "  科普")])
def test_pad(right: bool, padded: str) -> None:
    assert pad("科普", 6, right=right) == padded
    assert pad("科普基地", 6, right=right) == "科普基地"


HEADER = ("结果", "承诺事项", "目标")
ROWS = [("达标", "拥有省市级各类科普基地，示范单位", "100"), ("未达标", "培训", "5,000,000")]


def test_a_table_stands_in_columns() -> None:
    assert table(HEADER, ROWS, 80, frozenset({2}), 1) == [
        "结果    承诺事项                               目标",
        "达标    拥有省市级各类科普基地，示范单位        100",
        "未达标  培训                              5,000,000",
    ]


def test_the_elastic_column_wraps_to_what_is_left() -> None:
    assert table(HEADER, ROWS, 35, frozenset({2}), 1) == [
        "结果    承诺事项               目标",
        "达标    拥有省市级各类科        100",
        "        普基地，示范单位",
        "未达标  培训              5,000,000",
    ]


@pytest.mark.parametrize("total", [34, 40, 60, 120])
def test_a_table_keeps_to_its_width(total: int) -> None:
    assert all(width(line) <= total for line in table(HEADER, ROWS, total, frozenset({2}), 1))


def test_a_column_keeps_a_few_characters_on_the_narrowest_terminal() -> None:
    lines = table(HEADER, ROWS, 10, frozenset(), 1)
    assert max(map(width, lines)) == len("未达标  ") + 3 + MIN_ELASTIC + len("  5,000,000")


def test_indent() -> None:
    assert indent("科普基地" * 3, 20, "■ ", "    ") == ["■ 科普基地科普基地", "    科普基地"]
    assert indent("", 14, "■ ", "  ") == ["■ "]
