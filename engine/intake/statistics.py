"""Statistics on disk → submissions: the files and folders named, read in order of their names."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from os.path import realpath
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from engine.files import content, is_folder, readable, why
from engine.intake import folder, limits
from engine.intake.submission import read
from engine.model.diagnostic import Diagnostic, Place
from engine.model.layout import Layout
from engine.model.observation import Observation
from engine.model.submission import Submission

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
    """Folders replaced by the files of statistics in them and below; others that may hold figures are named.

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
        yield from folder.tables(path, shown, problems) if is_folder(path) else [(path, shown)]
