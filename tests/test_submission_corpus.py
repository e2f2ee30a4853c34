"""Files as clerks send them: each one of fixtures/submissions gives exactly the problems that stand beside it."""

import json
import shutil
from pathlib import Path

import pytest
from golden import Golden
from running import ROOT, RULES, check

from engine.render.formulas import harmless
from engine.render.workbook import FORMULA_STARTS

CORPUS = ROOT / "fixtures" / "submissions"
FILES = sorted(p for kind in ("good", "broken") for p in (CORPUS / kind).iterdir() if p.suffix != ".expected")
AT_LEAST = 60
THEIRS = frozenset({".xlsx", ".xlsm"})
"""Workbooks that come back themselves, with their own sums; of others every sheet is ours, without any formula."""

each_file = pytest.mark.parametrize("file", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped rules with a day by which figures are due."""
    folder = tmp_path_factory.mktemp("office") / "rules"
    shutil.copytree(RULES, folder)
    (folder / "office.yaml").write_text("schema: 1\noffice: {figures_due: 03-31}\n", encoding="utf-8")
    return folder


def expected(file: Path) -> Path:
    """Where the problems of a file stand."""
    return file.with_name(f"{file.name}.expected")


def options(file: Path) -> str:
    """Options that the file needs, as they stand in the first line of what is expected."""
    lines = expected(file).read_text("utf-8").splitlines() if expected(file).exists() else []
    return lines[0].removeprefix("$ ") if lines and lines[0].startswith("$ ") else ""


def validated(file: Path, rules: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[dict[str, str]]]:
    """Exit code and problems of one file, validated where it lies."""
    monkeypatch.chdir(file.parent)
    ran = check("validate", file.name, "--rules", rules, "--format", "json", *options(file).split())
    return ran.code, json.loads(ran.out)["problems"]


def line(problem: dict[str, str]) -> str:
    """A problem as it is expected."""
    spot = f"{problem['sheet']}!{problem['cell'] or ''}".rstrip("!") if problem["sheet"] else ""
    text = ":".join(str(problem[k]) for k in ("line", "column") if problem[k])
    return f"{spot or text or '-'} {problem['level']} {problem['code']}"


def test_there_are_enough() -> None:
    assert len(FILES) >= AT_LEAST


@each_file
def test_what_is_found(file: Path, rules: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    first = [f"$ {options(file)}"] if options(file) else []
    _, problems = validated(file, rules, monkeypatch)
    golden.file(expected(file), "".join(f"{text}\n" for text in [*first, *map(line, problems)]))


@each_file
def test_the_exit_code_follows(file: Path, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, problems = validated(file, rules, monkeypatch)
    bad = any(p["level"] == "error" for p in problems)
    assert code == int(bad)
    if file.parent.name == "good":
        assert not bad
    else:
        assert problems, "a broken file of which nothing is said proves nothing"


@each_file
def test_every_problem_says_what_to_do_in_both_languages(
    file: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for p in validated(file, rules, monkeypatch)[1]:
        assert p["message"]
        assert p["message_en"]
        assert p["message"] != p["message_en"]


@each_file
def test_the_answer_is_a_workbook_with_every_problem(
    file: Path, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that we write into it is a formula, whatever the submission holds."""
    openpyxl = pytest.importorskip("openpyxl")
    _, problems = validated(file, rules, monkeypatch)
    ran = check("validate", file.name, "--rules", rules, "--format", "xlsx", "-o", tmp_path, *options(file).split())
    answers = list(tmp_path.iterdir())
    assert len(answers) == bool(problems), ran.out
    for answer in answers:
        book = openpyxl.load_workbook(answer)
        assert {p["code"] for p in problems} <= {cell.value for row in book["检查结果"].iter_rows() for cell in row}
        written = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
        formulas = [cell for cell in written if cell.data_type == "f"]
        assert not [cell for cell in formulas if cell.parent.title == "检查结果" or file.suffix not in THEIRS]
        assert not [cell.value for cell in formulas if not harmless(str(cell.value), book.sheetnames)]
        starts = [c for c in written if isinstance(c.value, str) and c.value.startswith(FORMULA_STARTS)]
        assert all(cell.quotePrefix for cell in starts if cell.data_type != "f")
