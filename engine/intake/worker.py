"""Workbooks are read by a process of their own: what a crafted one does to a library ends that process, not ours."""

import atexit
import json
import sys
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Timer

import engine
from engine.intake import limits
from engine.intake.content import Kind
from engine.intake.worker_answer import Found, unpacked
from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text

SERVE = "from engine.intake.worker_child import serve; serve()"
LENGTH = 8
"""Bytes that give the length of an answer."""

NO_MEMORY = 70
"""Exit code of a process that was refused memory."""

LATE = Text("{seconds} 秒内没有读完", "it takes more than {seconds} seconds")
HUNGRY = Text("占用内存超过限度", "it takes more memory than is allowed")
DIED = Text("它使读取程序中止（{how}）", "it brings the reading process down ({how})")
NOT_STARTED = Text("读取程序无法启动（{how}）", "the reading process cannot be started ({how})")


class _StoppedError(Exception):
    """No answer, and why."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


class Worker:
    """The process, started with the first workbook and again after one that it did not survive."""

    def __init__(self, serve: str = SERVE, seconds: float = limits.MAX_SECONDS) -> None:
        """`serve` is what the process executes."""
        self.serve, self.seconds = serve, seconds
        self.process: Popen[bytes] | None = None
        self.late = False

    def read(self, content: bytes, file: str, kind: Kind) -> Found:
        """The sheets of a workbook, or what is wrong with it.

        A process has less room after other files, and may have died meanwhile: only the failure of a new one counts.
        """
        used = self.process is not None
        try:
            return self._ask(json.dumps([file, kind.name, len(content)]).encode() + b"\n", content)
        except _StoppedError as e:
            if used and not self.late:
                return self.read(content, file, kind)
            return Diagnostic.of("S446", Place(file), why=e.why)

    def end(self) -> None:
        """End the process; it has nothing left to say, and what it did not read is lost on purpose."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        process.wait()

    def _ask(self, *question: bytes) -> Found:
        """One question and its answer, within the time. After a failure, or Ctrl-C, the two would no longer match."""
        self.late = False
        timer = Timer(self.seconds, self._stop)
        timer.daemon = True
        try:
            process = self.process = self.process or self._started()
            timer.start()
            return unpacked(_answer(process, question))
        except BaseException as e:
            self.end()
            if self.late and isinstance(e, _StoppedError):
                raise _StoppedError(LATE.fill({"seconds": f"{self.seconds:g}"})) from e
            raise
        finally:
            timer.cancel()

    def _started(self) -> Popen[bytes]:
        """Our interpreter, isolated from the working directory, without site, with our own search path."""
        path = [str(Path(engine.__file__).parent.parent), *(p for p in sys.path if p)]
        run = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:] = {path!r}; {self.serve}"]
        try:
            return Popen(run, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)  # noqa: S603  our own command
        except OSError as e:
            raise _StoppedError(NOT_STARTED.fill({"how": e})) from e

    def _stop(self) -> None:
        """Time is up: without the process any waiting for it ends."""
        self.late = True
        if process := self.process:
            process.kill()


def _answer(process: Popen[bytes], question: tuple[bytes, ...]) -> bytes:
    """What the process says. One that is gone shows when its answer is read."""
    assert process.stdin  # noqa: S101  a pipe
    assert process.stdout  # noqa: S101  a pipe
    with suppress(OSError):  # a broken pipe, or on Windows an invalid one
        process.stdin.writelines(question)
        process.stdin.flush()
    head = process.stdout.read(LENGTH)
    size = int.from_bytes(head)
    if size > limits.MAX_ANSWER:
        raise _StoppedError(HUNGRY)
    answer = process.stdout.read(size)
    if len(head) < LENGTH or len(answer) < size:
        raise _StoppedError(_end(process.wait()))
    return answer


def _end(code: int) -> Text:
    """Why a process ended."""
    if code == NO_MEMORY:
        return HUNGRY
    how = Text(f"信号 {-code}", f"signal {-code}") if code < 0 else Text(f"退出码 {code}", f"exit code {code}")
    return DIED.fill({"how": how})


WORKER = Worker()
"""The one of this process."""

atexit.register(WORKER.end)
