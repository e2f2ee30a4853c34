"""Runs `check` as a user would: within this process, or as a process of its own where the environment matters."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from engine.cli.speaking import Main, language

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "rules"
STATISTICS = ROOT / "fixtures" / "statistics"


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


def check(*arguments: object) -> Ran:
    """`check` in this process; an exception that it does not catch is raised here too."""
    words = [str(a) for a in arguments]
    result = CliRunner().invoke(Main(language(words)), words, prog_name="check")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def process(*arguments: object, cwd: Path, env: Mapping[str, str] | None = None) -> Ran:
    """`check` as its own process, its output piped and read as UTF-8."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "engine", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
