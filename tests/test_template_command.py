"""`check template`: who gets a form, what is refused, and that nothing is written by halves."""

import sys
from pathlib import Path

import pytest
from form_kit import made, opened, sheet_rows
from little_rules import PLACE, write
from running import ROOT, Ran, check, contents

from engine.model.form_layout import DATA_SHEET

FIGURES = [f"i,{PLACE},2022,12000,家,final", f"talks,{PLACE},2022,-,场次,final"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rules folder with the figures of last year."""
    made(tmp_path / "rules", office="示例市素质办")
    write(tmp_path / "rules" / "office.yaml", {"office": {"figures_due": "03-31"}})
    header = "indicator,jurisdiction,year,value,unit,status,source"
    (tmp_path / "last.csv").write_text("\n".join([header, *(f"{f},示例数据" for f in FIGURES)]), "utf-8")
    return tmp_path


def template(folder: Path, *words: object) -> Ran:
    rules = ("--rules", folder / "rules", "--statistics", folder / "last.csv")
    return check("template", *rules, "-o", folder / "out", "--year", 2023, *words)


def test_the_command_writes_one_form_for_everyone_who_reports(folder: Path) -> None:
    ran = template(folder, "--all")
    assert ran.code == 0, ran.err
    names = ["市科协", "市教育局", "市统计局", "东区", "西县"]
    assert sorted(contents(folder / "out")) == sorted(f"填报表-2023-{n}.xlsx" for n in names)
    assert "填报表-2023-市科协.xlsx：4 项" in ran.out
    assert ran.out.endswith("5 份填报表，共 12 项。\n")


def test_the_command_knows_aliases_deadline_and_last_year(folder: Path) -> None:
    ran = template(folder, "--unit", "科协", "--jurisdiction", "东")
    assert ran.code == 0, ran.err
    found = contents(folder / "out")
    assert sorted(found) == ["填报表-2023-东区.xlsx", "填报表-2023-市科协.xlsx"]
    content = found["填报表-2023-市科协.xlsx"]
    assert [row["before"] for row in sheet_rows(content)] == ["-", "12,000（核实数）", None, None]
    said = opened(content)[DATA_SHEET.zh]["A2"].value
    assert said == "填报：市科协　　交回：示例市素质办　　截止：2024年3月31日"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--unit", "市科", "--jurisdiction", "东北"], ["没有单位“市科”", "市科协", "没有地区“东北”", "东"]),
        (["--unit", "市教育局", "--plan", "q"], ["没有计划“q”"]),
        ([], ["--unit", "--all"]),
        (["--jurisdiction", PLACE], [f"“{PLACE}”2023年没有要填报的指标"]),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(folder: Path, words: list[str], said: list[str]) -> None:
    ran = template(folder, *words)
    assert ran.code == 2
    for text in said:
        assert text in ran.err
    assert not (folder / "out").exists()


def test_a_year_outside_of_every_plan_is_said(folder: Path) -> None:
    ran = check("template", "--rules", folder / "rules", "-o", folder / "out", "--year", 2030, "--all")
    assert ran.code == 2
    assert "没有哪个计划需要 2030 年的数据" in ran.err
    assert "2021–2025" in ran.err


def test_without_openpyxl_the_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [m for m in sys.modules if m.startswith(("engine.render.form", "engine.render.workbook"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.setitem(sys.modules, "openpyxl.styles", None)
    ran = template(folder, "--all")
    assert ran.code == 2
    assert "pip install 'target-check[excel]'" in ran.err
    assert not (folder / "out").exists()


def test_a_folder_that_cannot_be_written_keeps_what_it_has(folder: Path) -> None:
    blocked = folder / "out" / "填报表-2023-西县.xlsx"
    blocked.mkdir(parents=True)
    ran = template(folder, "--all")
    assert ran.code == 2
    assert "无法写入" in ran.err
    assert [p.name for p in (folder / "out").iterdir()] == [blocked.name]


def test_shipped_rules_give_forms(tmp_path: Path) -> None:
    ran = check("template", "--rules", ROOT / "rules", "-o", tmp_path / "out", "--year", 2023, "--unit", "市农业农村局")
    assert ran.code == 0, ran.err
    (content,) = contents(tmp_path / "out").values()
    assert {row["indicator"] for row in sheet_rows(content)} >= {"quality-farmers-trained", "rural-talents-trained"}


def test_when_no_form_gives_last_year_it_is_said(folder: Path) -> None:
    assert "上年数" not in template(folder, "--all").out
    (folder / "last.csv").write_text("indicator,jurisdiction,year,value,unit,status,source\n", encoding="utf-8")
    assert "上年数全部空着：没有找到 2022 年的数据" in template(folder, "--all", "--overwrite").out
