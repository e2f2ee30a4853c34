"""GitHub annotations: one command a line whatever the data hold, and never more of a kind than GitHub shows."""

import re
from collections import Counter

import pytest
from ci_reports import REPORT, any_report, many
from hypothesis import given

from engine.model.ci_report import CiReport
from engine.model.text import Text
from engine.render.characters import in_log
from engine.render.github import command, render

COMMAND = re.compile(r"::(error|warning|notice|group|endgroup)( [^:]*)?::(.*)")


def unescaped(text: str) -> str:
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def test_a_line_a_cell_and_a_whole_sheet() -> None:
    assert render(REPORT, "en").splitlines() == [
        "::error file=gone.csv,title=F001::Cannot be read.",
        "::error file=报送/吴兴 区.csv,line=4,col=17,title=C101::'１２' is wrong.",
        "::error file=报送/吴兴 区.csv,line=4,col=17,title=C101::'１２' is wrong.",
        "::warning file=form.xlsx,title=C205 填报表!E7::Same as before.",
        "::notice title=C101::Short by 20. Waiver: A.",
        "::notice file=form.xlsx,title=S430 '隐藏 表'::Hidden sheet read.",
        "6 checks: 2 passed, 1 failed, 1 could not be read, 2 skipped; 3 errors, 1 warning, 2 notices.",
    ]


@given(any_report())
def test_every_line_is_one_command_or_none(report: CiReport) -> None:
    for line in render(report, "en").split("\n"):
        assert all(c.isprintable() or c == "\u3000" for c in line)
        assert line.splitlines() in ([line], [])
        if line.startswith("::"):
            assert COMMAND.fullmatch(line)
        else:
            assert "##[" not in line


@given(any_report())
def test_no_kind_has_more_annotations_than_github_shows(report: CiReport) -> None:
    kinds = Counter(found[1] for line in render(report, "zh").split("\n") if (found := COMMAND.match(line)))
    assert all(kinds[kind] <= 10 for kind in ("error", "warning", "notice"))


@given(any_report())
def test_properties_read_back_as_they_were(report: CiReport) -> None:
    for remark in report.remarks():
        found = COMMAND.fullmatch(command(remark.annotation, "zh"))
        assert found
        properties = dict(pair.split("=", 1) for pair in found[2].removeprefix(" ").split(","))
        place = remark.annotation.place
        title = f"{remark.annotation.rule} {place.spot}" if place and place.sheet else remark.annotation.rule
        assert unescaped(properties["title"]) == in_log(title)
        assert unescaped(properties.get("file", "")) == in_log(place.file if place else "")


@pytest.mark.parametrize(("count", "annotations", "more"), [(9, 9, 0), (10, 10, 0), (11, 10, 2), (500, 10, 491)])
def test_the_tenth_of_a_kind_says_how_many_more_there_are(count: int, annotations: int, more: int) -> None:
    lines = render(many("error", count), "en").splitlines()
    commands = [line for line in lines if line.startswith("::error")]
    assert len(commands) == annotations
    assert [line for line in commands if " more errors" in line] == (
        [
            f"::error::{more} more errors; GitHub shows 10 of a kind for each step. "
            "The full list is in the log of this step."
        ]
        if more
        else []
    )
    assert len([line for line in lines if line.startswith("- ")]) == more


def test_percent_signs_line_ends_and_separators_are_escaped() -> None:
    annotation = REPORT.suites[0].cases[1].annotations[0]
    place = annotation.place._replace(file="a,b:c%.csv")
    text = annotation.text._replace(en="50%\r\nleft: a, b")
    assert command(annotation._replace(place=place, text=text), "en") == (
        "::error file=a%2Cb%3Ac%25.csv,line=4,col=17,title=C101::50%25%0Aleft: a, b"
    )


def test_the_tally_says_why_the_gate_is_shut_without_an_error() -> None:
    shut = REPORT._replace(why=Text("警告也算。", "Warnings count."))
    assert render(shut, "en").endswith(" notices. Warnings count.\n")
