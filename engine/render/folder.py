"""Files of a run written to a folder: all rendered first, each replaced whole, nothing of the user's removed."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write `files` (path below `folder` → text) so that a reader never meets half a file. OSError if it cannot.

    Returns memos of an earlier run that this one did not write again; they may have been edited, so they are kept.
    """
    for name, text in files.items():
        _replace(folder / name, text)
    return sorted(set(folder.glob("memos/*/*.md")) - {folder / name for name in files})


def _replace(path: Path, text: str) -> None:
    """Write beside the file and move over it in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
