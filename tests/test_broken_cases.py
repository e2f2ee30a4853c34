"""Every folder of fixtures/broken/ gives exactly the diagnostics that it expects; every code has a folder."""

import re
from pathlib import Path

import pytest
from broken_case import BROKEN, CASES, command, diagnostics, exit_code, expected, lay, run

from engine.model.codes import CODES

# An engine that cannot be used is a matter of the machine (not built, not imported, not started), never of a file.
HOSTILE, PARQUET = "test_intake_hostile.py", "test_intake_parquet.py"
PROVED_ELSEWHERE = {
    "E621": ("test_inference_process.py", "test_run_names_an_engine_that_cannot_be_used"),
    "N407": (PARQUET, "test_a_binary_number_is_read_as_excel_shows_it"),
    "N416": ("test_intake.py", "test_a_folder_is_read_in_order_of_names"),
    "N423": (HOSTILE, "test_problems_of_one_kind_are_counted_after_the_first_thousand"),
    "N426": (PARQUET, "test_a_sender_cannot_say_where_a_figure_first_stood"),
    "N429": (PARQUET, "test_a_number_of_single_precision_is_its_shortest_decimal"),
    "N435": ("test_folders.py", "test_what_is_not_looked_into_is_said"),
    "S419": (HOSTILE, "test_a_bomb_that_says_so"),
    "S420": (HOSTILE, "test_a_workbook_cut_short"),
    "S421": (HOSTILE, "test_an_encrypted_workbook"),
    "S423": (HOSTILE, "test_entities_in_any_part"),
    "S432": ("test_intake_forms.py", "test_a_mark_that_does_not_fit_is_refused"),
    "N428": ("test_form_differences.py", "test_a_form_of_other_rules_is_noted"),
    "S444": ("test_form_differences.py", "test_a_row_that_was_deleted_is_lacking"),
    "S436": (HOSTILE, "test_a_library_that_is_missing_is_named"),
    "S438": (HOSTILE, "test_problems_of_one_kind_are_counted_after_the_first_thousand"),
    "S446": ("test_intake_worker.py", "test_a_file_that_ends_the_process"),
    "S448": (HOSTILE, "test_a_reader_that_fails_is_the_fault_of_one_file"),
    "S449": ("test_validate_forms.py", "test_a_form_of_nobody_registered"),
    "S450": ("test_validate_bounds.py", "test_a_thousand_problems_of_one_kind_are_enough"),
    "S472": ("test_accepting.py", "test_the_day_of_acceptance_holds_whatever_a_row_says"),
    "S462": (PARQUET, "test_a_value_that_its_state_contradicts"),
    "S463": (PARQUET, "test_a_word_that_nobody_knows"),
    "S447": (HOSTILE, "test_a_file_that_is_wrong_throughout_is_not_read_to_its_end"),
}
"""Codes that no folder can cause → the file and the name of the test that proves each."""

READING = BROKEN.parent / "intake"
"""Cases of submitted files, whose notes `check run` only counts; tests/test_intake_cases.py holds them."""

each_case = pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_base_is_sound(folder: Path) -> None:
    """Or else a case might fail for a reason that it does not show."""
    lay(BROKEN / "_base", folder)
    for arguments in (["lint", "--source", "documents"], ["run", "--year", "2024", "--strict"]):
        result = run(arguments)
        assert (result.exit_code, result.stderr) == (0, ""), result.output


@each_case
def test_case(case: Path, folder: Path) -> None:
    lay(case, folder)
    wanted = expected(case)
    chinese, english = run(command(case)), run(command(case), "en")
    assert [line for line, _ in diagnostics(chinese)] == [e.line for e in wanted]
    for language in (0, 1):
        said = [text for _, text in diagnostics((chinese, english)[language])]
        assert len(said) == len(wanted)
        assert [s for s, e in zip(said, wanted, strict=True) if e.text] == [e.text[language] for e in wanted if e.text]


@each_case
def test_exit_code(case: Path, folder: Path) -> None:
    """Errors end with 2 and leave no output behind; nothing is ever a traceback."""
    lay(case, folder)
    result = run(command(case))
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code == exit_code(case)
    assert not (folder / "out").exists()


@each_case
def test_folder_is_named_after_its_first_code(case: Path) -> None:
    first = expected(case)[0]
    assert case.name.startswith(f"{first.code}-")
    assert first.text, "the first problem shows its sentence in both languages"
    assert first.level == CODES[first.code].level


def test_every_code_has_a_folder() -> None:
    read = "".join(path.read_text("utf-8") for path in READING.glob("*/expected.txt"))
    shown = set(re.findall(r"^\S.*: (?:error|warning|info) ([A-Z]\d{3})", read, re.MULTILINE))
    assert {c.name.split("-")[0] for c in CASES} | shown == set(CODES) - set(PROVED_ELSEWHERE)


@pytest.mark.parametrize("code", PROVED_ELSEWHERE)
def test_every_other_code_has_a_test(code: str) -> None:
    file, name = PROVED_ELSEWHERE[code]
    _, found, body = (Path(__file__).parent / file).read_text("utf-8").partition(f"def {name}(")
    assert found
    assert code in body.partition("\ndef ")[0]


def test_problems_of_several_files_come_together(folder: Path) -> None:
    """One bad file never hides the others."""
    files = {e.line.partition(":")[0] for case in CASES for e in expected(case) if case.name.endswith("-many-files")}
    assert len(files) >= 4
