"""The child process killed, hung, crashed or talking nonsense: a clear error, exit code 2, nothing written."""

import os
import signal
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import policy
from engine.cli.speaking import Main
from engine.inference import process
from engine.inference.infer import infer
from engine.inference.process import Engine, EngineError
from engine.inference.program import Match, Production
from engine.model.fact import Derived, Fact, Firing

FACT = Fact.of("f", lead="市科协", jurisdiction="湖州市", n=1)
PROGRAM = (
    Production(
        rule="r",
        stage=1,
        positives=(Match("f", (), (("n", "at_least", 1),), ("lead",), ()),),
        negatives=(),
        kind="g",
        constants=(),
        taken=(("lead", 0, "lead"),),
    ),
)

READY = 'import sys; sys.stdin.readline(); print(\'{"engine": "durable"}\', flush=True); sys.stdin.readline(); '
CHILDREN = {
    "crashes": ("import ctypes; ctypes.string_at(0)", "信号 11"),
    "crashes in the middle": (READY + "import ctypes; ctypes.string_at(0)", "信号 11"),
    "is killed": (READY + "import os; os.kill(os.getpid(), 9)", "信号 9"),
    "ends": (READY + "sys.exit(3)", "退出码 3"),
    "ends at once": ("", "退出码 0"),
    "hangs": (READY + "import time; time.sleep(60)", "1 秒内没有回答"),
    "never reads": ("import time; time.sleep(60)", "1 秒内没有回答"),
    "talks nonsense": (READY + "print('<html>', flush=True)", "回答无法识别"),
    "answers half a line": (READY + "print('{\"deri', end='', flush=True)", "回答无法识别"),
    "answers something else": (READY + "print('[1]', flush=True)", "回答无法识别"),
    "derives nonsense": (READY + "print('{\"derived\": [[1]]}', flush=True)", "回答无法识别"),
    "names no fact": (READY + 'print(\'{"derived": [["g", [], [["r", [1000000]]]]]}\', flush=True)', "回答无法识别"),
    "reports an error": (READY + 'print(\'{"error": "boom"}\', flush=True)', "boom"),
}

each_child = pytest.mark.parametrize("how", CHILDREN)


def broken(how: str) -> list[str]:
    return [sys.executable, "-c", CHILDREN[how][0]]


@each_child
def test_error_and_no_answer(how: str) -> None:
    with Engine(seconds=1, run=broken(how)) as engine, pytest.raises(EngineError) as error:
        engine.load(PROGRAM)
        infer(engine, PROGRAM, [FACT])
    assert CHILDREN[how][1] in error.value.why.zh
    assert "{" not in error.value.why.en


@each_child
def test_run_ends_with_2_and_writes_nothing(how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "Engine", lambda wanted: Engine(wanted, seconds=1, run=broken(how)))
    result = check("run", "--year", "2023", "--plan", "huzhou-2021-2025", "--output", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "E620" in result.stderr or "E621" in result.stderr
    assert CHILDREN[how][1] in result.stderr
    assert (result.stdout, list(tmp_path.iterdir())) == ("", [])


def test_run_names_an_engine_that_cannot_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """E621, not E620: the engine never ran, so another one may."""
    monkeypatch.setattr(policy, "Engine", lambda wanted: Engine(wanted, run=["/nowhere/python"]))
    arguments = ["run", "--year", "2023", "--inference", "clips", "--output", str(tmp_path / "out")]
    for lang, said in (("zh", "错误 E621 推理引擎 clips 不可用："), ("en", "error E621 Inference engine clips cannot")):
        result = CliRunner().invoke(Main(lang), arguments, prog_name="check", standalone_mode=False)
        assert result.exit_code == 2
        assert said in result.stderr
        assert (result.stdout, list(tmp_path.iterdir())) == ("", [])


def check(*arguments: str) -> Result:
    return CliRunner().invoke(Main("zh"), list(arguments), prog_name="check", standalone_mode=False)


def test_no_interpreter() -> None:
    with pytest.raises(EngineError, match="cannot be started") as error:
        Engine(run=["/nowhere/python"])
    assert not error.value.usable


def test_engine_that_does_not_import(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "clips.py").write_text("raise ImportError('no CLIPS here')")
    monkeypatch.setattr(process.sys, "path", [str(tmp_path), *sys.path])
    (tmp_path / "durable_rules_engine.py").write_text("raise ImportError('undefined symbol: PyEval_CallObject')")
    command = process.command()
    boot = command[-1].replace("from engine", f"sys.path.insert(0, {str(tmp_path)!r}); from engine")
    with Engine(run=[*command[:-1], boot]) as engine, pytest.raises(EngineError, match="no CLIPS here") as error:
        engine.load(PROGRAM)
        engine.ready()
    assert not error.value.usable


def test_clips_stands_in_where_durable_rules_does_not_import(tmp_path: Path) -> None:
    (tmp_path / "durable_rules_engine.py").write_text("raise ImportError('undefined symbol: PyEval_CallObject')")
    command = process.command()
    boot = command[-1].replace("from engine", f"sys.path.insert(0, {str(tmp_path)!r}); from engine")
    with Engine(run=[*command[:-1], boot]) as engine:
        engine.load(PROGRAM)
        assert infer(engine, PROGRAM, [FACT]) == [DERIVED]
        assert engine.name == "clips"


DERIVED = Derived(Fact.of("g", lead="市科协"), (Firing("r", (FACT,)),))


def test_the_working_directory_is_not_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A json.py beside the statistics is nobody's module."""
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    with Engine() as engine:
        engine.load(PROGRAM)
        assert infer(engine, PROGRAM, [FACT]) == [DERIVED]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_killed_between_two_packs() -> None:
    with Engine(seconds=5) as engine:
        engine.load(PROGRAM)
        assert engine.infer([FACT]) == [DERIVED]
        os.kill(engine.process.pid, signal.SIGKILL)
        engine.process.wait(5)
        with pytest.raises(EngineError, match="signal 9"):
            engine.infer([FACT])


def test_child_ends_with_its_parent() -> None:
    with Engine() as engine:
        child = engine.process
    assert child.poll() is not None


def test_no_facts_ask_no_engine() -> None:
    with Engine(run=broken("crashes")) as engine:
        assert infer(engine, PROGRAM, []) == []
        assert infer(engine, PROGRAM, [Fact.of("other")]) == []
