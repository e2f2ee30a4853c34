"""A process that accepts files in a loop, for the tests that kill it; each line of its input is `INBOX UNIT COUNT`.

A line is answered by a forked child, as in recorder.py: its process id, then a line for each file that it begins.
"""

import os
import sys
from pathlib import Path

import duckdb
from inbox_kit import accept, figure, mark, offer

assert duckdb.__version__


def work(inbox: Path, unit: str, count: int) -> None:
    """Accept revisions of one form, saying so before each."""
    outside = inbox.parent / unit
    outside.mkdir(exist_ok=True)
    for n in range(count):
        one = offer(outside, [figure(f"{os.getpid()}.{n}")], form=mark(unit))
        os.write(1, b"accepting\n")
        accept(inbox, one)


def main() -> None:
    """Serve lines until the input ends."""
    for line in sys.stdin:
        inbox, unit, count = line.split()
        child = os.fork()
        if child == 0:
            work(Path(inbox), unit, int(count))
            os._exit(0)
        os.write(1, f"{child}\n".encode())
        _, status = os.waitpid(child, 0)
        os.write(1, f"ended {os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    main()
