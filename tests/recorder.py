"""A process that records runs in a loop, for the tests that kill it; each line of its input is `URL COUNT`.

A line is answered by a forked child, which costs a millisecond instead of the half second of a new interpreter: its
process id on a line, then a line for each record that it begins. It ends after COUNT records, or when it is killed.
"""

import os
import sys

from ledger_kit import a_report

from engine.ledger.store import Ledger

WHOLE = a_report(2022)


def record(url: str, count: int) -> None:
    """Record the same report `count` times, saying so before each."""
    ledger = Ledger(url)
    for _ in range(count):
        os.write(1, b"recording\n")
        ledger.record(WHOLE, "2022-12-31T00:00:00+08:00", "张三")


def main() -> None:
    """Serve lines until the input ends."""
    for line in sys.stdin:
        url, count = line.split()
        child = os.fork()
        if child == 0:
            record(url, int(count))
            os._exit(0)
        os.write(1, f"{child}\n".encode())
        _, status = os.waitpid(child, 0)
        os.write(1, f"ended {os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    main()
