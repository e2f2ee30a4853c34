"""The inbox as it lies on disk: its log, the figures that stand, and what is not as it was written."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from engine.files import INBOX_LOG, content, is_folder, is_inbox, names, readable, why
from engine.inbox.gate import DamagedError, usable
from engine.inbox.log import parse
from engine.inbox.parquet import read as read_parquet
from engine.model.diagnostic import Diagnostic, Place
from engine.model.inbox import Entry, standing
from engine.model.observation import Observation

OBSERVATIONS, RECEIVED = "observations", "received"


class Current(NamedTuple):
    """The submissions that stand, their Parquet files in the same order, every problem, and a hash over the figures."""

    entries: tuple[Entry, ...]
    paths: tuple[Path, ...]
    problems: tuple[Diagnostic, ...]
    sha256: str


def current(folder: Path) -> Current:
    """What stands; read the figures of `paths` only when no problem is an error."""
    entries, problems = log(folder)
    found = tuple(standing(entries))
    for entry in found:
        problems += _held_against(figures_path(folder, entry), entry.observations, entry.number)
    for entry in entries:
        problems += _held_against(received_path(folder, entry), entry.sha256, entry.number)
    problems += orphans(folder, entries)
    digest = sha256("".join(e.observations for e in found).encode()).hexdigest()
    return Current(found, tuple(figures_path(folder, e) for e in found), tuple(problems), digest)


def figures(found: Current) -> list[Observation]:
    """All figures that stand; `found` must be free of errors."""
    return [o for part in read_parquet(found.paths) for o in part] if found.paths else []


def log(folder: Path) -> tuple[list[Entry], list[Diagnostic]]:
    """Every entry with the problems of the log; nothing when there is no inbox yet."""
    if not is_inbox(folder):
        return [], []
    with usable(folder):
        return parse(content(folder / INBOX_LOG), shown(folder / INBOX_LOG))


def observations(folder: Path, entries: Sequence[Entry]) -> list[list[Observation]]:
    """The figures of each submission; DamagedError when a file of theirs is not what was written."""
    paths = [figures_path(folder, e) for e in entries]
    problems = [d for p, e in zip(paths, entries, strict=True) for d in _held_against(p, e.observations, e.number)]
    if problems:
        raise DamagedError(tuple(problems))
    return read_parquet(paths) if paths else []


def figures_path(folder: Path, entry: Entry) -> Path:
    """The Parquet file of a submission."""
    return folder / OBSERVATIONS / f"{entry.observations}.parquet"


def received_path(folder: Path, entry: Entry) -> Path:
    """The file that was submitted, as it was."""
    return folder / RECEIVED / f"{entry.sha256}{entry.suffix}"


def shown(path: Path) -> str:
    """A path for reading."""
    return readable(path.as_posix())


def orphans(folder: Path, entries: list[Entry]) -> Iterator[Diagnostic]:
    """Files that no line of the log knows."""
    known = {p for e in entries for p in (figures_path(folder, e), received_path(folder, e))}
    for part in (OBSERVATIONS, RECEIVED):
        if is_folder(folder / part):
            with usable(folder):
                found = [folder / part / name for name in names(folder / part)]
            yield from (Diagnostic.of("I705", Place(shown(p))) for p in found if p not in known)


def _held_against(path: Path, digest: str, number: int) -> Iterator[Diagnostic]:
    """What is wrong with a file that must have a hash."""
    try:
        found = sha256(content(path)).hexdigest()
    except OSError as e:
        yield Diagnostic.of("I703", Place(shown(path)), number=number, why=why(e))
        return
    if found != digest:
        yield Diagnostic.of("I704", Place(shown(path)), number=number)
