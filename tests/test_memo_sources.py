"""A memo says of each figure where it stands: the line of a text, or the cell of a workbook."""

from pathlib import Path

import pytest
from form_kit import made
from little_rules import PLACE, commitment, target
from running import check
from workbooks import simple

ROWS = (
    ("talks", PLACE, 2023, 5, "场次", "快报数", "示例数据", ""),
    ("i", PLACE, 2023, "约120", "家", "核实数", "示例数据", ""),
    ("survey", PLACE, 2023, None, "%", "核实数", "示例数据", ""),
)
HEADER = "indicator,jurisdiction,year,value,unit,status,source,note"


def lines(folder: Path, lang: str, name: str) -> list[str]:
    """Rows of the table of places in the memo of the plan."""
    words = ("--rules", "rules", "--statistics", "figures", "--year", 2023, "--output", f"out-{lang}")
    ran = check("--lang", lang, "run", *words)
    assert (folder / f"out-{lang}").is_dir(), ran.err
    text = (folder / f"out-{lang}" / "memos" / "p" / name).read_text("utf-8")
    return [line for line in text.splitlines() if "figures/" in line and line.startswith("|")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    made(tmp_path / "rules")
    (tmp_path / "figures").mkdir()
    return tmp_path


def test_figures_of_a_workbook_are_placed_by_sheet_and_cell(folder: Path) -> None:
    (folder / "figures" / "a_b.xlsx").write_bytes(simple(*ROWS, name="汇总 1"))
    assert lines(folder, "zh", "通报.md") == [
        f"| 1 | 报告会 | {PLACE} | 2023 | 5场次 | 快报数 | figures/a\\_b.xlsx '汇总 1'!D2 |",
        f"| 2 | 科普基地 | {PLACE} | 2023 | 约120家 | 核实数 | figures/a\\_b.xlsx '汇总 1'!D3 |",
        f"| 3 | 调查比例 | {PLACE} | 2023 | 未报 | — | figures/a\\_b.xlsx '汇总 1'!D4 |",
    ]
    assert lines(folder, "en", "plan.md")[1].endswith("| about 120 家 | final | figures/a\\_b.xlsx, '汇总 1'!D3 |")


def test_figures_of_a_text_are_placed_by_their_line(folder: Path) -> None:
    text = "\n".join([HEADER, *(",".join(str(c or "") for c in row) for row in ROWS[:2])])
    (folder / "figures" / "a.csv").write_text(text, "utf-8")
    assert [line.split(" | ")[-1] for line in lines(folder, "zh", "通报.md")] == [
        "figures/a.csv 第2行 |",
        "figures/a.csv 第3行 |",
    ]


def test_figures_that_share_a_row_are_told_apart(folder: Path) -> None:
    """A column for each year, as an intake layout describes it."""
    summed = {"indicator": "talks", "measure": "cumulative", "target": target(unit="场次")}
    made(folder / "rules", [commitment(**summed, quote="报告会100场次以上")])
    (folder / "intake").mkdir()
    (folder / "intake" / "wide.yaml").write_text(
        "schema: 1\nfiles: ['wide*']\nheader: [1]\ncolumns: {指标: indicator, 单位: unit}\n"
        "years: {2022年: 2022, 2023年: 2023}\n"
        f"constants: {{jurisdiction: {PLACE}, status: final, source: 示例数据}}\n",
        "utf-8",
    )
    (folder / "figures" / "wide.csv").write_text("指标,单位,2022年,2023年\ntalks,场次,12,5\ni,家,80,90\n", "utf-8")
    found = [line.split(" | ")[1:5] for line in lines(folder, "zh", "通报.md")]
    assert found == [["报告会", PLACE, "2022", "12场次"], ["报告会", PLACE, "2023", "5场次"]]
