"""Every folder of fixtures/intake/: what is read from its files, with each note and error in both languages."""

from pathlib import Path

import pytest
from golden import Golden
from running import ROOT
from workbooks import made

from engine.catalog.layouts import load_layouts
from engine.intake.statistics import load
from engine.model.diagnostic import Diagnostic
from engine.model.observation import Observation
from engine.quantity import plain

FOLDER = ROOT / "fixtures" / "intake"
CASES = sorted(p for p in FOLDER.iterdir() if p.is_dir())
NAMES = {"省级科普基地": "science-bases"}
BOOK = ".book.json"
"""What ends the name of a file that describes a workbook."""


def shown(found: Diagnostic | Observation) -> list[str]:
    """A problem with its sentences and the raw text, or a figure."""
    if isinstance(found, Observation):
        what = plain(found.value) if found.value is not None else found.state
        words = [found.indicator, found.jurisdiction, str(found.year), what, found.unit]
        words += [w for w in (found.bound, found.status.word) if w not in {"exact", "final"}]
        words += [f"<{found.reporter}>"] if found.reporter else []
        words += [f"±{found.standard_error}"] if found.standard_error else []
        return [f"{found.place}: = {' '.join(words)}"]
    raw = f" [{found.raw}]".replace("\n", "⏎") if found.raw else ""
    return [f"{found.place}: {found.level} {found.code}{raw}", f"  {found.text.zh}", f"  {found.text.en}"]


def outcome(case: Path, folder: Path) -> str:
    """Everything that is read from a case."""
    for path in sorted(p for p in case.iterdir() if p.is_file() and p.name != "expected.txt"):
        name = path.name.removesuffix(BOOK)
        (folder / name).write_bytes(made(path) if path.name.endswith(BOOK) else path.read_bytes())
    layouts, problems = load_layouts(case / "intake")
    assert problems == ()
    intake = load([(p, p.name) for p in sorted(folder.iterdir())], NAMES, layouts)
    together: list[Diagnostic | Observation] = [*intake.problems, *intake.observations]
    ordered = sorted(together, key=lambda item: (item.place, isinstance(item, Observation)))
    return "".join(f"{line}\n" for item in ordered for line in shown(item))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_case(case: Path, tmp_path: Path, golden: Golden) -> None:
    found = outcome(case, tmp_path)
    golden.file(case / "expected.txt", found)
    assert f" {case.name.partition('-')[0]}" in found, "a case is named after a code that it shows"
