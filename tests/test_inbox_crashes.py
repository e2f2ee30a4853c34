"""kill -9 while accepting, and two processes at once: every submission is there whole or not at all."""

import os
import random
from pathlib import Path

import pytest
from inbox_kit import accept, figure, mark, offer, stands
from killing import answers, ask, killed, waiting

from engine.inbox.read import current, log
from engine.model.diagnostic import errors

KILLS = 40
LONGEST = 0.08
"""Seconds after the first file began up to which a process is killed: several files."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


def test_killed_at_random_moments(tmp_path: Path) -> None:
    inbox, held, interrupted = tmp_path / "in", 0, 0
    chance = random.Random(20240229)
    with waiting("accepter.py") as process:
        for _ in range(KILLS):
            begun = killed(process, (inbox, "unit", 1000), "accepting", chance.uniform(0, LONGEST))
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
    with waiting("accepter.py") as one, waiting("accepter.py") as other:
        ask(one, inbox, "a", count)
        ask(other, inbox, "b", count)
        for process in (one, other):
            assert list(answers(process))[-1] == "ended 0"
    assert [e.number for e in log(inbox)[0]] == list(range(1, 2 * count + 1))
    assert len(stands(inbox)) == 2
