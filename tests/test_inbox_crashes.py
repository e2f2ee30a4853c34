"""kill -9 while accepting, and two processes at once: every submission is there whole or not at all."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from inbox_kit import accept, figure, mark, offer, stands

from engine.inbox.read import current, log
from engine.model.diagnostic import errors

KILLS = 40
LONGEST = 0.08
"""Seconds after the first file began up to which a process is killed: several files."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


@contextmanager
def accepter() -> Iterator["subprocess.Popen[str]"]:
    """A process that waits for lines."""
    program = Path(__file__).with_name("accepter.py")
    root = {**os.environ, "PYTHONPATH": str(program.parent.parent)}
    words = [sys.executable, str(program)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=root) as p:
        yield p
        assert p.stdin
        p.stdin.close()


def ask(process: "subprocess.Popen[str]", inbox: Path, unit: str, count: int) -> None:
    assert process.stdin
    process.stdin.write(f"{inbox} {unit} {count}\n")
    process.stdin.flush()


def answers(process: "subprocess.Popen[str]") -> Iterator[str]:
    """Lines up to the end of the child."""
    assert process.stdout
    for line in process.stdout:
        yield line.strip()
        if line.startswith("ended"):
            return


def killed(process: "subprocess.Popen[str]", inbox: Path, delay: float) -> int:
    """Kill a child `delay` seconds after its first file began; how many files it had begun."""
    ask(process, inbox, "unit", 1000)
    child, begun, lines = 0, 0, []
    timer: threading.Timer | None = None
    for line in answers(process):
        lines.append(line)
        child = int(line) if line.isdigit() else child
        begun += line == "accepting"
        if child and begun and timer is None:
            timer = threading.Timer(delay, os.kill, (child, signal.SIGKILL))
            timer.start()
    assert lines[-1] == f"ended -{signal.SIGKILL.value}"
    return begun


def test_killed_at_random_moments(tmp_path: Path) -> None:
    inbox, held, interrupted = tmp_path / "in", 0, 0
    chance = random.Random(20240229)
    with accepter() as process:
        for _ in range(KILLS):
            begun = killed(process, inbox, chance.uniform(0, LONGEST))
            found = current(inbox)
            assert errors(found.problems) == []
            count = len(log(inbox)[0])
            assert count in {held + begun - 1, held + begun}
            assert len(found.entries) == min(count, 1)
            interrupted += count < held + begun
            held = count
    assert interrupted > KILLS // 2
    accept(inbox, offer(tmp_path, [figure()], form=mark("unit")))
    assert not list(inbox.glob(".staging-*")), "what a killed process left is swept away by the next"
    assert {p.code for p in current(inbox).problems} <= {"I705"}


def test_two_processes_accept_at_once(tmp_path: Path) -> None:
    inbox, count = tmp_path / "in", 15
    with accepter() as one, accepter() as other:
        ask(one, inbox, "a", count)
        ask(other, inbox, "b", count)
        for process in (one, other):
            assert list(answers(process))[-1] == "ended 0"
    assert [e.number for e in log(inbox)[0]] == list(range(1, 2 * count + 1))
    assert len(stands(inbox)) == 2
