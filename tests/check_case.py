"""One folder of fixtures/checks/: figures held against its rules, what was found as lines."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from running import RULES

from engine.catalog.load import Loaded, load
from engine.checking import check
from engine.cli.checks import PreparedChecks, prepared_checks
from engine.intake.statistics import load as load_statistics
from engine.model.diagnostic import Diagnostic
from engine.model.observation import Observation

FOLDER = Path(__file__).parents[1] / "fixtures" / "checks"
BASE = FOLDER / "_base" / "rules"
CASES = sorted(p for p in FOLDER.iterdir() if p.is_dir() and p.name != "_base")


@cache
def rules(folder: Path) -> tuple[Loaded, PreparedChecks]:
    """Rules and checks of a folder, all of them sound."""
    loaded, prepared = load(folder), prepared_checks(folder)
    assert [d.say("en") for d in (*loaded.problems, *prepared.problems)] == []
    return loaded, prepared


def figures(path: Path) -> list[Observation]:
    """Figures of a CSV file, none of which may be unreadable; none where there is no file."""
    if not path.exists():
        return []
    read = load_statistics([(path, path.name)])
    assert [d.say("en") for d in read.problems] == []
    return list(read.observations)


def found(
    folder: Path, observations: Sequence[Observation], *, year: int | None = None, earlier: Sequence[Observation] = ()
) -> list[Diagnostic]:
    """What the checks of a rules folder say of figures, in order."""
    loaded, prepared = rules(folder)
    assert loaded.catalog
    said = check(loaded.catalog, loaded.office, prepared.compiled, observations, year=year, earlier=earlier)
    return sorted(said, key=lambda d: d.order)


def of_case(case: Path) -> list[Diagnostic]:
    """What is found in one folder."""
    asked = case / "asked.txt"
    return found(
        RULES if (case / "shipped-rules").exists() else BASE,
        figures(case / "figures.csv"),
        year=int(asked.read_text()) if asked.exists() else None,
        earlier=figures(case / "earlier.csv"),
    )


def lines(diagnostics: Iterable[Diagnostic]) -> str:
    """Place, level and code of each, with its sentences below."""
    return "".join(f"{d.place} {d.level} {d.code}\n  {d.text.zh}\n  {d.text.en}\n" for d in diagnostics)
