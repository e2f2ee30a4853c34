"""One writer at a time: a lock on a file, which the system lets go of when its process ends, however it ends."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.files import readable
from engine.inbox.gate import BUSY, InboxError

LOCK = ".lock"
PATIENCE, STEP = 60, 0.02
"""Seconds to wait for another process that is accepting, and between two tries."""

if sys.platform == "win32":
    import msvcrt

    def _try(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of an inbox; InboxError when another process holds it for longer than `patience` seconds."""
    number = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        end = time.monotonic() + patience
        while not _held(number):
            if time.monotonic() >= end:
                raise InboxError(BUSY.fill({"folder": readable(folder), "seconds": int(patience)}))
            time.sleep(STEP)
        yield
    finally:
        with suppress(OSError):
            os.close(number)


def _held(number: int) -> bool:
    """Whether the lock is ours now; OSError where files cannot be locked at all."""
    try:
        _try(number)
    except (BlockingIOError, PermissionError):  # the second on Windows
        return False
    return True
