"""A folder of statistics is read with all folders below it; what is not looked into is said, never passed over."""

import os
from pathlib import Path

import pytest
from running import check

from engine.intake.statistics import Intake, load

HEADER = "indicator,jurisdiction,year,value,unit"
posix = pytest.mark.skipif(os.name != "posix", reason="links")


def put(path: Path, value: str = "95") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{HEADER}\nscience-bases,湖州市,2024,{value},家\n", "utf-8")


def read(folder: Path) -> Intake:
    return load([(folder, "statistics")])


def files(found: Intake) -> list[str]:
    return [f.file.removeprefix("statistics/") for f in found.files]


def said(found: Intake) -> list[tuple[str, str]]:
    return sorted((d.code, d.place.file) for d in found.problems)


def test_a_wrong_figure_in_a_folder_below_shuts_the_gate(tmp_path: Path) -> None:
    put(tmp_path / "statistics/2024/吴兴区/b.csv", "坏")
    put(tmp_path / "statistics/a.csv")
    ran = check("validate", tmp_path / "statistics", "--year", 2024)
    assert ran.code == 1
    assert "/statistics/2024/吴兴区/b.csv:2:" in ran.out + ran.err


def test_files_come_in_order_of_their_paths_whatever_the_depth(tmp_path: Path) -> None:
    names = ["B.csv", "a-b.csv", "a.csv", "a/b.csv", "a/c/d/e.csv", "a/c0.csv", "b.csv", "区/一.csv", "市.csv"]
    for name in reversed(names):
        put(tmp_path / name)
    assert files(read(tmp_path)) == sorted(names)
    assert said(read(tmp_path)) == []


def test_what_is_not_looked_into_is_said(tmp_path: Path) -> None:
    """Hidden folders, inboxes, and files of other kinds, at any depth."""
    put(tmp_path / "a/b.csv")
    put(tmp_path / "a/.git/c.csv")
    put(tmp_path / "a/inbox/received/d.csv")
    (tmp_path / "a/inbox/submissions.jsonl").write_text("{}\n", "utf-8")
    (tmp_path / "a/e.pdf").write_bytes(b"%PDF")
    found = read(tmp_path)
    assert files(found) == ["a/b.csv"]
    assert said(found) == [
        ("N416", "statistics/a/e.pdf"),
        ("N435", "statistics/a/.git"),
        ("N435", "statistics/a/inbox"),
    ]


def test_a_hidden_folder_is_read_when_it_is_named(tmp_path: Path) -> None:
    put(tmp_path / ".drafts/a.csv")
    assert files(read(tmp_path / ".drafts")) == ["a.csv"]


def test_an_inbox_is_no_folder_of_submissions(tmp_path: Path) -> None:
    (tmp_path / "submissions.jsonl").write_text("{}\n", "utf-8")
    assert said(read(tmp_path)) == [("N435", "statistics"), ("S416", "statistics")]


def test_folders_without_a_single_file_are_no_statistics(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    assert said(read(tmp_path)) == [("S416", "statistics")]


@posix
@pytest.mark.parametrize("target", [".", "..", "../..", "/"])
def test_a_link_that_leads_back_is_not_followed(tmp_path: Path, target: str) -> None:
    put(tmp_path / "outside.csv")
    put(tmp_path / "statistics/a/b.csv")
    (tmp_path / "statistics/a/back").symlink_to(target)
    found = read(tmp_path / "statistics")
    assert files(found) == ["a/b.csv"]
    assert said(found) == [("N435", "statistics/a/back")]


@posix
def test_links_to_folders_are_followed_once(tmp_path: Path) -> None:
    """Also links that lead to each other, and a folder that has a link beside it."""
    for name in ("one", "two"):
        put(tmp_path / f"elsewhere/{name}/a.csv")
        (tmp_path / f"elsewhere/{name}/other").symlink_to("../" + {"one": "two", "two": "one"}[name])
    put(tmp_path / "statistics/b.csv")
    for name in ("x", "y"):
        (tmp_path / "statistics" / name).symlink_to("../elsewhere/one")
    found = read(tmp_path / "statistics")
    assert files(found) == ["b.csv", "x/a.csv", "x/other/a.csv"]
    assert said(found) == []


@posix
def test_a_link_to_itself_is_an_error_of_its_own(tmp_path: Path) -> None:
    put(tmp_path / "a.csv")
    (tmp_path / "self").symlink_to("self")
    assert said(read(tmp_path)) == [("F001", "statistics/self")]


def test_a_folder_that_may_not_be_read_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system says it of a folder of somebody else; a test that runs as root cannot make one."""
    put(tmp_path / "a/b.csv")
    put(tmp_path / "closed/c.csv")
    listed = os.scandir

    def refusing(path: str | os.PathLike[str]) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = read(tmp_path)
    assert files(found) == ["a/b.csv"]
    assert said(found) == [("F001", "statistics/closed")]


def test_run_judges_figures_of_folders_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """./statistics and --statistics DIR alike."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "statistics/2024/a.csv", "坏")
    for arguments in ([], ["--statistics", "statistics"]):
        ran = check("run", "--year", 2024, "--no-ledger", *arguments)
        assert ran.code == 2
        assert "statistics/2024/a.csv:2:" in ran.err
