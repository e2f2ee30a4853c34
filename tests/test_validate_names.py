"""Names of submitted files: links, odd bytes, controls, great length, and an output that would overwrite an input."""

import json
import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from running import RULES, check

from engine.files import CONTROLS

ROWS = "indicator,jurisdiction,year,value,unit\na,b,2024,x,c\n"
RTL = "\u202e"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def shown(*arguments: object) -> set[str]:
    return {
        f["file"] for f in json.loads(check("validate", "--rules", RULES, "--format", "json", *arguments).out)["files"]
    }


@pytest.mark.parametrize("options", [["json"], ["text"], ["sarif"], ["junit"], ["github"]])
@pytest.mark.parametrize("goal", ["a.csv", "./a.csv", "link.csv", "../here/a.csv", "hard.csv"])
def test_a_report_never_overwrites_what_it_is_about(folder: Path, options: list[str], goal: str) -> None:
    (folder / "a.csv").write_text(ROWS, "utf-8")
    (folder / "link.csv").symlink_to("a.csv")
    os.link(folder / "a.csv", folder / "hard.csv")
    ran = check("validate", "a.csv", "--rules", RULES, "--format", *options, "-o", goal)
    assert ran.code == 2
    assert Path(goal).name in ran.err
    assert (folder / "a.csv").read_text("utf-8") == ROWS
    assert not list(folder.glob(".target-check-*"))


def test_figures_compared_with_are_not_overwritten_either(folder: Path) -> None:
    (folder / "old").mkdir()
    for name in ("a.csv", "old/b.csv"):
        (folder / name).write_text(ROWS, "utf-8")
    ran = check("validate", "a.csv", "--rules", RULES, "--statistics", "old", "--format", "json", "-o", "old/b.csv")
    assert ran.code == 2
    assert (folder / "old" / "b.csv").read_text("utf-8") == ROWS


def test_an_answer_replaces_an_earlier_one_but_no_submission(folder: Path) -> None:
    (folder / "a.csv").write_text(ROWS, "utf-8")
    answer = folder / "a-检查结果.xlsx"
    for _ in range(2):
        assert check("validate", "a.csv", "--rules", RULES, "--format", "xlsx", "-o", ".").code == 1
        assert answer.exists()
    before = answer.read_bytes()
    ran = check("validate", "a.csv", answer.name, "--rules", RULES, "--format", "xlsx", "-o", ".")
    assert ran.code == 2
    assert answer.read_bytes() == before


def test_a_link_is_shown_by_its_own_name(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(ROWS, "utf-8")
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.csv").write_text(ROWS, "utf-8")
    (folder / "inside").symlink_to(tmp_path / "deep")
    assert shown("link.csv") == {"link.csv"}
    assert shown(folder / "link.csv") == {"link.csv"}
    assert shown("inside/b.csv") == shown("inside") == {"inside/b.csv"}
    assert shown("../secret.csv") == {(tmp_path / "secret.csv").as_posix()}


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_bytes_that_are_no_characters(folder: Path) -> None:
    name = os.fsdecode(b"bad\xff.csv")
    (folder / name).write_text(ROWS, "utf-8")
    assert check("validate", "--rules", RULES, "--format", "xlsx", "-o", "out", "--", name).code == 1
    assert [os.fsencode(p.name) for p in (folder / "out").iterdir()] == [b"bad\xff" + "-检查结果.xlsx".encode()]


def test_names_too_long_for_an_answer_are_shortened_and_told_apart(folder: Path) -> None:
    names = ["区" * 83 + ".csv", "区" * 82 + ".csv", "a" * 251 + ".csv"]
    for name in names:
        (folder / name).write_text(ROWS, "utf-8")
    assert check("validate", "--rules", RULES, "--format", "xlsx", "-o", "out", *names).code == 1
    made = sorted(p.name for p in (folder / "out").iterdir())
    assert len(made) == 3
    assert all(len(n.encode()) < 240 for n in made)
    assert sum(n.endswith("-检查结果-2.xlsx") for n in made) == 1


@pytest.mark.parametrize("output_format", ["json", "sarif", "junit", "text", "github"])
def test_no_output_turns_the_order_of_its_lines(folder: Path, output_format: str) -> None:
    """As in text a control is a mark, or in JSON an escape, from which the very name comes back."""
    name = f"a{RTL}vsc.csv"
    value = f"1{RTL}5\x9b\u2066"
    (folder / name).write_text(ROWS.replace("x", value), "utf-8")
    out = check("validate", name, "--rules", RULES, "--format", output_format).out
    assert not set(out) & (set(CONTROLS) - set("\n"))
    if output_format == "json":
        problem = next(p for p in json.loads(out)["problems"] if p["code"] == "S405")
        assert (problem["file"], problem["raw"]) == (name, value)
    if output_format == "sarif":
        json.loads(out)
    if output_format == "junit":
        ET.fromstring(out)
