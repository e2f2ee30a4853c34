"""The shape of the code: layers, docstrings, exact numbers, short files, nothing outside the repository."""

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from running import ROOT

ENGINE = sorted((ROOT / "engine").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
EDGES = ("cli", "catalog", "intake", "inbox", "warehouse", "render", "inference")
CORE = [p for p in ENGINE if p.relative_to(ROOT / "engine").parts[0] not in EDGES]
LONGEST_FILE = 250
TABLES: dict[str, str] = {}
PROBABILITY = ROOT / "engine" / "weigh.py"
"""Its one binary number is the normal distribution of JCGM 106, shown to four places and never deciding."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_imports_keep_their_layers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    said = capsys.readouterr().out
    assert code == 0, said
    assert "0 broken" in said


@pytest.mark.parametrize("path", ENGINE + TESTS, ids=name)
def test_modules_say_what_they_are_for(path: Path) -> None:
    assert (ast.get_docstring(tree(path)) or "").strip()


@pytest.mark.parametrize("path", ENGINE, ids=name)
def test_modules_are_short_and_well_named(path: Path) -> None:
    assert (len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE) == (path.name in TABLES)
    assert path.stem not in {"utils", "helpers", "common", "base", "core"}


@pytest.mark.parametrize("path", CORE, ids=name)
def test_the_core_counts_in_decimals(path: Path) -> None:
    nodes = list(ast.walk(tree(path)))
    spelling = {id(n.value) for n in nodes if isinstance(n, ast.keyword) and n.arg == "cutoff"}
    floats = [
        n.lineno
        for n in nodes
        if (isinstance(n, ast.Constant) and isinstance(n.value, float) and id(n) not in spelling)
        or (isinstance(n, ast.Name) and n.id == "float")
    ]
    assert len(floats) == (path == PROBABILITY)


@pytest.mark.parametrize("path", CORE, ids=name)
def test_the_core_knows_no_clock_and_no_files(path: Path) -> None:
    calls = {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}
    assert not {c for c in calls if c in {"open", "print", "input"} or c.endswith((".now", ".today", ".read_text"))}


@pytest.mark.parametrize("path", ENGINE + TESTS, ids=name)
def test_nothing_outside_the_repository_is_read(path: Path) -> None:
    assert "/".join(["..", "shared"]) not in path.read_text(encoding="utf-8")
