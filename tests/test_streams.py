"""Standard streams that are closed, full or read no further, and output folders that cannot be written as a whole."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT, check, contents

from engine.render import folder
from engine.render.folder import write
from engine.render.memo import _free

CHECK = f"{shlex.quote(sys.executable)} -m engine"
RUN = f"{CHECK} run --year 2024 --no-ledger"
posix = pytest.mark.skipif(os.name != "posix", reason="shell redirections")


def shell(line: str, cwd: Path, **env: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a line of bash."""
    done = subprocess.run(
        ["bash", "-c", line],  # noqa: S607
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        capture_output=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


@posix
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_that_leaves_early(tmp_path: Path, form: str) -> None:
    """Files are written and the exit code is that of the run."""
    code, _, err = shell(f"{RUN} --format {form} --output out | head -1; exit ${{PIPESTATUS[0]}}", tmp_path)
    assert (code, "Traceback" in err) == (1, False)
    assert (tmp_path / "out" / "findings.json").is_file()


@posix
@pytest.mark.parametrize("line", ["{run} >&-", "{run} <&-", "{run} 2>&-", "{run} <&- >&- 2>&-", "{run} 2>/dev/full"])
def test_closed_streams(tmp_path: Path, line: str) -> None:
    code, _, err = shell(line.format(run=f"{RUN} --output out"), tmp_path)
    assert (code, err.count("Traceback")) == (1, 0)
    assert (tmp_path / "out" / "findings.json").is_file()


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("command", ["run --year 2024 --no-ledger", "list", "--help"])
def test_a_full_disk_behind_standard_output(tmp_path: Path, command: str) -> None:
    code, _, err = shell(f"{CHECK} {command} >/dev/full", tmp_path)
    assert code == 2
    assert "无法写到标准输出" in err
    assert "Traceback" not in err
    assert "Exception ignored" not in err


@posix
def test_a_locale_of_ascii(tmp_path: Path) -> None:
    """File names are UTF-8 all the same, and what is printed is whole."""
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code, out, err = shell(f"{RUN} --format json --output 输出", tmp_path, **env)
    assert (code, "Traceback" in err) == (1, False), err
    assert "已写入 输出" in err
    assert (tmp_path / "输出" / "findings.json").read_text("utf-8") == out
    assert (tmp_path / "输出/memos/rushan-2021-2025/通报.md").is_file()


FILES = {"findings.json": "new", "memos/p/甲.md": "甲", "memos/p/乙.md": "乙"}


def test_memos_that_are_a_file(tmp_path: Path) -> None:
    (tmp_path / "memos").write_text("mine", "utf-8")
    (tmp_path / "findings.json").write_text("old", "utf-8")
    before = contents(tmp_path)
    with pytest.raises(OSError, match="memos"):
        write(tmp_path, FILES)
    assert contents(tmp_path) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["findings.json", "memos"]
    ran = check("run", "--year", 2024, "--output", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "无法写入" in ran.err


def test_a_goal_that_is_a_folder_takes_everything_back(tmp_path: Path) -> None:
    (tmp_path / "findings.json").mkdir()
    (tmp_path / "memos/p").mkdir(parents=True)
    (tmp_path / "memos/p/甲.md").write_text("old", "utf-8")
    with pytest.raises(IsADirectoryError):
        write(tmp_path, FILES)
    assert contents(tmp_path) == {"memos/p/甲.md": b"old"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["findings.json", "memos"]


def test_a_folder_that_was_not_there_goes_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last file cannot be moved in: neither files nor folders stay."""
    move = folder._move

    def fail_last(staged: Path, goal: Path, undo: object) -> None:
        move(staged, goal, undo)  # type: ignore[arg-type]
        if goal.name == "findings.json":
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, "_move", fail_last)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "a" / "b", FILES)
    assert list(tmp_path.iterdir()) == []


def test_all_is_written_and_nothing_else_left(tmp_path: Path) -> None:
    (tmp_path / "findings.json").write_text("old", "utf-8")
    assert write(tmp_path, FILES) == []
    assert contents(tmp_path) == {k: v.encode() for k, v in FILES.items()}


def test_names_are_cut_by_bytes_and_stay_apart() -> None:
    taken: dict[str, str] = {}
    for unit in ("局" * 90 + "甲", "局" * 90 + "乙"):
        path = _free(f"memos/p/单位-{unit}", taken)
        assert len(path.rpartition("/")[2].encode()) <= 255
        taken[path] = ""
    assert len(taken) == 2
