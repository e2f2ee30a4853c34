"""Submitted CSV files: encodings, lines, quoting; and which of several figures for one year counts."""

from decimal import Decimal
from pathlib import Path

import pytest
from little_rules import Row, catalog, commitment, judged, line, observations
from reading import codes, read

from engine.intake.statistics import load
from engine.lint import lint_observations
from engine.model.diagnostic import Diagnostic
from engine.model.observation import Observation, Status
from engine.model.registry import Indicator
from engine.written import Scale

HEAD = "indicator,jurisdiction,year,value,unit\n"
HEADER = "indicator,jurisdiction,year,value,unit,status,source,note"
ROW = "i,示例市,2024,95,家,final,统计局,备注"


def figures(content: bytes) -> list[Observation]:
    """Observations of a file without problems."""
    found = list(read(content, "f.csv"))
    sound = [o for o in found if isinstance(o, Observation)]
    assert sound == found
    return sound


def problems(text: str) -> list[tuple[str, int]]:
    """Code and line of each problem of a file."""
    return [(d.code, d.place.line) for d in read(text.encode(), "f.csv") if isinstance(d, Diagnostic)]


def test_one_row() -> None:
    (o,) = figures(f"{HEADER}\n{ROW}\n".encode())
    assert (o.indicator, o.jurisdiction, o.year, o.value, o.unit) == ("i", "示例市", 2024, Decimal(95), "家")
    assert (o.state, o.bound, o.status, o.source, o.note) == ("reported", "exact", Status.FINAL, "统计局", "备注")
    assert (o.place.file, o.place.line) == ("f.csv", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_as_excel_writes_it(encoding: str, end: str) -> None:
    """UTF-8 with or without its mark, the code page of Chinese Windows, any line ends."""
    content = end.join([HEADER, ROW, ROW.replace("2024", "2023"), ""]).encode(encoding)
    assert [(o.jurisdiction, o.source, o.year, o.place.line) for o in figures(content)] == [
        ("示例市", "统计局", 2024, 2),
        ("示例市", "统计局", 2023, 3),
    ]


def test_a_character_that_only_gb18030_has() -> None:
    (o,) = figures(f"{HEADER}\n{ROW}㐀\n".encode("gb18030"))
    assert o.note == "备注㐀"


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    """A quoted field may hold line ends; blank lines and rows of commas are skipped but counted."""
    quoted = ROW.replace("备注", '"一\n二\n三"')
    text = "\n".join([HEADER, "", quoted, ",,,,,,,", "  ", ROW.replace("2024", "2023"), ""])
    assert [(o.year, o.place.line) for o in figures(text.encode())] == [(2024, 3), (2023, 8)]


def test_a_line_separator_within_a_field_is_no_line_end() -> None:
    """U+2028 and its like come from web pages; an editor counts no line there, nor does the csv module."""
    for mark in "\u2028\u2029\x85\x0b\x0c\x1c":
        content = "\n".join([HEADER, ROW + mark + "甲", ROW.replace("2024", "2023")]).encode()
        assert [(o.year, o.place.line) for o in figures(content)] == [(2024, 2), (2023, 3)]


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", "\ufeff".encode("gb18030")])
def test_gb18030_behind_a_mark(mark: bytes) -> None:
    (o,) = figures(mark + f"{HEADER}\n{ROW}\n".encode("gb18030"))
    assert (o.indicator, o.jurisdiction) == ("i", "示例市")


def test_years_beyond_the_calendar_of_plans() -> None:
    rows = [ROW.replace("2024", year) for year in ("1899", "1900", "2200", "2201", "0000", "9999")]
    assert problems("\n".join([HEADER, *rows])) == [("S404", 2), ("S404", 5), ("S404", 6), ("S404", 7)]


@pytest.mark.parametrize("row", ['"i"x,示例市', '"' + "xxx\n" * 50_000, '"i'])
def test_what_csv_cannot_read_has_a_line_and_chinese_words(row: str) -> None:
    (found,) = (d for d in read(f"{HEADER}\n{ROW}\n{row}".encode(), "f.csv") if isinstance(d, Diagnostic))
    assert (found.code, found.place.line) == ("S412", 3)
    assert found.text.zh != found.text.en
    assert not any(word in found.text.zh for word in ("field", "expected", "data"))


def test_quotes_and_commas_within_a_field() -> None:
    row = ROW.replace("95", '"1,234"').replace("备注", '"""全市"""')
    (o,) = figures(f"{HEADER}\n{row}\n".encode())
    assert (o.value, o.note) == (1234, '"全市"')


def test_spaces_around_fields_and_names_do_not_matter() -> None:
    found = read(f" {HEADER.replace(',', ' , ')} \n {ROW.replace(',', ' , ')} \n".encode(), "f.csv")
    (o,) = (x for x in found if isinstance(x, Observation))
    assert (o.indicator, o.value, o.note) == ("i", 95, "备注")
    assert {x.code for x in found if isinstance(x, Diagnostic)} == {"N402"}


def test_columns_in_any_order_and_optional_ones_left_out() -> None:
    (o,) = figures("unit,value,year,jurisdiction,indicator\n家,95,2024,示例市,i\n".encode())
    assert (o.indicator, o.value, o.status, o.source, o.note) == ("i", 95, Status.FINAL, "", "")


@pytest.mark.parametrize("text", [HEADER, f"{HEADER}\n", f"{HEADER}\n\n\n"])
def test_a_header_alone_has_no_figures(text: str) -> None:
    assert figures(text.encode()) == []


@pytest.mark.parametrize(("status", "read_as"), [("", Status.FINAL), *((s.word, s) for s in Status)])
def test_status(status: str, read_as: Status) -> None:
    (o,) = figures(f"{HEADER}\n{ROW.replace('final', status)}\n".encode())
    assert o.status is read_as


def test_every_problem_of_every_row_at_once() -> None:
    rows = [
        ",,24,95家,,初步,,",
        ROW,
        "i,示例市,2024",
        ROW + ",多",
        ROW.replace("95", "1e5"),
        ROW.replace("2024", "二〇二四"),
    ]
    assert problems("\n".join([HEADER, *rows])) == [
        ("S411", 2),
        ("S404", 2),
        ("S405", 2),
        ("S406", 2),
        ("S403", 4),
        ("S403", 5),
        ("S405", 6),
        ("S404", 7),
    ]


def test_good_rows_of_a_bad_file_are_still_read() -> None:
    found = list(read("\n".join([HEADER, ROW, ROW.replace("95", "坏"), ROW.replace("2024", "2023")]).encode(), "f.csv"))
    assert [type(x).__name__ for x in found] == ["Observation", "Diagnostic", "Observation"]


@pytest.mark.parametrize(
    ("header", "code"),
    [("indicator,year,value", "S401"), ("", "S401"), (HEADER + ",颜色", "S402")],
)
def test_a_wrong_header_is_all_that_is_said(header: str, code: str) -> None:
    assert problems(f"{header}\n坏,坏\n") == [(code, 1)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("above", "notes"),
    [("", []), ("\n\n", []), ("统计表，甲、乙\n2024,年度;上报|市科协\n", ["N417"]), ('"两\n行",,\n', ["N417"])],
)
def test_the_header_is_found_below_titles_by_whatever_separates_it(
    separator: str, above: str, notes: list[str]
) -> None:
    found = list(read(f"{above}{HEADER}\n{ROW}\n".replace(",", separator).encode(), "f.csv"))
    assert [d.code for d in found if isinstance(d, Diagnostic)] == notes
    (figure,) = [o for o in found if not isinstance(o, Diagnostic)]
    assert figure.place.line == above.count("\n") + 2


def test_a_column_that_stands_twice_is_refused() -> None:
    """The later one would silently win."""
    assert problems(f"{HEADER},value\n{ROW},96\n") == [("S466", 1)]


def test_a_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    for name, year in (("b.csv", "2023"), ("a.csv", "2024"), ("c.txt", "2022")):
        (tmp_path / name).write_text(f"{HEADER}\n{ROW.replace('2024', year)}\n", "utf-8")
    found = load([(tmp_path, "statistics")])
    assert [(o.year, o.place.file) for o in found.observations] == [
        (2024, "statistics/a.csv"),
        (2023, "statistics/b.csv"),
    ]
    assert [(d.code, d.level, d.place.file) for d in found.problems] == [("N416", "info", "statistics/c.txt")]


def test_the_hash_is_of_names_and_contents(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    hashes = set()
    for text in (HEADER, HEADER + "\n", f"{HEADER}\n{ROW}\n"):
        path.write_text(text, "utf-8")
        hashes |= {load([(path, "one")]).sha256, load([(path, "other")]).sha256}
    assert len(hashes) == 3


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    found = load([(tmp_path / "none.csv", "none.csv")])
    assert [(d.code, d.place.file) for d in found.problems] == [("F001", "none.csv")]


PRECEDENCE = [(2025, 90, "家", "provisional"), (2025, 110, "家", "final"), (2025, 95, "家", "revised")]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_revised_beats_final_beats_provisional(tmp_path: Path, order: tuple[int, ...]) -> None:
    """In whatever order they were submitted."""
    rows: list[Row] = [PRECEDENCE[i] for i in order]
    found = judged(tmp_path, rows, 2025)
    assert (found.condition, found.provisional, found.observations[0].status) == (95, False, "revised")
    found = judged(tmp_path, [r for r in rows if r[3] != "revised"], 2025)
    assert (found.condition, found.outcome.value) == (110, "pass")
    found = judged(tmp_path, [r for r in rows if r[3] == "provisional"], 2025)
    assert (found.condition, found.provisional) == (90, True)


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([(2025, 90), (2025, 91)], ["S407"]),
        ([(2025, 90), (2025, 90)], []),
        ([(2025, 90), (2025, "90.0")], []),
        ([(2025, 90), (2025, "")], []),
        ([(2025, 0), (2025, "-")], ["S407"]),
        ([(2025, 90), (2025, "超过90")], ["S407"]),
        ([(2025, 90), (2025, "0.9", "百家")], []),
        ([(2025, 90), (2025, "0.8", "百家")], ["S407"]),
        ([(2025, 90), (2024, 91)], []),
        ([(2025, 90), (2025, 91, "家", "revised")], []),
        ([(2025, 90), (2025, 91), (2025, 92)], ["S407", "S407"]),
        ([(2025, -1)], ["S408"]),
        ([(2025, 1, "名")], ["R106"]),
    ],
)
def test_two_figures_for_one_thing(tmp_path: Path, rows: list[Row], codes: list[str]) -> None:
    made = catalog(tmp_path, [commitment()])
    found = lint_observations(made, observations(map(line, rows)))
    assert [d.code for d in found] == codes


