"""Statistics on disk → observations: the files and folders named, read in order of their names."""

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from engine.intake.csv_file import read
from engine.model.diagnostic import Diagnostic, Place
from engine.model.observation import Observation
from engine.model.text import Text

EMPTY = Text("目录中没有 CSV 文件。", "the folder holds no CSV file.")
WORKBOOK = Text(
    "这是工作簿，不是 CSV；请在 Excel 中另存为“CSV UTF-8（逗号分隔）”。",
    "this is a workbook, not CSV; save it from Excel as 'CSV UTF-8 (comma delimited)'.",
)
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
    for path, shown in paths:
        if path.is_dir() and not any(path.glob("*.csv")):
            problems.append(Diagnostic.of("S416", Place(shown), why=EMPTY))
    for path, shown in _files(paths):
        if path.suffix.lower() in WORKBOOKS:
            problems.append(Diagnostic.of("S416", Place(shown), why=WORKBOOK))
            continue
        try:
            content = path.read_bytes()
        except OSError as e:
            problems.append(Diagnostic.of("F001", Place(shown), why=e.strerror or str(e)))
            continue
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
        for item in read(content, shown):
            if isinstance(item, Observation):
                observations.append(item)
            else:
                problems.append(item)
    return Intake(tuple(observations), tuple(problems), digest.hexdigest())


def _files(paths: list[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Folders replaced by the CSV files directly in them."""
    files = []
    for path, shown in paths:
        found = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        files += [(f, f"{shown}/{f.name}" if path.is_dir() else shown) for f in found]
    return files
