"""Outputs quoted in the documentation: the blocks that start with a command, as that command prints them now."""

import os
import re
import shlex
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```console\n\$ (check [^\n]*)\n(.*?)```", re.DOTALL)
CUT = "…\n"
LEDGER = "LEDGER"
SETTINGS = {"CHECK_LANG", "CHECK_LEDGER"}
"""What a user may have set and the pages do without."""


def with_outputs(page: str) -> str:
    """The text of a page, every block refreshed from top to bottom."""
    with TemporaryDirectory() as folder:
        return BLOCK.sub(partial(_refreshed, Path(folder, "ledger.db")), page)


def _refreshed(ledger: Path, block: re.Match[str]) -> str:
    """A block with the output of its command now."""
    command, quoted = block.groups()
    output = _run(command, ledger)
    if quoted.endswith(CUT):
        output = "".join(output.splitlines(keepends=True)[: quoted.count("\n") - 1]) + CUT
    return f"```console\n$ {command}\n{output}```"


def _run(command: str, ledger: Path) -> str:
    """Standard output of a `check` command, run in the repository with this interpreter."""
    given = [f"sqlite:///{ledger}" if word == LEDGER else word for word in shlex.split(command)[1:]]
    words = [sys.executable, "-m", "engine", *given]
    env = {k: v for k, v in os.environ.items() if k not in SETTINGS}
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, check=False, encoding="utf-8")
    if not done.stdout:
        raise SystemExit(f"{command}: {done.stderr}")
    return done.stdout