@pytest.mark.parametrize(
    ("year", "read_as"),
    [
        ("2024", 2024),
        ("2024年", 2024),
        ("2024.00", 2024),
        ("2024-05", 2024),
        ("2024/1", 2024),
        ("2024.2.29", 2024),
        ("2024-12-31 00:00:00", 2024),
        ("2024年12月31日", 2024),
        ("2024年1月", 2024),
        ("2024.5", None),
        ("2024.10", None),
        ("2024-25", None),
        ("2024-00", None),
        ("2024-99-99", None),
        ("2023-02-29", None),
        ("2024年13月", None),
        ("2024年2月30日", None),
        ("2024-1/1", None),
    ],
)
def test_a_year_is_a_year_or_that_of_a_day_there_was(year: str, read_as: int | None) -> None:
    """2024.5 may be a month or half a year, 2024-25 a school year: nobody else can tell."""
    found = codes((HEAD + f"a,示例市,{year},1,家").encode(), "a.csv")
    assert [c for c, _ in found if c.startswith("S")] == ([] if read_as else ["S404"])


@pytest.mark.parametrize("value", ["5%%", "５％％", "5%%%", "百", "百%", "%5"])
def test_a_percentage_that_is_none(value: str) -> None:
    found = codes((HEAD + f"a,示例市,2024,{value},%").encode(), "a.csv")
    assert [c for c, _ in found if c.startswith("S")] == ["S405"]


