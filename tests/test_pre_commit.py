"""The hooks, as a repository of statistics has them: a real `pre-commit run` with this checkout installed as the hook.

pre-commit makes its own environment and installs the hooks' repository into it with pip. Here pip finds the libraries
of the test environment already there (PYTHONPATH) and is told to look no further, so that nothing is downloaded.
"""

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import pytest
import yaml
from running import ROOT, Ran

from engine.intake.content import NAMED_ONLY, SUFFIXES

FOLDERS = ("engine", "rules", "templates", "fixtures/statistics")
FILES = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
SURROUNDINGS = {
    "PYTHONPATH": sysconfig.get_path("purelib"),
    "PIP_NO_INDEX": "1",
    "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it the wrong way round: this is --no-build-isolation
    "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "tests" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
HEADER = "indicator,jurisdiction,year,value,unit,status,source,note\n"
SOUND = HEADER + "quality-farmers-headcount,乳山市,2024,770,名,final,示例数据,\n"
BROKEN = HEADER + "quality-farmers-headcount,乳山市,2024,七百,名,final,示例数据,\n"


def ran(*words: object, cwd: Path, home: Path) -> Ran:
    """A program in a folder, without what the surrounding git or pre-commit may have set."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))}
    env |= SURROUNDINGS | {"PRE_COMMIT_HOME": str(home), "PYTHONUTF8": "1"}
    done = subprocess.run([*map(str, words)], cwd=cwd, env=env, capture_output=True, check=False, encoding="utf-8")
    return Ran(done.returncode, done.stdout, done.stderr)


def committed(folder: Path, home: Path) -> str:
    """Everything in a folder as one commit; its name."""
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--no-verify", "--message", "all")):
        done = ran("git", *words, cwd=folder, home=home)
        assert done.code == 0, done.err
    return ran("git", "rev-parse", "HEAD", cwd=folder, home=home).out.strip()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps its environments, made once for all tests of this module."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory, home: Path) -> tuple[Path, str]:
    """This checkout, as it is now, as a repository with hooks."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in FOLDERS:
        copytree(ROOT / name, folder / name, ignore=ignore_patterns("__pycache__"))
    for name in FILES:
        copy(ROOT / name, folder / name)
    return folder, committed(folder, home)


def gate(folder: Path, hooks: tuple[Path, str], home: Path, hook: str) -> Ran:
    """`pre-commit run` of one hook on everything in a repository of statistics."""
    repository, revision = hooks
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {repository}\n    rev: {revision}\n    hooks:\n      - id: {hook}\n", encoding="utf-8"
    )
    committed(folder, home)
    return ran(sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never", cwd=folder, home=home)


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_manifest_is_one_of_pre_commit(tmp_path: Path) -> None:
    manifest = ROOT / ".pre-commit-hooks.yaml"
    done = ran(sys.executable, "-m", "pre_commit", "validate-manifest", manifest, cwd=tmp_path, home=tmp_path)
    assert (done.code, done.out) == (0, "")


def test_every_file_that_is_read_from_a_folder_is_checked_however_its_suffix_is_written() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    pattern = next(h["files"] for h in hooks if h["id"] == "check-validate")
    read = SUFFIXES.keys() - NAMED_ONLY
    suffixes = [spelt for s in (*SUFFIXES, ".docx", ".md") for spelt in (s, s.upper())]
    found = {s.lower() for s in suffixes if re.search(pattern, f"submissions/吴兴区/报表{s}")}
    missed = [s for s in suffixes if s.lower() in read and not re.search(pattern, f"statistics/报表{s}")]
    assert (found, missed) == (read, [])


def test_sound_rules_pass(tmp_path: Path, hooks: tuple[Path, str], home: Path) -> None:
    copytree(ROOT / "rules", tmp_path / "rules")
    done = gate(tmp_path, hooks, home, "check-lint")
    assert (done.code, done.out.splitlines()[-1][-6:]) == (0, "Passed"), done


def test_broken_rules_fail_at_their_place(tmp_path: Path, hooks: tuple[Path, str], home: Path) -> None:
    copytree(ROOT / "rules", tmp_path / "rules")
    departments = tmp_path / "rules" / "departments.yaml"
    departments.write_text(departments.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    line = len(departments.read_text(encoding="utf-8").splitlines())
    done = gate(tmp_path, hooks, home, "check-lint")
    assert done.code == 1
    assert f"rules/departments.yaml:{line}:1: 错误 R101 不认识的键“colour”。" in done.out
    assert "- exit code: 2" in done.out


def test_sound_figures_pass(tmp_path: Path, hooks: tuple[Path, str], home: Path) -> None:
    write(tmp_path, "statistics/乳山 2024.csv", SOUND)
    done = gate(tmp_path, hooks, home, "check-validate")
    assert (done.code, done.out.splitlines()[-1][-6:]) == (0, "Passed"), done


def test_a_broken_figure_fails_at_its_place_and_other_files_are_left_alone(
    tmp_path: Path, hooks: tuple[Path, str], home: Path
) -> None:
    write(tmp_path, "statistics/sound.csv", SOUND)
    write(tmp_path, "submissions/rushan/broken.csv", BROKEN)
    write(tmp_path, "elsewhere/broken.csv", BROKEN)
    done = gate(tmp_path, hooks, home, "check-validate")
    assert done.code == 1
    assert "submissions/rushan/broken.csv:2" in done.out
    assert "七百" in done.out
    assert "- exit code: 1" in done.out
    assert "elsewhere" not in done.out
