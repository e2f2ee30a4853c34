"""Every folder of fixtures/broken/ gives exactly the diagnostics that it expects; every code has a folder."""

from pathlib import Path

import pytest
from broken_case import BROKEN, CASES, command, diagnostics, exit_code, expected, lay, run

from engine.model.codes import CODES

# An engine that cannot be used is a matter of the machine (not built, not imported, not started), never of a file.
PROVED_ELSEWHERE = {"E621": ("test_inference_process.py", "test_run_names_an_engine_that_cannot_be_used")}
"""Codes that no folder can cause → the file and the name of the test that proves each."""

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
    assert {c.name.split("-")[0] for c in CASES} == set(CODES) - set(PROVED_ELSEWHERE)


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
