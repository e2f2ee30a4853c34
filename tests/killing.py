"""Processes that are killed while they write: one waits for lines, forks a child for each, and says how it ended."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent


@contextmanager
def waiting(program: str) -> Iterator["subprocess.Popen[str]"]:
    """A program of this folder that waits for lines; it finds the engine of this checkout."""
    words = [sys.executable, str(HERE / program)]
    env = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE, env=env) as p:
        yield p
        assert p.stdin
        p.stdin.close()


def ask(process: "subprocess.Popen[str]", *words: object) -> None:
    """Have a child do something."""
    assert process.stdin
    process.stdin.write(" ".join(map(str, words)) + "\n")
    process.stdin.flush()


def answers(process: "subprocess.Popen[str]") -> Iterator[str]:
    """Lines up to the end of the child."""
    assert process.stdout
    for line in process.stdout:
        yield line.strip()
        if line.startswith("ended"):
            return


def killed(process: "subprocess.Popen[str]", words: tuple[object, ...], beginning: str, delay: float) -> int:
    """Kill a child `delay` seconds after it first said `beginning`; how often it had said so."""
    ask(process, *words)
    child, begun, lines = 0, 0, []
    timer: threading.Timer | None = None
    for line in answers(process):
        lines.append(line)
        child = int(line) if line.isdigit() else child
        begun += line == beginning
        if child and begun and timer is None:
            timer = threading.Timer(delay, os.kill, (child, signal.SIGKILL))
            timer.start()
    assert lines[-1] == f"ended -{signal.SIGKILL.value}"
    return begun
