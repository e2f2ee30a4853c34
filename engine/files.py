"""Files as they lie on disk: only regular ones are opened, and every name can be printed, written and hashed."""

import errno
import os
import stat
from pathlib import Path

from engine.model.text import Text

NO_FILE = Text("不是普通文件", "not a regular file")


_C0_C1 = (*range(32), *range(127, 160))
CONTROLS = "".join(map(chr, (*_C0_C1, *range(0x2028, 0x202F), *range(0x2066, 0x206A))))
"""Characters that command a terminal or turn the order of a line: C0, C1, bidirectional controls, line separators."""


INBOX_LOG = "submissions.jsonl"
"""By which an inbox of accepted submissions is known."""


class NoFileError(OSError):
    """A pipe, a device or a folder where a file is expected; opening it could wait for ever."""


def content(path: Path) -> bytes:
    """Bytes of a regular file; OSError otherwise."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise NoFileError(errno.EINVAL, NO_FILE.en, str(path))
    return path.read_bytes()


def is_folder(path: Path) -> bool:
    """Whether a folder is there, or at the end of a link; False where nobody can say."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def is_inbox(folder: Path) -> bool:
    """Whether a folder holds the log of an inbox."""
    return is_folder(folder) and os.path.lexists(folder / INBOX_LOG)


def why(error: OSError) -> Text | str:
    """What the system says about a file that cannot be read."""
    return NO_FILE if isinstance(error, NoFileError) else error.strerror or str(error)


def names(folder: Path) -> list[str]:
    """Names in a folder, in their order; OSError where it cannot be listed."""
    with os.scandir(folder) as found:
        return sorted(entry.name for entry in found)


def listed(folder: Path) -> tuple[list[str], list[str]]:
    """Names of the files and of the folders in a folder; OSError where it cannot be listed."""
    with os.scandir(folder) as found:
        names = [(entry.name, _leads_to_folder(entry)) for entry in found]
    return [name for name, is_one in names if not is_one], [name for name, is_one in names if is_one]


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder or a link to one; where nobody can say, opening it as one will say why."""
    try:
        return entry.is_dir()
    except OSError:
        return True


def readable(path: object) -> str:
    """A path as text; bytes that are not UTF-8 become replacement marks."""
    return os.fsencode(str(path)).decode("utf-8", "replace")
