"""Our own form read back: known by its hidden sheet, each row a figure, and an untouched row one that is missing."""

from collections.abc import Mapping
from typing import Any

import pytest
from reading import codes
from workbooks import built

from engine.intake.submission import read
from engine.model.form import FormMark, form_id
from engine.model.form_layout import (
    COLUMNS,
    DATA_SHEET,
    FORMAT,
    GIVEN,
    GUIDE_SHEET,
    HEADER_ROW,
    HIDDEN_SHEET,
    SEALED,
    seal,
)
from engine.model.submission import Submission
from engine.model.text import Lang

MARK = FormMark(form_id(2024, "unit", "市农业农村局"), 2024, "unit", "市农业农村局", "f" * 64, ("p", "q"))
KEYS: dict[str, Any] = {"format": FORMAT, **MARK._asdict(), "plans": "p q"}
EMPTY = {c.key: None for c in COLUMNS}
ASKED = {
    "name": "科普基地",
    "jurisdiction": "示例市",
    "definition": "年末数",
    "unit": "家",
    "year": 2024,
    "before": "90",
}


def asked(indicator: str, **filled: Any) -> dict[str, Any]:
    """One row of the form."""
    return {**EMPTY, **ASKED, "indicator": indicator, **filled}


def hidden(keys: Mapping[str, Any], *rows: dict[str, Any]) -> list[list[Any]]:
    """The hidden sheet; what is empty there is left out."""
    seals = (" ".join(seal(str(row[c.key])) for c in SEALED) for row in rows)
    given = [[GIVEN, row["indicator"], row["jurisdiction"], row["unit"], s] for row, s in zip(rows, seals, strict=True)]
    return [*([k, v] for k, v in keys.items() if v != ""), *given]


def form(*rows: dict[str, Any], lang: Lang = "zh", mark: dict[str, Any] | None = None, **names: str) -> bytes:
    """A small form as its writer lays it out."""
    keys = {**KEYS, **(mark or {})}
    title: list[list[Any]] = [["2024年填报表"], ["市农业农村局"], ["只填黄色单元格"]]
    assert len(title) == HEADER_ROW - 1
    header = [c.heading.say(lang) for c in COLUMNS]
    figures = [*title, header, *([row[c.key] for c in COLUMNS] for row in rows)]
    return built(
        [
            {"name": GUIDE_SHEET.say(lang), "rows": [["怎样填报"]]},
            {"name": names.get("data", DATA_SHEET.say(lang)), "rows": figures, "merged": ["A1:K1"]},
            {"name": HIDDEN_SHEET, "rows": hidden(keys, *rows), "state": "veryHidden"},
        ]
    )


def filled(content: bytes) -> Submission:
    return read(content, "form.xlsx", {})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_form_gives_the_figures_typed(lang: Lang) -> None:
    rows = (
        asked("a", value=95, status="快报数", source="示例数据", note="备注"),
        asked("b", value="约5万"),
        asked("c", value="-"),
        asked("d", value=0),
        asked("e"),
    )
    found = filled(form(*rows, lang=lang))
    assert found.form == MARK
    assert found.problems == ()
    assert [(o.indicator, o.state, o.value, o.place.spot) for o in found.observations] == [
        ("a", "reported", 95, f"{DATA_SHEET.say(lang)}!H5"),
        ("b", "reported", 50000, f"{DATA_SHEET.say(lang)}!H6"),
        ("c", "not_applicable", None, f"{DATA_SHEET.say(lang)}!H7"),
        ("d", "reported", 0, f"{DATA_SHEET.say(lang)}!H8"),
        ("e", "missing", None, f"{DATA_SHEET.say(lang)}!H9"),
    ]
    first = found.observations[0]
    assert (first.status.word, first.source, first.note, first.reporter) == (
        "provisional",
        "示例数据",
        "备注",
        MARK.name,
    )


def test_an_untouched_form_reports_nothing_and_says_what_is_missing() -> None:
    found = filled(form(asked("a"), asked("b")))
    assert [o.state for o in found.observations] == ["missing", "missing"]


@pytest.mark.parametrize(
    "mark",
    [
        {"id": ""},
        {"rules_sha256": ""},
        {"plans": ""},
        {"name": "市教育局"},
        {"year": 2025},
        {"year": "二〇二四"},
        {"addressed": "jurisdiction"},
        {"addressed": "nobody"},
        {"format": "target-check form 99"},
        {"id": "2024-unit-0000000000"},
    ],
)
def test_a_mark_that_does_not_fit_is_refused(mark: dict[str, Any]) -> None:
    """A code S432, and nothing is read."""
    found = filled(form(asked("a", value=95), mark=mark))
    assert [(d.code, d.place.sheet) for d in found.problems] == [("S432", HIDDEN_SHEET)]
    assert (found.observations, found.form) == ((), None)


def test_a_form_without_its_figures_is_refused() -> None:
    assert codes(form(asked("a", value=95), data="Sheet1"), "form.xlsx") == [("S432", HIDDEN_SHEET)]


def test_a_sheet_added_to_a_form_is_named_and_not_read() -> None:
    header = [c.heading.zh for c in COLUMNS]
    row = list(asked("x", value=1).values())
    sheets = [
        {"name": DATA_SHEET.zh, "rows": [header, list(asked("a", value=95).values())]},
        {"name": "草稿", "rows": [header, row]},
        {"name": HIDDEN_SHEET, "rows": hidden(KEYS, asked("a"))},
    ]
    found = filled(built(sheets))
    assert [o.indicator for o in found.observations] == ["a"]
    assert [(d.code, d.place.sheet) for d in found.problems] == [("S454", "草稿")]


@pytest.mark.parametrize("name", ["检查结果", "检查结果1", "Check results", "Check results12"])
def test_the_list_of_an_answer_that_comes_back_is_passed_over(name: str) -> None:
    header = [c.heading.zh for c in COLUMNS]
    sheets = [
        {"name": name, "rows": [["一个错误"], ["说明"], ["序号", "级别"], [1, "错误"]]},
        {"name": DATA_SHEET.zh, "rows": [header, list(asked("a", value=95).values())]},
        {"name": HIDDEN_SHEET, "rows": hidden(KEYS, asked("a"))},
    ]
    found = filled(built(sheets))
    assert ([o.value for o in found.observations], found.problems) == ([95], ())


def test_a_form_saved_as_csv_is_read_by_its_columns() -> None:
    """The name of the unit is lost with the hidden sheet; code and name are told apart as in the form."""
    lines = (",".join(c.heading.zh for c in COLUMNS), "a,科普基地,示例市,年末数,家,2024,90,95,核实数,示例数据,")
    found = read("\n".join(lines).encode("gb18030"), "form.csv", {})
    assert [(o.indicator, o.value) for o in found.observations] == [("a", 95)]
    assert (found.problems, found.form) == ((), None)
