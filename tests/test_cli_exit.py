"""Every exit code of every command (DESIGN.md, two families that never mix)."""

from pathlib import Path

import pytest
from running import ROOT, RULES, STATISTICS, check

from engine.model.finding import Report, Tally

HEADER = "indicator,jurisdiction,year,value,unit\n"
PINGDINGSHAN = ("--plan", "pingdingshan-2017")

CASES = {
    "no gap": (0, ["run", "--year", 2018]),
    "outside every plan": (0, ["run", "--year", 2030]),
    "a plan of tasks only": (0, ["run", "--year", 2024, "--plan", "national-2024"]),
    "undecided": (0, ["run", "--year", 2020, *PINGDINGSHAN]),
    "not due is not undecided": (0, ["run", "--year", 2018, *PINGDINGSHAN, "--strict"]),
    "gaps": (1, ["run", "--year", 2024]),
    "gaps in JSON": (1, ["run", "--year", 2024, "--format", "json"]),
    "gaps before undecided": (1, ["run", "--year", 2024, "--strict"]),
    "undecided and strict": (3, ["run", "--year", 2020, *PINGDINGSHAN, "--strict"]),
    "list": (0, ["list"]),
    "lint": (0, ["lint"]),
    "schema": (0, ["schema", "findings"]),
    "help": (0, ["--help"]),
    "version": (0, ["--version"]),
    "no command": (2, []),
    "no year": (2, ["run"]),
    "no number": (2, ["run", "--year", "zwanzig"]),
    "a year out of range": (2, ["run", "--year", 3000]),
    "an unknown plan": (2, ["run", "--year", 2024, "--plan", "atlantis"]),
    "an unknown plan to list": (2, ["list", "--plan", "atlantis"]),
    "an unknown option": (2, ["run", "--yaer", 2024]),
    "an unknown command": (2, ["ruin"]),
    "an unknown format": (2, ["run", "--year", 2024, "--format", "xml"]),
    "an unknown language": (2, ["run", "--year", 2024, "--lang", "fr"]),
    "an unknown schema": (2, ["schema", "everything"]),
    "a schema without name": (2, ["schema"]),
    "no rules folder": (2, ["run", "--year", 2024, "--rules", "nowhere"]),
    "no statistics": (2, ["run", "--year", 2024, "--statistics", "nowhere.csv"]),
    "no plan documents": (2, ["lint", "--source", "nowhere"]),
}


@pytest.mark.parametrize(("code", "line"), CASES.values(), ids=CASES)
def test_code(code: int, line: list[object]) -> None:
    assert check(*line).code == code


def test_rules_without_a_plan(tmp_path: Path) -> None:
    for line in (["lint"], ["list"], ["run", "--year", 2024]):
        ran = check(*line, "--rules", tmp_path)
        assert ran.code == 2
        assert ran.out == ""
        assert "F006" in ran.err
        assert ran.err.count("F007") == 2


def test_a_warning_alone_is_3_only_when_strict(tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(HEADER + "unheard-of,全国,2018,1,个\n", encoding="utf-8")
    line = ["run", "--year", 2018, "--plan", "national-2024", "--statistics", file]
    assert "S410" in check(*line).err
    assert [check(*line).code, check(*line, "--strict").code] == [0, 3]


def tally(*, gap: int = 0, undecided: int = 0) -> Report:
    """A report of nothing but its tally."""
    counts = dict.fromkeys(Tally.model_fields, 0) | {"commitments": gap + undecided, "gap": gap, "undecided": undecided}
    return Report.model_construct(tally=Tally(**counts))


@pytest.mark.parametrize(
    ("report", "strict", "warned", "code"),
    [
        (tally(), True, False, 0),
        (tally(), False, True, 0),
        (tally(), True, True, 3),
        (tally(undecided=1), False, False, 0),
        (tally(undecided=1), True, False, 3),
        (tally(gap=1), False, False, 1),
        (tally(gap=1, undecided=1), True, True, 1),
    ],
)
def test_the_code_is_a_property_of_the_report(report: Report, strict: bool, warned: bool, code: int) -> None:
    assert report.exit_code(strict=strict, warned=warned) == code


def test_the_working_directory_has_its_own_rules_and_statistics(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "statistics" / "mine.csv"
    mine.parent.mkdir()
    mine.write_text(HEADER + "vocational-training,平顶山市,2017,19.9,万人次\n", encoding="utf-8")
    (tmp_path / "rules").symlink_to(RULES)
    monkeypatch.chdir(tmp_path)
    ran = check("run", "--year", 2017, "--plan", "pingdingshan-2017")
    assert "实际19.9万人次" in ran.out
    assert "示例数据" not in ran.out
    named = check("run", "--year", 2017, "--plan", "pingdingshan-2017", "--statistics", STATISTICS)
    assert "20.3万" not in named.out
    assert "203,000" in named.out
    assert check("run", "--year", 2024, "--rules", ROOT / "fixtures").code == 2
