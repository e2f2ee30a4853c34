"""Files of a run written to a folder: all rendered and staged first, then moved in; nothing of the user's removed."""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

LAST = "findings.json"
"""Moved in after all others, so that a reader who meets it meets the memos of the same run."""

STAGING = ".target-check-"


def write(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write `files` (path below `folder` → text or bytes), all or none; a reader never meets half a file.

    OSError if it cannot be done; the folder is then as it was. Returns memos of an earlier run that this one did not
    write again; they may have been edited, so they are kept.
    """
    goals = {name: folder / local(name) for name in files}
    with ExitStack() as undo:
        _make(folder, undo)
        staging = Path(tempfile.mkdtemp(dir=folder, prefix=STAGING))
        undo.callback(shutil.rmtree, staging, ignore_errors=True)
        staged = {name: staging / f"{n}.new" for n, name in enumerate(sorted(files, key=lambda f: (f == LAST, f)))}
        for name, path in staged.items():
            file = files[name]
            path.write_bytes(file if isinstance(file, bytes) else file.encode())
            path.chmod(0o644)
        for name, path in staged.items():
            _make(goals[name].parent, undo)
            _move(path, goals[name], undo)
        undo.pop_all()
    shutil.rmtree(staging, ignore_errors=True)
    return sorted(set(folder.glob("memos/*/*.md")) - set(goals.values()))


def local(name: str) -> str:
    """A name as the file system spells it: in UTF-8 even where the locale knows ASCII only (LC_ALL=C).

    Bytes of a name that are no characters, as its submitter's system wrote them, stay what they are.
    """
    return os.fsdecode(name.encode("utf-8", "surrogateescape"))


def _make(folder: Path, undo: ExitStack) -> None:
    """A folder with those above it; the ones that were not there go again when the rest fails."""
    missing = [p for p in (folder, *folder.parents) if not p.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        undo.callback(_quietly, path.rmdir)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def _move(staged: Path, goal: Path, undo: ExitStack) -> None:
    """Move over the goal in one step; what was there comes back when the rest fails."""
    if goal.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(goal))
    if os.path.lexists(goal):
        before = staged.with_suffix(".old")
        try:
            os.link(goal, before)
        except OSError:
            shutil.copy2(goal, before, follow_symlinks=False)
        undo.callback(_quietly, lambda: before.replace(goal))
    else:
        undo.callback(_quietly, lambda: goal.unlink(missing_ok=True))
    staged.replace(goal)


def _quietly(step: Callable[[], object]) -> None:
    """Take back what can be taken back."""
    with suppress(OSError):
        step()
