"""Refresh the outputs quoted in the documentation: `python docs/generate.py`, or `--check` to fail when one is stale.

A fenced ```console block whose first line is `$ check …` is replaced by what the command prints now. A block that ends
in a line `…` is an excerpt: it keeps as many lines as it has.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "README.zh-CN.md", "docs/*.md")
BLOCK = re.compile(r"```console\n\$ (check [^\n]*)\n(.*?)```", re.DOTALL)
CUT = "…\n"


def main(arguments: list[str]) -> int:
    """Refresh or check every page; 1 when a page was stale and `--check` was given."""
    stale = []
    for page in (p for pattern in PAGES for p in sorted(ROOT.glob(pattern))):
        old = page.read_text(encoding="utf-8")
        new = BLOCK.sub(refreshed, old)
        if new != old:
            stale.append(page.relative_to(ROOT).as_posix())
            if "--check" not in arguments:
                page.write_text(new, encoding="utf-8")
    for name in stale:
        print(f"{'stale' if '--check' in arguments else 'refreshed'}: {name}")
    return 1 if stale and "--check" in arguments else 0


def refreshed(block: re.Match[str]) -> str:
    """A block with the output of its command now."""
    command, quoted = block.groups()
    output = run(command)
    if quoted.endswith(CUT):
        output = "".join(output.splitlines(keepends=True)[: quoted.count("\n") - 1]) + CUT
    return f"```console\n$ {command}\n{output}```"


def run(command: str) -> str:
    """Standard output of a `check` command, run in the repository with this interpreter."""
    words = [sys.executable, "-m", "engine", *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    if not done.stdout:
        raise SystemExit(f"{command}: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
