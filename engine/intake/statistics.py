"""Statistics on disk → submissions: the files and folders named, read in order of their names."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from os.path import realpath
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from engine.files import content, is_folder, names, readable, why
from engine.intake import limits
from engine.intake.content import LEFT_OUT, NAMED_ONLY, SUFFIXES
from engine.intake.submission import read
from engine.model.diagnostic import Diagnostic, Place
from engine.model.layout import Layout
from engine.model.observation import Observation
from engine.model.submission import Submission
from engine.model.text import Text

EMPTY = Text(
    "目录中没有统计数据文件（CSV、XLSX 等）。", "the folder holds no file of statistics (CSV, XLSX and others)."
)
LOCK = "~$"
"""What Excel puts before the name of a workbook that is open."""

NO_NAMES: Mapping[str, str] = MappingProxyType({})


class Intake(NamedTuple):
    """Submissions of all files, every problem found (also of folders), and a hash over what was read."""

    files: tuple[Submission, ...]
    problems: tuple[Diagnostic, ...]
    sha256: str

    @property
    def observations(self) -> tuple[Observation, ...]:
        """Figures of all files, in their order."""
        return tuple(o for file in self.files for o in file.observations)


def load(paths: list[tuple[Path, str]], names: Mapping[str, str] = NO_NAMES, layouts: Sequence[Layout] = ()) -> Intake:
    """Read files, and those in folders; each path comes with the name to show for it.

    `names` are the names of registered indicators with their ids; `layouts` describe tables of other people.
    """
    files: list[Submission] = []
    problems: list[Diagnostic] = []
    digest = sha256()
    for path, shown in located(paths, problems):
        try:
            if (size := path.stat().st_size) > limits.MAX_FILE:
                problems.append(limits.beyond(Place(shown), limits.BYTES, limits.MAX_FILE, n=size))
                continue
            found = content(path)
        except OSError as e:
            problems.append(Diagnostic.of("F001", Place(shown), why=why(e)))
            continue
        digest.update(f"{readable(path.name)}\0{len(found)}\0".encode() + found)
        files.append(read(found, shown, names, layouts))
        problems += files[-1].problems
    return Intake(tuple(files), tuple(problems), digest.hexdigest())


def located(paths: list[tuple[Path, str]], problems: list[Diagnostic]) -> Iterator[tuple[Path, str]]:
    """Folders replaced by the files of statistics directly in them; others that may hold figures are named.

    A file that is named twice, however its path is written, comes once.
    """
    known: set[str] = set()
    for path, shown in _found(paths, problems):
        if (real := realpath(path)) not in known:
            known.add(real)
            yield path, shown


def _found(paths: list[tuple[Path, str]], problems: list[Diagnostic]) -> Iterator[tuple[Path, str]]:
    """Files named, and those in folders."""
    for path, shown in paths:
        if not is_folder(path):
            yield path, shown
            continue
        try:
            found = [n for n in names(path) if not n.startswith((LOCK, "."))]
        except OSError as e:
            problems.append(Diagnostic.of("F001", Place(shown), why=why(e)))
            continue
        suffix = {name: Path(name).suffix.lower() for name in found}
        tables = [n for n in found if suffix[n] in SUFFIXES and suffix[n] not in NAMED_ONLY]
        if not tables:
            problems.append(Diagnostic.of("S416", Place(shown), why=EMPTY))
        others = [n for n in found if suffix[n] in LEFT_OUT]
        problems.extend(Diagnostic.of("N416", Place(f"{shown}/{readable(name)}")) for name in others)
        yield from ((path / name, f"{shown}/{readable(name)}") for name in tables)
