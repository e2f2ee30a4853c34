"""The process that reads workbooks: whatever becomes of it, one file has one problem and the next is read."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from running import ROOT, process
from workbooks import built, simple

from engine.intake import limits, workbook, worker, worker_answer
from engine.intake.content import XLSX
from engine.intake.grid import Sheet
from engine.intake.worker import Worker
from engine.model.diagnostic import Diagnostic

GOOD = simple(("a", "示例市", 2024, 95, "家"), ("a", "示例市", 2023, 0.1 + 0.2, "家"))
STUB = """
import os, time
from engine.intake import limits, workbook, worker_child
DEEDS = {
    b"abort": os.abort,
    b"leave": lambda: os._exit(3),
    b"sleep": lambda: time.sleep(60),
    b"spin": lambda: all(x == 0 for x in iter(int, 1)),
    b"eat": lambda: bytearray(2 * limits.MAX_MEMORY),
    b"chat": lambda: os.write(1, b"x" * 100_000) + os.write(2, b"x" * 100_000),
    b"raise": lambda: {}[0],
}
def read(content, file, kind):
    DEEDS.get(content, int)()
    return workbook.read(content, file, kind)
worker_child.serve(read)
"""
CHILD = f"exec({STUB!r})"
POSIX = pytest.mark.skipif(os.name == "nt", reason="limits and signals of POSIX")
LONG = 30
"""Seconds that are never waited for."""


@pytest.fixture
def stub() -> Iterator[Worker]:
    """A process that does what the content says, and reads everything else."""
    with_deeds = Worker(CHILD, LONG)
    yield with_deeds
    with_deeds.end()


def why(worker: Worker, content: bytes) -> str:
    """What is said of a file that brings the process down."""
    found = worker.read(content, "a.xlsx", XLSX)
    assert isinstance(found, Diagnostic)
    assert found.place.file == "a.xlsx"
    assert "另存" in found.text.zh
    return f"{found.code} {found.say('zh')}"


def good(worker: Worker) -> bool:
    """A sound file is read as it is without the process."""
    return worker.read(GOOD, "a.xlsx", XLSX) == workbook.read(GOOD, "a.xlsx", XLSX)


def pid(worker: Worker) -> int:
    assert worker.process
    return worker.process.pid


def gone(child: int) -> bool:
    """No such process any more, within some time; a zombie waits for nobody but its parent."""
    until = time.monotonic() + LONG
    while time.monotonic() < until:
        with suppress(FileNotFoundError, ProcessLookupError):
            if Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.02)
                continue
        return True
    return False


def test_one_process_reads_all_files(stub: Worker) -> None:
    assert stub.process is None
    assert good(stub)
    first = pid(stub)
    assert good(stub)
    assert pid(stub) == first


@pytest.mark.parametrize("used", [False, True])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"abort", "信号 6", marks=POSIX),
        (b"leave", "退出码 3"),
        (b"raise", "退出码 1"),
        pytest.param(b"eat", "占用内存", marks=POSIX),
    ],
)
def test_a_file_that_ends_the_process(stub: Worker, content: bytes, said: str, used: bool) -> None:
    assert not used or good(stub)
    found = why(stub, content)
    assert found.startswith("S446")
    assert said in found
    assert stub.process is None
    assert good(stub)


@pytest.mark.parametrize("content", [b"sleep", b"spin"])
def test_a_file_that_takes_too_long(stub: Worker, content: bytes) -> None:
    assert good(stub)
    stub.seconds = 0.3
    assert "0.3 秒" in why(stub, content)
    stub.seconds = LONG
    assert good(stub)


def test_time_that_is_up_just_after_an_answer_is_no_fault_of_the_next_file(stub: Worker) -> None:
    assert good(stub)
    stub._stop()
    assert good(stub)


@POSIX
def test_a_process_killed_while_it_waits_is_no_fault_of_the_next_file(stub: Worker) -> None:
    assert good(stub)
    first = pid(stub)
    os.kill(first, signal.SIGKILL)
    assert good(stub)
    assert pid(stub) != first


def test_what_libraries_print_is_no_answer(stub: Worker) -> None:
    found = stub.read(b"chat", "a.xlsx", XLSX)
    assert isinstance(found, Diagnostic)
    assert found.code == "S420"
    assert good(stub)


def test_questions_and_answers_larger_than_a_pipe(stub: Worker) -> None:
    large = simple(*(("a", f"示例市{n}", 2024, n / 7, os.urandom(40).hex()) for n in range(4_000)))
    assert len(large) > 2**17
    found = stub.read(large, "a.xlsx", XLSX)
    assert found == workbook.read(large, "a.xlsx", XLSX)
    assert len(worker_answer.packed(found)) > 2**18


def test_an_answer_beyond_the_limit(stub: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ANSWER", 10)
    assert "占用内存" in why(stub, GOOD)
    monkeypatch.undo()
    assert good(stub)


def test_a_process_that_does_not_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    assert "无法启动" in why(Worker(), GOOD)


def test_an_interruption_leaves_no_answer_behind(stub: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    assert good(stub)
    with monkeypatch.context() as ctrl_c:
        ctrl_c.setattr(worker, "_answer", interrupted)
        with pytest.raises(KeyboardInterrupt):
            good(stub)
    assert stub.process is None
    assert good(stub)


@pytest.mark.parametrize("module", ["python_calamine", "openpyxl"])
def test_a_missing_library_is_named(module: str) -> None:
    without = Worker(f"sys.modules[{module!r}] = None; {worker.SERVE}")
    content = simple(("a", "b", 2024, "=1", "c"))
    try:
        found = without.read(content, "a.xlsx", XLSX)
    finally:
        without.end()
    assert isinstance(found, Diagnostic)
    assert (found.code, found.fields) == ("S436", (("extra", "excel"), ("format", "XLSX")))


def test_two_at_once() -> None:
    one, two = Worker(), Worker()
    assert good(one)
    assert good(two)
    assert pid(one) != pid(two)
    one.end()
    assert good(two)
    two.end()


def test_everything_that_is_known_of_a_sheet_comes_over() -> None:
    rows = [["a", {"day": "2024-12-31"}, True, "=1/0", 0.25, 1e300, ""], [], ["合并", 0.1 + 0.2, "\r\n\t\"\\'\u2028"]]
    formats = {"E1": "0.00%"}
    described = {"name": "甲", "rows": rows, "merged": ["A3:A5", "B3:C3"], "formats": formats}
    more = [{"name": "空", "rows": [], "state": "hidden"}, {"name": "乙", "rows": rows, "state": "veryHidden"}]
    hidden = {"hidden_rows": [1, 3], "hidden_columns": ["B", "D"]}
    found = workbook.read(built([described | hidden, *more]), "a.xlsx", XLSX)
    assert isinstance(found, list)
    assert worker_answer.unpacked(worker_answer.packed(found)) == found
    assert {type(x) for s in found for line in s.lines for x in line.traits.values() if x.day} != set()
    assert found[0].hidden_columns


def test_texts_of_every_kind_come_over() -> None:
    sheets = [Sheet("\ud800", [], visible=True, hidden_rows=set(), hidden_columns={3})]
    assert worker_answer.unpacked(worker_answer.packed(sheets)) == sheets
    problem = workbook.read(b"PK\x03\x04", "\udcff.xlsx", XLSX)
    assert isinstance(problem, Diagnostic)
    assert worker_answer.unpacked(worker_answer.packed(problem)) == problem


PARENT = """
import os, sys, threading
from engine.intake import worker
from engine.intake.content import XLSX
{before}
worker.WORKER.serve = sys.argv[1]
worker.WORKER.read(sys.stdin.buffer.read(), "a.xlsx", XLSX)
print(worker.WORKER.process.pid, flush=True)
{then}
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("then", ["", "1 / 0", "os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_no_process_stays_behind_its_parent(then: str) -> None:
    run = [sys.executable, "-W", "error", "-c", PARENT.format(before="", then=then), worker.SERVE]
    done = subprocess.run(run, cwd=ROOT, input=GOOD, capture_output=True, check=False)
    assert gone(int(done.stdout))
    assert done.stderr == b"" or then == "1 / 0"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_a_process_left_alone_with_a_question_without_end_ends_by_its_own_limit() -> None:
    killed = "threading.Timer(0.4, lambda: (print(worker.WORKER.process.pid, flush=True), os.kill(os.getpid(), 9)))"
    code = PARENT.format(before=f"{killed}.start()", then="")
    impatient = f"from engine.intake import limits; limits.MAX_SECONDS = 0; {CHILD}"
    run = [sys.executable, "-c", code, impatient]
    done = subprocess.run(run, cwd=ROOT, input=b"spin", capture_output=True, check=False)
    assert gone(int(done.stdout))


def test_a_module_in_the_working_directory_is_none_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "python_calamine.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    anywhere = Worker()
    assert good(anywhere)
    anywhere.end()


def test_a_damaged_file_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    for name, content in (("a.xlsx", GOOD[:-30]), ("b.xlsx", GOOD)):
        (tmp_path / name).write_bytes(content)
    ran = process("validate", "a.xlsx", "b.xlsx", "--lang", "en", cwd=tmp_path)
    said = ran.out + ran.err
    assert "a.xlsx: error S420" in said
    assert "b.xlsx:汇总!" in said
    assert "Traceback" not in said