@pytest.mark.parametrize(("value", "code"), [("95家家", "S429"), ("百家", "S405"), ("百", "S405"), ("千万家", "S405")])
def test_a_unit_twice_or_a_unit_alone_is_no_figure(value: str, code: str) -> None:
    assert codes((HEAD + f"a,示例市,2024,{value},家").encode(), "a.csv") == [(code, "2:12")]


@pytest.mark.parametrize("mult", ["1" * 5000, "²", "13", "-1", "001"])
def test_a_power_of_ten_without_end(mult: str) -> None:
    head = "DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT\n"
    (found,) = read(f"{head}X,a,b,2024,1,家,{mult}\n".encode(), "a.csv")
    assert isinstance(found, Diagnostic)
    assert found.code == "S433"
    assert len(found.text.zh) < 150


def test_a_figure_is_rounded_as_far_as_it_is_written_whatever_the_format() -> None:
    """The zeros of 215.60 and the power of ten beside it say how far it may be off."""
    sdmx = b"DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT\n"
    row = '{"indicator": "a", "jurisdiction": "b", "year": 2024, "value": 215.60, "unit": "万人"}'
    submitted = {
        "a.csv": (HEAD + "a,b,2024,215.60,万人").encode(),
        "b.csv": (HEAD + "a,b,2024,215.60万,人").encode(),
        "c.csv": sdmx + "X,a,b,2024,215.60,人,4".encode(),
        "d.jsonl": row.encode(),
        "e.jsonl": row.replace("215.60", '"215.60万"').replace("万人", "人").encode(),
    }
    people = Indicator(id="a", name="a", unit="万人", kind="stock", definition="a")
    found = [o for file, content in submitted.items() for o in read(content, file) if isinstance(o, Observation)]
    assert [Scale(people).half_digit(o) for o in found] == [Decimal("0.005")] * len(submitted)


