"""Recording and reading back, on SQLite and PostgreSQL alike."""

import os
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from ledger_kit import PLAN, a_ledger, a_report, a_step, findings, gap_of

from engine.ledger.gate import LedgerError, open_ledger
from engine.ledger.store import Ledger
from engine.model.finding import Outcome
from engine.model.ledger import Evidence, Intact


def test_a_new_ledger_has_no_past(url: str) -> None:
    ledger = Ledger(url)
    assert ledger.past(2024) == []
    assert ledger.rectifications(date(2024, 1, 1)) == []


def test_reading_a_ledger_that_is_not_there_says_how_to_begin_and_makes_no_file(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path}/none.db")
    with pytest.raises(LedgerError, match="Record a run first"):
        ledger.runs()
    assert list(tmp_path.iterdir()) == []


def test_a_run_is_recorded_with_all_its_findings(url: str) -> None:
    ledger = a_ledger(url, 2021, 2022)
    runs = ledger.runs()
    assert [(r.number, r.year, r.agent) for r in runs] == [(1, 2021, "张三"), (2, 2022, "张三")]
    assert ledger.report(2) == _canonical(a_report(2022))
    intact = ledger.verify()
    assert intact == Intact(2, len(findings(2021)) + len(findings(2022)), 0, runs[-1].hash, "0" * 64)


def _canonical(report: object) -> bytes:
    from engine.chain import canonical

    return canonical(report.model_dump(mode="json", by_alias=True))  # type: ignore[attr-defined]


def test_both_databases_give_the_same_hash(url: str, tmp_path: Path) -> None:
    other = a_ledger(f"sqlite:///{tmp_path}/other.db", 2021, 2022)
    assert [r.hash for r in a_ledger(url, 2021, 2022).runs()] == [r.hash for r in other.runs()]


def test_the_hash_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    def recorded(seed: str) -> str:
        command = "from ledger_kit import *; print(a_ledger('sqlite:///' + sys.argv[1], 2022).runs()[0].hash)"
        words = [sys.executable, "-c", f"import sys; {command}", str(tmp_path / seed)]
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        return subprocess.run(words, env=env, capture_output=True, check=True, text=True).stdout

    assert recorded("1") == recorded("2")


def test_the_past_is_the_latest_run_of_each_earlier_year(url: str) -> None:
    ledger = a_ledger(url, 2021, 2022, 2023)
    ledger.record(a_report(2022, science_events=Outcome.PASS), "2024-01-01T00:00:00+08:00", "张三")
    past = ledger.past(2023)
    assert {p.year for p in past} == {2021, 2022}
    events = {p.year: p for p in past if p.commitment == f"{PLAN}/science-events"}
    assert (events[2021].outcome, events[2022].outcome) == ("gap", "pass")
    assert events[2021].lead == ("市科协",)
    assert events[2021].basis == "interim"


def test_steps_are_recorded_and_read_back(url: str) -> None:
    ledger = a_ledger(url, 2022)
    fingerprint = gap_of(2022)
    shown = (Evidence("整改报告.pdf", "e" * 64),)
    notice = a_step(fingerprint, "notify", deadline=date(2023, 3, 31))
    reply = a_step(fingerprint, "reply", "2023-03-20T00:00:00+08:00", evidence=shown, note="已补办 3 场")
    assert ledger.rectify(notice).state == "notified"
    assert ledger.rectify(reply).state == "replied"
    (lines, steps) = next(h for h in ledger.history() if h[0][0].fingerprint == fingerprint)
    assert steps == [notice._replace(number=1, run=1), reply._replace(number=2, run=1)]
    assert ledger.find(fingerprint[:8]) == [(lines, steps)]
    found = {r.fingerprint: r for r in ledger.rectifications(date(2023, 4, 30))}[fingerprint]
    assert (found.state, found.deadline, found.days_overdue) == ("replied", date(2023, 3, 31), 0)
    assert isinstance(ledger.verify(), Intact)


def test_a_refused_step_leaves_nothing(url: str) -> None:
    ledger = a_ledger(url, 2022)
    with pytest.raises(ValueError, match="Possible: notify"):
        ledger.rectify(a_step(gap_of(2022), "close"))
    with pytest.raises(ValueError, match="no gap"):
        ledger.rectify(a_step("0" * 16, "notify"))
    intact = ledger.verify()
    assert isinstance(intact, Intact)
    assert intact.events == 0


def test_prefixes_are_taken_literally(url: str) -> None:
    assert a_ledger(url, 2022).find("%") == []


def test_a_report_without_findings_is_a_run_too(url: str) -> None:
    ledger = Ledger(url)
    ledger.record(a_report(2022).model_copy(update={"findings": ()}), "2022-12-31T00:00:00+08:00", "张三")
    assert isinstance(ledger.verify(), Intact)


@pytest.mark.parametrize(
    "bad",
    ["ledger.db", "mysql://a/b", "sqlite://", "sqlite:///:memory:", "sqlite:////no/such/folder/x.db", "postgresql:"],
)
def test_a_url_that_cannot_be_used_says_why(bad: str) -> None:
    with pytest.raises(LedgerError):
        open_ledger(bad).record(a_report(), "2022-12-31T00:00:00+08:00", "张三")


def test_a_password_is_never_shown() -> None:
    ledger = open_ledger("postgresql://office:geheim@127.0.0.1:1/none")
    assert "geheim" not in ledger.url
    with pytest.raises(LedgerError) as error:
        ledger.runs()
    assert "geheim" not in str(error.value)


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no database at all, but long enough to look at" * 40)
    with pytest.raises(LedgerError, match="not a database"):
        Ledger(f"sqlite:///{path}").past(2024)


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    ledger = a_ledger(f"sqlite:///{tmp_path}/ledger.db", 2022)
    with sqlite3.connect(tmp_path / "ledger.db") as connection:
        connection.execute("UPDATE ledger SET schema_version = 2")
    connection.close()
    for use in (ledger.runs, lambda: ledger.past(2024), lambda: a_ledger(ledger.url, 2023)):
        with pytest.raises(LedgerError, match="Upgrade"):
            use()


@pytest.mark.parametrize(("module", "extra"), [("sqlalchemy", "ledger"), ("psycopg", "postgres")])
def test_a_missing_extra_is_named(module: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n == "engine.ledger.store"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(LedgerError, match=rf"target-check\[{extra}\]"):
        open_ledger("postgresql://127.0.0.1/none")
