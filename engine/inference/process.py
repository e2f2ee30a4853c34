"""The parent's side of the child process: start it early, ask it with a time limit, survive whatever it does."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Timer
from types import TracebackType
from typing import Any

import engine
from engine.inference.program import Program
from engine.model.fact import Derived, Fact, Firing
from engine.model.text import Text

SECONDS = 60
"""Time limit of one answer; a partition takes milliseconds."""

MAX_ANSWER = 1 << 28
"""Bytes of the longest answer that is read."""

DIED = Text("推理进程异常结束（{how}）", "the inference process ended ({how})")
SILENT = Text("{seconds} 秒内没有回答，已终止", "no answer within {seconds} seconds, stopped")
GARBLED = Text("回答无法识别", "its answer cannot be read")
NOT_STARTED = Text("推理进程无法启动：{how}", "the inference process cannot be started: {how}")


class EngineError(Exception):
    """The engine gave no answer; `why` says so to the user, `usable` whether it could be started at all."""

    def __init__(self, name: str, why: Text, *, usable: bool = True) -> None:
        super().__init__(f"{name}: {why.en}")
        self.name, self.why, self.usable = name, why, usable


def command() -> list[str]:
    """The child: this interpreter, isolated from the working directory, without site, with our own search path."""
    path = [str(Path(engine.__file__).parent.parent), *(p for p in sys.path if p)]
    boot = f"import sys; sys.path[:] = {path!r}; from engine.inference.child import main; main()"
    return [sys.executable, "-I", "-S", "-c", boot]


class Engine:
    """A running child. The engine is durable-rules or CLIPS as asked, or the first of them that imports."""

    def __init__(
        self, wanted: str | None = None, *, seconds: float = SECONDS, run: Sequence[str] | None = None
    ) -> None:
        """Start the process; it loads in parallel with what the caller does until `load`."""
        self.name, self.wanted, self.seconds = wanted or "durable", wanted, seconds
        self.late = False
        self.answered = False
        self.program: Program | None = None
        try:
            self.process = Popen(run or command(), stdin=PIPE, stdout=PIPE, stderr=DEVNULL)  # noqa: S603  our own command
        except OSError as e:
            raise EngineError(self.name, NOT_STARTED.fill({"how": e}), usable=False) from e

    def __enter__(self) -> "Engine":
        """A child that ends with the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child; it has nothing left to say, and what it did not read is lost on purpose."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        self.process.wait()

    def load(self, program: Program) -> None:
        """Send the rules, once, without waiting: the child makes them ready while the caller goes on."""
        if self.program is None:
            self.program = program
            self._send({"engine": self.wanted, "program": program})

    def ready(self) -> None:
        """Wait for the rules to be ready; `name` then says which engine runs them."""
        if self.answered:
            return
        answer = self._receive()
        if "error" in answer:
            raise EngineError(self.name, Text(answer["error"], answer["error"]), usable=False)
        self.name, self.answered = str(answer.get("engine")), True

    def infer(self, facts: Sequence[Fact]) -> list[Derived]:
        """Everything that the rules derive from one pack of facts; EngineError instead of a partial answer."""
        self.ready()
        ordered = sorted(set(facts))
        self._send(ordered)
        answer = self._receive()
        if "error" in answer:
            raise EngineError(self.name, Text(answer["error"], answer["error"]))
        try:
            return _derived(ordered, answer["derived"])
        except (LookupError, TypeError, ValueError) as e:
            raise EngineError(self.name, GARBLED) from e

    def _send(self, request: Any) -> None:
        """One line out. A child that is gone shows when its answer is read."""
        assert self.process.stdin  # noqa: S101  a pipe
        with self._watch(), suppress(OSError):  # a broken pipe, or on Windows an invalid one
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """One line in, as data."""
        assert self.process.stdout  # noqa: S101  a pipe
        line = b""
        with self._watch(), suppress(OSError):
            line = self.process.stdout.readline(MAX_ANSWER)
        return self._answer(line)

    @contextmanager
    def _watch(self) -> Iterator[None]:
        """When time is up the child is killed, which ends any waiting for it."""
        timer = Timer(self.seconds, self._kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _kill(self) -> None:
        """Time is up."""
        self.late = True
        self.process.kill()

    def _answer(self, line: bytes) -> dict[str, Any]:
        """The answer as data."""
        if self.late:
            raise EngineError(self.name, SILENT.fill({"seconds": f"{self.seconds:g}"}))
        if not line:
            code = self.process.wait(self.seconds)
            how = Text(f"信号 {-code}", f"signal {-code}") if code < 0 else Text(f"退出码 {code}", f"exit code {code}")
            raise EngineError(self.name, DIED.fill({"how": how}))
        try:
            answer = json.loads(line)
        except ValueError as e:
            raise EngineError(self.name, GARBLED) from e
        if not isinstance(answer, dict):
            raise EngineError(self.name, GARBLED)
        return answer


def _derived(given: list[Fact], rows: list[Any]) -> list[Derived]:
    """Facts by their numbers; what was derived comes after what was given, in the order of the answer."""
    own = [Fact(kind, tuple((f, v) for f, v in fields)) for kind, fields, _ in rows]
    facts = given + own
    return [
        Derived(fact, tuple(sorted({Firing(rule, tuple(facts[n] for n in found)) for rule, found in firings})))
        for fact, (_, _, firings) in zip(own, rows, strict=True)
    ]
