"""Files in the rules and statistics folders that a reader could pass over in silence: each is read or named."""

import os
from datetime import date
from pathlib import Path

import pytest
from broken_case import BROKEN, lay
from running import check

from engine.catalog.documents import documents
from engine.catalog.load import load
from engine.catalog.shipped import shown
from engine.intake.statistics import load as load_statistics
from engine.model.diagnostic import Diagnostic

PLAN = "rules/example-2021-2025"
HEADER = "承诺事项,地区,年份,理由,批准人,文号,起,止\n"
ROW = "science-bases,,2024、2023,场馆改造,示例市人民政府,示政函〔2024〕1号,2024/1/1,2024年12月31日\n"
FIGURES = "indicator,jurisdiction,year,value,unit\nscience-bases,示例市,2024,90,家\n"
posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes")


@pytest.fixture(autouse=True)
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(BROKEN / "F006-no-plan", tmp_path)
    lay(BROKEN / "_base", tmp_path)
    monkeypatch.chdir(tmp_path)


def said(problems: tuple[Diagnostic, ...] | list[Diagnostic]) -> list[tuple[str, str]]:
    return [(d.code, d.place.file) for d in problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_waivers_as_excel_saves_them(encoding: str) -> None:
    Path(PLAN, "waivers.csv").write_bytes((HEADER + ROW).encode(encoding))
    loaded = load(Path("rules"))
    assert loaded.problems == ()
    assert loaded.catalog
    (waiver,) = loaded.catalog.plans[0].waivers
    assert (waiver.from_, waiver.until, waiver.years) == (date(2024, 1, 1), date(2024, 12, 31), (2024, 2023))
    assert waiver.jurisdiction is None


@pytest.mark.parametrize("day", ["1704067200", "2024-01-01T00:00:00", "2024-1-1", "20240101", "2024-13-01"])
def test_days_of_a_waiver_in_yaml(day: str) -> None:
    text = (BROKEN / "L216-backwards" / PLAN / "waivers.yaml").read_text("utf-8")
    Path(PLAN, "waivers.yaml").write_text(text.replace("2024-01-01", day), "utf-8")
    assert [d.code for d in load(Path("rules")).problems] == ["R107"]


@posix
@pytest.mark.parametrize("name", ["commitments.yaml", "tasks.yaml", "waivers.yaml", "waivers.csv"])
@pytest.mark.parametrize("kind", ["dangling", "looping", "pipe"])
def test_links_and_pipes_in_a_plan(name: str, kind: str) -> None:
    path = Path(PLAN, name)
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(name if kind == "looping" else "nowhere")
    assert said(load(Path("rules")).problems) == [("F001", shown(path))]
    ran = check("lint")
    assert ran.code == 2
    assert "F001" in ran.err


@posix
@pytest.mark.parametrize("target", ["nowhere", "other-2021"])
def test_a_plan_that_is_a_link_to_nothing(target: str) -> None:
    Path("rules/other-2021").symlink_to(target)
    assert [code for code, _ in said(load(Path("rules")).problems)] == ["F001"]


def test_suffixes_in_capitals() -> None:
    Path("statistics/figures.csv").unlink()
    Path("statistics/2024.CSV").write_text(FIGURES, "utf-8")
    found = load_statistics([(Path("statistics"), "statistics")])
    assert [o.place.file for o in found.observations] == ["statistics/2024.CSV"]
    assert found.problems == ()


@posix
def test_a_pipe_among_the_figures_is_not_waited_for() -> None:
    for name in ("statistics/x.csv", "x.csv"):
        os.mkfifo(name)
    found = load_statistics([(Path("statistics"), "statistics"), (Path("x.csv"), "x.csv")])
    assert said(found.problems) == [("F001", "statistics/x.csv"), ("F001", "x.csv")]


@posix
@pytest.mark.parametrize("form", ["text", "json"])
def test_names_that_are_not_utf8(form: str) -> None:
    """GBK names from an old archive: figures are read, the name is shown with replacement marks."""
    folder = os.fsdecode("统计".encode("gbk"))
    Path(folder).mkdir()
    Path(folder, os.fsdecode("数据.csv".encode("gbk"))).write_text(FIGURES, "utf-8")
    ran = check("run", "--year", 2024, "--statistics", folder, "--format", form, "--output", "out")
    assert ran.code in {0, 1}, ran.err
    assert "\ufffd" in Path("out/findings.json").read_text("utf-8")


@posix
def test_a_plan_folder_that_is_not_utf8() -> None:
    Path(PLAN).rename(os.fsdecode("rules/示例".encode("gbk")))
    assert "L201" in check("lint").err


@posix
def test_documents_that_cannot_be_read() -> None:
    os.mkfifo("documents/b.txt")
    Path("documents/c.txt").symlink_to("c.txt")
    read, problems = documents(Path("documents"))
    assert [d.name for d in read] == ["example.txt"]
    assert said(problems) == [("F001", "documents/b.txt"), ("F001", "documents/c.txt")]
    assert check("lint", "--source", "documents").code == 2


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read everything")
def test_rules_without_permission() -> None:
    Path("rules").chmod(0)
    ran = check("lint")
    Path("rules").chmod(0o755)
    assert ran.code == 2
    assert "F001" in ran.err


@posix
def test_a_working_directory_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    assert check("run", "--year", 2024, "--rules", tmp_path / "rules", "--no-ledger").code in {0, 1}
    assert check("lint", "--rules", tmp_path / "rules").code == 0


def test_what_stands_in_no_workbook_is_said_beside_the_answers(tmp_path: Path) -> None:
    folder = tmp_path / "空"
    folder.mkdir()
    wrong = tmp_path / "a.csv"
    wrong.write_text("没有表头\n", encoding="utf-8")
    ran = check("validate", folder, wrong, "--format", "xlsx", "-o", tmp_path / "out")
    assert (ran.code, [p.name for p in (tmp_path / "out").iterdir()]) == (1, ["a-检查结果.xlsx"])
    said = [line for line in ran.out.splitlines() if "错误 S" in line]
    assert [("S416" in line, "空" in line) for line in said] == [(True, True)]
