"""What lies in the rules folder: plans, and files that no reader would ever open, which are named rather than left."""

from collections.abc import Iterator
from os.path import lexists
from pathlib import Path
from typing import NamedTuple

from engine.catalog.shipped import shown
from engine.catalog.validate import nearest
from engine.files import content, is_folder, names, readable, why
from engine.model.diagnostic import Diagnostic, Place

COMMITMENTS = "commitments.yaml"
OF_A_PLAN = (COMMITMENTS, "tasks.yaml", "tests.yaml", "waivers.yaml", "waivers.csv")
OF_ALL = (
    "indicators.yaml",
    "departments.yaml",
    "jurisdictions.yaml",
    "office.yaml",
    "grading.yaml",
    "escalation.yaml",
    "escalation-tests.yaml",
    "checks.yaml",
)
SUFFIXES = frozenset({".yaml", ".yml", ".csv"})


class Listing(NamedTuple):
    """The commitments of each plan, in order of folder names, and what is wrong with the folders."""

    plans: list[Path]
    problems: list[Diagnostic]


def list_plans(folder: Path) -> Listing:
    """Every plan below `folder`; a folder without commitments that holds rule files is an error."""
    found = Listing([], [])
    for name in _names(folder, found.problems):
        path = folder / name
        if is_folder(path):
            _plan(path, found)
        elif path.is_symlink() and not path.suffix:  # a plan that a link leads to, or no longer does
            found.problems.extend(_unreadable(path))
    found.problems.extend(_unknown(folder, OF_ALL, found.problems))
    return found


def _plan(folder: Path, found: Listing) -> None:
    """One folder."""
    if lexists(folder / COMMITMENTS):
        found.plans.append(folder / COMMITMENTS)
        found.problems.extend(_unknown(folder, OF_A_PLAN, found.problems))
        return
    rules = [] if folder.name.startswith(".") else _rule_files(folder, found.problems)
    if rules:
        hint = next((nearest(n, [COMMITMENTS]) for n in rules if Path(n).stem == Path(COMMITMENTS).stem), "")
        fields = {"names": "、".join(map(readable, rules)), "hint": hint}
        found.problems.append(Diagnostic.of("F009", Place(shown(folder)), **fields))


def _unknown(folder: Path, known: tuple[str, ...], problems: list[Diagnostic]) -> list[Diagnostic]:
    """F010 for each rule file whose name nobody looks for."""
    unknown = [n for n in _rule_files(folder, problems) if n not in known]
    return [Diagnostic.of("F010", Place(shown(folder / n)), hint=nearest(readable(n), list(known))) for n in unknown]


def _rule_files(folder: Path, problems: list[Diagnostic]) -> list[str]:
    """Names of files that look like rules; hidden ones and editors' leavings are none."""
    files = (n for n in _names(folder, problems) if not n.startswith((".", "~")) and not is_folder(folder / n))
    return [n for n in files if Path(n).suffix.lower() in SUFFIXES]


def _names(folder: Path, problems: list[Diagnostic]) -> list[str]:
    """Names in a folder; F001, said once, where it cannot be listed."""
    try:
        return names(folder)
    except OSError as e:
        problem = Diagnostic.of("F001", Place(shown(folder)), why=why(e))
        if problem not in problems:
            problems.append(problem)
        return []


def _unreadable(path: Path) -> Iterator[Diagnostic]:
    """F001 for a link that leads nowhere."""
    try:
        content(path)
    except OSError as e:
        yield Diagnostic.of("F001", Place(shown(path)), why=why(e))
