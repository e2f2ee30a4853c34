"""Statistics on disk → observations: the files and folders named, read in order of their names."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from engine.files import content, is_folder, names, readable, why
from engine.intake.csv_file import read
from engine.model.diagnostic import Diagnostic, Place
from engine.model.observation import Observation
from engine.model.text import Text

EMPTY = Text("目录中没有 CSV 文件。", "the folder holds no CSV file.")
WORKBOOK = Text(
    "这是工作簿，不是 CSV；请在 Excel 中另存为“CSV UTF-8（逗号分隔）”。",
    "this is a workbook, not CSV; save it from Excel as 'CSV UTF-8 (comma delimited)'.",
)
LOCK = "~$"
"""What Excel puts before the name of a workbook that is open."""

WORKBOOKS = frozenset({".xlsx", ".xls", ".xlsm", ".et", ".ods"})


class Intake(NamedTuple):
    """Observations of all files, every problem found, and a hash over what was read."""

    observations: tuple[Observation, ...]
    problems: tuple[Diagnostic, ...]
    sha256: str


def load(paths: list[tuple[Path, str]]) -> Intake:
    """Read CSV files and the CSV files in folders; each path comes with the name to show for it."""
    observations: list[Observation] = []
    problems: list[Diagnostic] = []
    digest = sha256()
    for path, shown in _files(paths, problems):
        if path.suffix.lower() in WORKBOOKS:
            problems.append(Diagnostic.of("S416", Place(shown), why=WORKBOOK))
            continue
        try:
            found = content(path)
        except OSError as e:
            problems.append(Diagnostic.of("F001", Place(shown), why=why(e)))
            continue
        digest.update(f"{readable(path.name)}\0{len(found)}\0".encode() + found)
        for item in read(found, shown):
            if isinstance(item, Observation):
                observations.append(item)
            else:
                problems.append(item)
    return Intake(tuple(observations), tuple(problems), digest.hexdigest())


def _files(paths: list[tuple[Path, str]], problems: list[Diagnostic]) -> Iterator[tuple[Path, str]]:
    """Folders replaced by the CSV files directly in them; a workbook beside them is a warning, nothing else counts."""
    for path, shown in paths:
        if not is_folder(path):
            yield path, shown
            continue
        try:
            found = names(path)
        except OSError as e:
            problems.append(Diagnostic.of("F001", Place(shown), why=why(e)))
            continue
        tables = [name for name in found if Path(name).suffix.lower() == ".csv"]
        if not tables:
            problems.append(Diagnostic.of("S416", Place(shown), why=EMPTY))
        books = [n for n in found if Path(n).suffix.lower() in WORKBOOKS and not n.startswith(LOCK)]
        problems.extend(Diagnostic.of("S417", Place(f"{shown}/{readable(name)}")) for name in books)
        yield from ((path / name, f"{shown}/{readable(name)}") for name in tables)