def test_a_value_and_its_power_of_ten_do_not_both_multiply() -> None:
    head = "DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT\n"
    for row in ("5万,人,4", "5,万人,4"):
        assert [code for code, _ in codes(f"{head}X,a,b,2024,{row}\n".encode(), "a.csv")][-1] == "S460"


@pytest.mark.parametrize("day", ["2025-02-10", "2025/2/10", "2025.2.10", "2025年2月10日", "2025-02-10 00:00:00"])
def test_a_day_of_receipt(day: str) -> None:
    (o,) = figures((HEAD.replace("unit", "unit,received") + f"a,示例市,2024,1,家,{day}").encode())
    assert str(o.received) == "2025-02-10"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        *[("２０２５-０2-10", ["N401"]), (" 2025-02-10", ["N402"]), ("'2025-02-10", ["N403"])],
        *[("2025-0_2-１0", ["N401", "S418"]), ("2025/2-10", ["S418"]), ("+2025-2-10", ["S418"])],
        *[(text, ["S418"]) for text in ("2025-02-30", "2025-02", "20250210", "2025-2-10-1", "1025-02-10", "10/2/2025")],
    ],
)
def test_a_day_that_was_repaired_and_a_day_that_is_none(day: str, said: list[str]) -> None:
    content = HEAD.replace("unit", "unit,received") + f"a,示例市,2024,1,家,{day}"
    assert [code for code, _ in codes(content.encode(), "a.csv")] == said
