"""The process that reads workbooks and that one of them may bring down: file by file on stdin, answers on stdout.

A question is a line of JSON, [name of the file, kind, bytes], and the bytes; an answer is its length and JSON.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from time import process_time

from engine.intake import limits, workbook
from engine.intake.content import ODS, XLS, XLSX, Kind
from engine.intake.worker import LENGTH, NO_MEMORY
from engine.intake.worker_answer import Found, packed

KINDS = {kind.name: kind for kind in (XLSX, XLS, ODS)}
Read = Callable[[bytes, str, Kind], Found]


def serve(read: Read = workbook.read) -> None:
    """Until standard input ends, as it does with the parent; what libraries print goes nowhere near the answers."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit("RLIMIT_AS", limits.MAX_MEMORY)
    _limit("RLIMIT_CORE", 0)
    try:
        while head := sys.stdin.buffer.readline():
            answer = _answer(read, *json.loads(head))
            answers.write(len(answer).to_bytes(LENGTH) + answer)
            answers.flush()
    except MemoryError:
        os._exit(NO_MEMORY)


def _answer(read: Read, file: str, kind: str, size: int) -> bytes:
    """What is read from one file. The limit of time is the parent's to keep, and ours should it be gone."""
    _limit("RLIMIT_CPU", int(process_time()) + limits.MAX_SECONDS + 1)
    return packed(read(sys.stdin.buffer.read(size), file, KINDS[kind]))


def _limit(name: str, most: int) -> None:
    """A limit of the operating system: Windows has none of them, and macOS not all."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  not on Windows

    what = getattr(resource, name)
    with suppress(OSError, ValueError):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    serve()
