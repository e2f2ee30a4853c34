"""The wheel, built and installed in a fresh environment, does the main job from an empty folder."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from running import ROOT, contents

import engine

SHIPPED = {"rules": "rules", "templates": "templates", "statistics": "fixtures/statistics"}
WINDOWS = os.name == "nt"


def python(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """This interpreter, which has hatchling; its output is shown when it fails."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout, without network."""
    folder = tmp_path_factory.mktemp("wheel")
    python("-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console script of a new environment that holds the wheel and, beside it, this one's dependencies.

    A path named in a .pth file is searched, but .pth files in it are not read: an editable checkout stays unseen.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if WINDOWS else "bin")
    own = scripts / ("python.exe" if WINDOWS else "python")
    install = [own, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", wheel]
    done = subprocess.run([str(x) for x in install], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    where = subprocess.run(
        [own, "-c", "import engine, pathlib; print(pathlib.Path(engine.__file__).parent.parent)"],
        cwd=home,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert Path(where).is_relative_to(home)
    Path(where, "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return scripts / ("check.exe" if WINDOWS else "check")


def check(script: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The installed `check`, with nothing of this process's Python settings."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV_"))} | {"PYTHONUTF8": "1"}
    line = [str(script), *arguments]
    return subprocess.run(line, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def test_it_holds_what_it_needs_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {n.split("/")[0] for n in names} == {"engine", f"target_check-{engine.__version__}.dist-info"}
    for shipped, folder in SHIPPED.items():
        expected = {f"engine/shipped/{shipped}/{name}" for name in contents(ROOT / folder)}
        assert {n for n in names if n.startswith(f"engine/shipped/{shipped}/")} == expected
    assert {f"engine/schemas/{name}" for name in contents(ROOT / "engine" / "schemas")} <= names
    assert "engine/py.typed" in names
    assert f"target_check-{engine.__version__}.dist-info/licenses/LICENSE" in names
    parts = {part for n in names for part in n.split("/")}
    assert not {p for p in parts if p in {"tests", "fixtures", "conftest.py"} or p.startswith("test_")}
    assert not {p for p in parts if p == "__pycache__" or p.endswith(".pyc")}


def test_it_does_the_main_job(installed: Path, tmp_path: Path) -> None:
    ran = check(installed, "run", "--year", "2024", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "合计 30 项承诺" in ran.stdout
    assert "随软件附带的示例数据" in ran.stdout
    assert contents(tmp_path) == {}


def test_it_writes_memos(installed: Path, tmp_path: Path) -> None:
    ran = check(installed, "run", "--year", "2024", "--output", "out", cwd=tmp_path)
    assert ran.returncode == 1
    files = contents(tmp_path / "out")
    assert "memos/huzhou-2021-2025/通报.md" in files
    assert "memos/national-2024/检查清单.md" in files
    assert "不得作为正式文件印发" in files["memos/huzhou-2021-2025/通报.md"].decode()
    assert str(installed.parent.parent) not in files["findings.json"].decode()


@pytest.mark.parametrize("line", [["--version"], ["lint"], ["list"], ["schema", "findings"]], ids=lambda x: x[0])
def test_its_other_commands_work(line: list[str], installed: Path, tmp_path: Path) -> None:
    ran = check(installed, *line, cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout
