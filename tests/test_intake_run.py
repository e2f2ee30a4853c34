"""`check run` on submitted files of every format: repairs are counted on one line, errors stop it with their cell."""

from pathlib import Path

import pytest
from broken_case import BROKEN, lay
from running import check
from workbooks import HEADER, built, simple

LAYOUT = """\
schema: 1
files: ["农业*"]
columns: {项目: indicator, 单位: unit}
years: {2023年: 2023, 2024年: 2024}
constants: {jurisdiction: 示例市, source: 示例数据}
indicators: {基地: science-bases}
"""


@pytest.fixture(autouse=True)
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(BROKEN / "_base", tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("statistics/figures.csv").unlink()


def run(*more: str) -> tuple[int, str]:
    ran = check("run", "--year", 2024, "--no-ledger", *more)
    return ran.code, ran.err


def test_a_workbook_is_judged_like_a_csv() -> None:
    book = simple(
        ("science-bases", "示例市", 2023, 90, "家", None, "示例数据"), ("science-bases", "示例市", 2024, 95, "家")
    )
    Path("statistics/figures.xlsx").write_bytes(book)
    ran = check("run", "--year", 2024, "--no-ledger", "--format", "json")
    assert (ran.code in {0, 1}, ran.err) == (True, "")
    assert "figures.xlsx" in ran.out


def test_repairs_are_counted_and_no_warning() -> None:
    row = ("science-bases", "示例市", "2024年", "９５家", "家", "核实数", "示例数据")
    Path("statistics/figures.xlsx").write_bytes(simple(row))
    code, said = run()
    assert said == "读入时作了 3 处规整，用 check validate 查看。\n"
    assert run("--strict")[0] == code
    assert "3 things were put right" in run("--lang", "en")[1]


def test_an_indicator_may_be_named() -> None:
    """Its registered name means its id, and nothing like it does."""
    rows = "\n".join(
        [
            "指标,地区,年份,数值,单位,来源",
            "科普基地,示例市,2024,95,家,示例数据",
            "科普基地数,示例市,2024,95,家,示例数据",
        ]
    )
    Path("statistics/figures.csv").write_text(rows, "utf-8")
    indicators = Path("rules/indicators.yaml").read_text("utf-8")
    assert "science-bases" in indicators
    name = indicators.partition("name: ")[2].partition("\n")[0]
    Path("statistics/figures.csv").write_text(rows.replace("科普基地,", f"{name},"), "utf-8")
    _, said = run()
    assert [line.partition(" ")[0] for line in said.splitlines()] == ["statistics/figures.csv:3:16:"]
    assert "S410" in said


def test_an_error_has_its_cell_and_notes_do_not_count_as_errors() -> None:
    Path("statistics/figures.xlsx").write_bytes(
        simple(("science-bases", "示例市", 2024, "=1+1", "家"), ("a", "b", "２０２４", "无", "c"))
    )
    code, said = run()
    assert code == 2
    assert "statistics/figures.xlsx:汇总!D2: 错误 S426" in said
    assert "statistics/figures.xlsx:汇总!D3: 错误 S430" in said
    assert "共 2 个错误" in said
    assert "N401" not in said


def test_layouts_of_the_working_directory() -> None:
    sheet = {"name": "表一", "rows": [["项目", "单位", "2023年", "2024年"], ["基地", "家", 90, 95]]}
    Path("statistics/农业.xlsx").write_bytes(built([sheet]))
    assert run()[0] == 2
    Path("intake").mkdir()
    Path("intake/农业.yaml").write_text(LAYOUT, "utf-8")
    code, said = run()
    assert (code in {0, 1}, said) == (True, "")


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("单位: unit", "单位: units", "R103", "3:26"),
        ("columns: {项目: indicator, ", "columns: {项目: indicator, 名: indicator, ", "R107", "1:1"),
        ("constants", "constant", "R101", "5:1"),
        ("2024年: 2024", "2024年: 20245", "R111", "4:22"),
        ("years:", "jurisdictions: {2022年: 示例市}\nyears:", "R107", "1:1"),
        ("files:", "files: [", "F003", ""),
    ],
)
def test_a_bad_layout_has_its_place(old: str, new: str, code: str, place: str) -> None:
    Path("statistics/figures.xlsx").write_bytes(built([{"name": "a", "rows": [HEADER]}]))
    Path("intake").mkdir()
    assert old in LAYOUT
    Path("intake/a.yaml").write_text(LAYOUT.replace(old, new), "utf-8")
    exit_code, said = run()
    assert exit_code == 2
    assert f"错误 {code}" in said
    assert f"intake/a.yaml:{place}" in said
