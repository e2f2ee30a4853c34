"""Standard streams as a pipeline hands them over: closed, full, or read no further; none ends in a traceback."""

import io
import os
import sys
from typing import TextIO


class StreamError(OSError):
    """Standard output cannot be written; what came so far is incomplete."""


class Pipe(io.FileIO):
    """A stream whose reader may leave early (`| head -1`): the rest is dropped and the command ends as it would.

    Any other failure is said once, as StreamError, where `loud`; a second one at the end of the process says no more.
    """

    def __init__(self, number: int, *, loud: bool) -> None:
        super().__init__(number, "w", closefd=False)
        self.loud = loud

    def write(self, data: object, /) -> int:
        """Write, or take the data as written."""
        try:
            return super().write(data) or 0  # type: ignore[arg-type]
        except BrokenPipeError:
            self.loud = False
        except OSError as e:
            if self.loud:
                self.loud = False
                raise StreamError(e.errno, e.strerror) from e
        return len(memoryview(data))  # type: ignore[arg-type]


def prepare() -> None:
    """Make the standard streams safe to write to; no file of ours is ever opened as number 0, 1 or 2."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = _safe(sys.stdout, loud=True)
    sys.stderr = _safe(sys.stderr, loud=False)


def _safe(stream: TextIO, *, loud: bool) -> TextIO:
    """The stream, in UTF-8 where its locale knows ASCII only, with its failures told apart unless it is a terminal."""
    if stream is None or not isinstance(stream, io.TextIOWrapper):
        return stream
    encoding = "utf-8" if stream.encoding.lower() in {"ascii", "us-ascii", "ansi_x3.4-1968"} else stream.encoding
    if stream.isatty():
        stream.reconfigure(encoding=encoding, errors="replace")
        return stream
    buffer = io.BufferedWriter(Pipe(stream.fileno(), loud=loud))
    return io.TextIOWrapper(buffer, encoding=encoding, errors="replace", write_through=False)
