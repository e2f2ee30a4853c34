"""Files written so that they outlive a crash, and names that never lead out of a folder."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from re import ASCII, fullmatch

STAGING = ".staging-"
MODE = 0o644


def safe_suffix(name: str) -> str:
    """The ending of a name if it is a plain one; nothing else of a submitted name ever becomes part of a path."""
    ending = Path(name).suffix.lower()
    return ending if fullmatch(r"\.[a-z0-9]{1,8}", ending, ASCII) else ""


def write(path: Path, found: bytes) -> None:
    """A file whose bytes are on the disk when this returns."""
    with path.open("wb") as file:
        file.write(found)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(MODE)


def flushed(folder: Path) -> None:
    """The names in a folder on the disk too, where the system can be asked for that (not on Windows)."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def swept(folder: Path) -> None:
    """What an interrupted accept left goes; we hold the lock, so nobody else works there."""
    for path in folder.glob(f"{STAGING}*"):
        shutil.rmtree(path, ignore_errors=True)
