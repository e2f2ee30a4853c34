"""Refresh the outputs quoted in the documentation: `python docs/generate.py`, or `--check` to fail when one is stale.

A fenced ```console block whose first line is `$ check …` is replaced by what the command prints now. A block that ends
in a line `…` is an excerpt: it keeps as many lines as it has. The commands of a page run from top to bottom; the word
LEDGER in them is an SQLite file that lives as long as the page, so that a page can tell a story over several years.
"""

import os
import re
import shlex
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "README.zh-CN.md", "docs/*.md")
BLOCK = re.compile(r"```console\n\$ (check [^\n]*)\n(.*?)```", re.DOTALL)
CUT = "…\n"
LEDGER = "LEDGER"
SETTINGS = {"CHECK_LANG", "CHECK_LEDGER"}
"""What a user may have set and the pages do without."""


def main(arguments: list[str]) -> int:
    """Refresh or check every page; 1 when a page was stale and `--check` was given."""
    stale = []
    for page in (p for pattern in PAGES for p in sorted(ROOT.glob(pattern))):
        old = page.read_text(encoding="utf-8")
        with TemporaryDirectory() as folder:
            new = BLOCK.sub(partial(refreshed, Path(folder, "ledger.db")), old)
        if new != old:
            stale.append(page.relative_to(ROOT).as_posix())
            if "--check" not in arguments:
                page.write_text(new, encoding="utf-8")
    for name in stale:
        print(f"{'stale' if '--check' in arguments else 'refreshed'}: {name}")
    return 1 if stale and "--check" in arguments else 0


def refreshed(ledger: Path, block: re.Match[str]) -> str:
    """A block with the output of its command now."""
    command, quoted = block.groups()
    output = run(command, ledger)
    if quoted.endswith(CUT):
        output = "".join(output.splitlines(keepends=True)[: quoted.count("\n") - 1]) + CUT
    return f"```console\n$ {command}\n{output}```"


def run(command: str, ledger: Path) -> str:
    """Standard output of a `check` command, run in the repository with this interpreter."""
    given = [f"sqlite:///{ledger}" if word == LEDGER else word for word in shlex.split(command)[1:]]
    words = [sys.executable, "-m", "engine", *given]
    env = {k: v for k, v in os.environ.items() if k not in SETTINGS}
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, check=False, encoding="utf-8")
    if not done.stdout:
        raise SystemExit(f"{command}: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
