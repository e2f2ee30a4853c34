"""A folder of statistics → the files in it and in the folders below it; what is left out is said."""

from collections.abc import Iterator
from os.path import realpath
from pathlib import Path, PurePath

from engine.files import is_inbox, listed, readable, why
from engine.intake.content import LEFT_OUT, NAMED_ONLY, SUFFIXES
from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text

EMPTY = Text(
    "目录及其子目录中没有统计数据文件（CSV、XLSX 等）。",
    "neither the folder nor those below it hold a file of statistics (CSV, XLSX and others).",
)
LOCK = "~$"
"""What Excel puts before the name of a workbook that is open."""

HIDDEN = Text("隐藏的目录；如有统计数据，请直接指明它", "it is hidden; if it holds figures, name it")
INBOX = Text("收件箱，其中的数由 check run 读取", "it is an inbox, whose figures check run reads")
CIRCLE = Text("链接指回它所在的目录", "it is a link back to where it stands")


def tables(folder: Path, shown: str, problems: list[Diagnostic]) -> Iterator[tuple[Path, str]]:
    """Files of statistics in a folder and below it with their names to show, in order of their paths.

    A folder to which several links lead comes once, by the first of its paths.
    """
    found: list[str] = []
    known: set[str] = set()
    waiting = [""]
    while waiting:
        under = waiting.pop()
        here, place = folder / under, Place(f"{shown}/{readable(under)}".removesuffix("/"))
        real = realpath(here)
        if because := _passed_over(here, under, real):
            problems.append(Diagnostic.of("N435", place, why=because))
        elif real not in known:
            known.add(real)
            try:
                files, folders = listed(here)
            except OSError as e:
                problems.append(Diagnostic.of("F001", place, why=why(e)))
                continue
            found += (f"{under}{name}" for name in files)
            waiting += sorted((f"{under}{name}/" for name in folders), reverse=True)
    yield from _chosen(folder, shown, sorted(found), problems)


def _passed_over(here: Path, under: str, real: str) -> Text | None:
    """Why a folder is not looked into; a hidden one is when it was named."""
    if under and here.name.startswith("."):
        return HIDDEN
    if is_inbox(here):
        return INBOX
    return CIRCLE if under and PurePath(realpath(here.parent)).is_relative_to(real) else None


def _chosen(folder: Path, shown: str, found: list[str], problems: list[Diagnostic]) -> Iterator[tuple[Path, str]]:
    """Those that hold figures; others that may hold some are named."""
    seen = [(name, PurePath(name).suffix.lower()) for name in found if not _aside(name)]
    tables = [name for name, suffix in seen if suffix in SUFFIXES and suffix not in NAMED_ONLY]
    if not tables:
        problems.append(Diagnostic.of("S416", Place(shown), why=EMPTY))
    others = [name for name, suffix in seen if suffix in LEFT_OUT]
    problems.extend(Diagnostic.of("N416", Place(f"{shown}/{readable(name)}")) for name in others)
    yield from ((folder / name, f"{shown}/{readable(name)}") for name in tables)


def _aside(path: str) -> bool:
    """Whether a file is hidden, or only says that another one is open."""
    return PurePath(path).name.startswith((LOCK, "."))
