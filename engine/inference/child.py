"""The process that an engine may bring down: a program on the first line, then one partition on each line, on stdin.

Each line is answered by one line of JSON: {"engine": …}, {"derived": …} or {"error": …}. Imports little, to start fast.
"""

import json
import os
import sys
from importlib import import_module
from typing import Any, TextIO

from engine.inference.memory import Memory, TooManyError
from engine.inference.program import from_json
from engine.inference.stages import Runner
from engine.model.fact import Fact

ENGINES = {"durable": ("engine.inference.durable", "Durable"), "clips": ("engine.inference.clips", "Clips")}
"""Name of an engine → module and class of its runner, the default one first."""


def main() -> None:
    """Serve until standard input ends; whatever the C code prints goes nowhere near the answers."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    runner: Runner | None = None
    for line in sys.stdin:
        try:
            request = json.loads(line)
            if runner is None:
                engine, runner = _runner(request)
                _answer(answers, {"engine": engine})
            else:
                _answer(answers, {"derived": _infer(runner, request)})
        except TooManyError:
            _answer(answers, {"error": "too many derived facts"})
        except Exception as e:  # whatever it is, the parent says it
            _answer(answers, {"error": f"{type(e).__name__}: {e}"})


def _answer(file: TextIO, answer: dict[str, Any]) -> None:
    """One line."""
    file.write(json.dumps(answer) + "\n")
    file.flush()


def _runner(request: dict[str, Any]) -> tuple[str, Runner]:
    """The engine asked for, or the first that imports, with the compiled program."""
    wanted = [request["engine"]] if request["engine"] else list(ENGINES)
    program = from_json(request["program"])
    for name in wanted:
        module, kind = ENGINES[name]
        try:
            found = getattr(import_module(module), kind)
        except ImportError:
            if name == wanted[-1]:
                raise
            continue
        return name, found(program)
    raise AssertionError


def _infer(runner: Runner, request: list[Any]) -> list[Any]:
    """Derived facts in the order found, each with its firings; facts are named by their number."""
    memory = Memory(Fact(kind, tuple(map(tuple, fields))) for kind, fields in request)
    runner.run(memory)
    return [[*memory.facts[n], sorted(memory.firings[n])] for n in range(len(memory.facts)) if n in memory.firings]


if __name__ == "__main__":
    main()
