"""What `check validate` found as a CI report: suites are files, cases are checks, places are lines or cells."""

from typing import Any

from engine.ci_validation import of_validation
from engine.model.check import Bilingual, Check, CheckTest
from engine.model.ci_report import CiReport
from engine.model.validation import Checked, FailOn, Problem, Validation

TITLED = Check(
    id="C101",
    scope="figure",
    severity="error",
    title=Bilingual(zh="累计数不下降", en="Running totals do not fall"),
    expression="value >= before",
    message=Bilingual(zh="下降了", en="It fell"),
    advice=Bilingual(zh="请核对。", en="Check it."),
    tests=(CheckTest(record={}, holds=True), CheckTest(record={}, holds=False)),
)


def problem(code: str, file: str = "a.csv", **changes: Any) -> Problem:
    fields: dict[str, Any] = {
        "code": code,
        "level": "error",
        "file": file,
        "sheet": None,
        "cell": None,
        "line": 4,
        "column": 3,
        "raw": "１２",
        "message": "不对。",
        "message_en": "Wrong.",
        "advice": "请改。",
        "advice_en": "Correct it.",
        "fingerprint": "ff00",
    }
    return Problem(**fields | changes)


def checked(file: str, figures: int = 9, errors: int = 0, blanks: int = 0) -> Checked:
    counts = {"figures": figures, "blanks": blanks, "errors": errors, "warnings": 0, "notes": 0}
    return Checked(file=file, sha256="0", form=None, reporter=None, **counts)


def report(
    files: list[Checked], *problems: Problem, checks: tuple[Check, ...] = (), fail_on: FailOn = "error"
) -> CiReport:
    return of_validation(
        Validation(
            tool="target-check 0.1.0",
            year=2024,
            rules="rules",
            rules_sha256="0",
            checks=("C101", "C205"),
            files=tuple(files),
            problems=problems,
        ),
        checks,
        fail_on,
    )


def results(found: CiReport) -> dict[str, list[tuple[str, str]]]:
    return {suite.name: [(case.name, case.result) for case in suite.cases] for suite in found.suites}


def test_a_clean_file_passes_reading_and_every_check() -> None:
    found = results(report([checked("a.csv")]))
    assert found == {"a.csv": [("reading", "passed"), ("C101", "passed"), ("C205", "passed")]}


def test_errors_fail_the_case_they_belong_to_and_warnings_none() -> None:
    found = report([checked("a.csv", errors=2)], problem("C101"), problem("S405"), problem("C205", level="warning"))
    assert results(found)["a.csv"] == [("reading", "failed"), ("C101", "failed"), ("C205", "passed")]
    assert [r.annotation.level for r in found.remarks()] == ["error", "error", "warning"]


def test_a_file_without_a_figure_could_not_be_read_and_was_not_checked() -> None:
    found = report([checked("a.csv", figures=0, errors=1), checked("b.csv")], problem("F001", line=None, column=None))
    assert results(found)["a.csv"] == [("reading", "error"), ("C101", "skipped"), ("C205", "skipped")]
    assert results(found)["b.csv"] == [("reading", "passed"), ("C101", "passed"), ("C205", "passed")]
    assert found.suites[0].cases[1].why.en == "Nothing could be read; not checked."


def test_a_file_whose_figures_are_all_blank_was_read_and_checked() -> None:
    found = report([checked("a.csv", figures=0, errors=1, blanks=3)], problem("S443", line=None, column=None))
    assert results(found)["a.csv"] == [("reading", "failed"), ("C101", "passed"), ("C205", "passed")]


def test_an_empty_folder_and_a_file_left_out_were_not_checked() -> None:
    left_out = problem("N416", "b.pdf", level="info", line=None, column=None)
    found = results(report([], problem("S416", "folder", line=None, column=None), left_out))
    assert found["folder"] == [("reading", "error"), ("C101", "skipped"), ("C205", "skipped")]
    assert found["b.pdf"] == [("reading", "skipped"), ("C101", "skipped"), ("C205", "skipped")]


def test_warnings_fail_where_the_gate_is_told_so_and_it_says_why() -> None:
    found = report([checked("a.csv")], problem("C205", level="warning"), fail_on="warning")
    assert results(found)["a.csv"] == [("reading", "passed"), ("C101", "passed"), ("C205", "failed")]
    assert "--fail-on warning" in found.why.en
    assert not report([checked("a.csv")], problem("C205", level="info"), fail_on="warning").why.en
    assert not report([checked("a.csv")], problem("C205", level="warning")).why.en


def test_remarks_are_sorted_by_file_and_place_the_gravest_first() -> None:
    second, first = problem("S405", line=5), problem("C101", line=4)
    found = report([checked("a.csv")], problem("S1", level="warning", line=1), second, first)
    assert [r.annotation.place.line for r in found.remarks() if r.annotation.place] == [4, 5, 1]


def test_places_are_lines_cells_or_whole_files() -> None:
    cell = problem("C101", "f.xlsx", sheet="填报表", cell="E7", line=7, column=5)
    found = report([], problem("S405"), cell, problem("F001", "g.csv", line=None, column=None))
    assert [str(r.annotation.place) for r in found.remarks()] == ["a.csv:4:3", "f.xlsx:填报表!E7", "g.csv"]


def test_a_problem_of_a_file_that_is_not_listed_is_not_lost() -> None:
    found = report([checked("a.csv")], problem("C101", "gone.csv"))
    assert list(results(found)) == ["a.csv", "gone.csv"]


def test_a_remark_holds_message_advice_and_fingerprint() -> None:
    (remark,) = report([checked("a.csv")], problem("C101")).remarks()
    assert remark.annotation.text == ("不对。请改。", "Wrong. Correct it.")
    assert remark.annotation.id == "ff00"


def test_rules_are_the_checks_held_and_the_codes_that_occur() -> None:
    found = dict(report([checked("a.csv")], problem("S408"), checks=(TITLED,)).rules)
    assert list(found) == ["C101", "C205", "S408"]
    assert found["C101"].text.en == "Running totals do not fall"
    assert found["S408"].text == ("计数不能为负：…。", "A count cannot be negative: ….")
