"""Refresh the documentation: `python docs/generate.py`, or `--check` to fail when a page is stale.

A fenced ```console block whose first line is `$ check …` is replaced by what the command prints now. A block that ends
in a line `…` is an excerpt: it keeps as many lines as it has. The commands of a page run from top to bottom; the word
LEDGER in them is an SQLite file that lives as long as the page, so that a page can tell a story over several years.
docs/diagnostics.md and docs/checks.md are generated as a whole.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from checks_page import page as checks
from console_blocks import ROOT, with_outputs
from diagnostics_page import page as diagnostics

PAGES = ("README.md", "README.zh-CN.md", "docs/*.md")
WHOLE = {ROOT / "docs" / "checks.md": checks, ROOT / "docs" / "diagnostics.md": diagnostics}
"""Pages that nobody writes by hand."""


def main(arguments: list[str]) -> int:
    """Refresh or check every page; 1 when a page was stale and `--check` was given."""
    stale = []
    for path, new in fresh():
        if not path.is_file() or path.read_text(encoding="utf-8") != new:
            stale.append(path.relative_to(ROOT).as_posix())
            if "--check" not in arguments:
                path.write_text(new, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"{'stale' if '--check' in arguments else 'refreshed'}: {name}")
    return 1 if stale and "--check" in arguments else 0


def fresh() -> Iterator[tuple[Path, str]]:
    """Every page as it should be."""
    for path, made in WHOLE.items():
        yield path, made()
    for path in (p for pattern in PAGES for p in sorted(ROOT.glob(pattern)) if p not in WHOLE):
        yield path, with_outputs(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
