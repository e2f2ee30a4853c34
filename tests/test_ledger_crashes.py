"""kill -9 while recording, and two processes at once: every run is there whole or not at all, the chain intact."""

import os
import random
from pathlib import Path

import pytest
from killing import answers, ask, killed, waiting
from ledger_kit import database, findings

from engine.ledger.store import Ledger
from engine.model.ledger import Intact

KILLS = 100
LEDGERS = 10
"""Fresh ledgers that the kills are spread over, so that making the tables is interrupted too."""

LONGEST = 0.06
"""Seconds after the first record began up to which a process is killed: several records on either database."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_at_a_hundred_random_moments(kind: str, tmp_path: Path) -> None:
    chance = random.Random(20240229)
    each = len(findings(2022))
    interrupted = 0
    with waiting("recorder.py") as process:
        for n in range(LEDGERS):
            folder = tmp_path / str(n)
            folder.mkdir()
            with database(kind, folder) as url:
                held = 0
                for _ in range(KILLS // LEDGERS):
                    begun = killed(process, (url, 1000), "recording", chance.uniform(0, LONGEST))
                    found = _held(url, held, begun, each)
                    interrupted += found < held + begun
                    held = found
    assert interrupted > KILLS // 2


def _held(url: str, before: int, begun: int, each: int) -> int:
    """Runs in the ledger after a kill: all that ended, perhaps the one that was interrupted, each whole.

    A PostgreSQL server may finish a commit after its client was killed, so one more may have come since `before`.
    """
    ledger = Ledger(url)
    try:
        intact = ledger.verify()
    except Exception as error:  # killed before the tables were there
        assert "holds nothing yet" in str(error), error
        assert (before, begun) == (0, 1)
        return 0
    assert isinstance(intact, Intact), intact
    assert intact.findings == intact.runs * each
    late = url.startswith("postgresql")
    assert before + begun - 1 <= intact.runs <= before + begun + late
    return intact.runs


def test_two_processes_record_at_once(url: str) -> None:
    count, each = 25, len(findings(2022))
    with waiting("recorder.py") as one, waiting("recorder.py") as other:
        for process in (one, other):
            ask(process, url, count)
        for process in (one, other):
            assert list(answers(process))[-1] == "ended 0"
    intact = Ledger(url).verify()
    assert isinstance(intact, Intact)
    assert (intact.runs, intact.findings) == (2 * count, 2 * count * each)
