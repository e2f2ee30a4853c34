"""Every folder of fixtures/checks/ gives exactly what it expects; every shipped check objects to one of them."""

from pathlib import Path

import pytest
from check_case import CASES, figures, found, lines, of_case, rules
from golden import Golden
from running import RULES, STATISTICS

from engine.model.diagnostic import errors


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_case(case: Path, golden: Golden) -> None:
    golden.file(case / "expected.txt", lines(of_case(case)))


def test_every_shipped_check_objects_to_something() -> None:
    said = {d.code for case in CASES for d in of_case(case)}
    checks = {c.id for c, _ in rules(RULES)[1].compiled}
    assert checks - said == {"C501"}, "what only a form of ours can have"


def test_shipped_statistics_have_no_errors() -> None:
    said = found(RULES, [o for path in sorted(STATISTICS.glob("*.csv")) for o in figures(path)])
    assert [d.say("en") for d in errors(said)] == []
    assert {d.code for d in said} >= {"C305", "C503", "C602", "C704"}


@pytest.mark.parametrize("year", [2017, 2020, 2023, 2025])
def test_shipped_statistics_have_no_errors_for_a_year(year: int) -> None:
    said = found(RULES, [o for path in sorted(STATISTICS.glob("*.csv")) for o in figures(path)], year=year)
    assert [d.say("en") for d in errors(said)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_integrity_notes_never_accuse(case: Path) -> None:
    notes = [d for d in of_case(case) if d.code.startswith("C6")]
    accusing = ("造假", "虚报", "作假", "弄虚", "fraud", "false", "fake", "cheat")
    assert not [d for d in notes if d.level != "info" or any(w in f"{d.text}" for w in accusing)]
