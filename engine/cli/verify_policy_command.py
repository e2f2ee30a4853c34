"""`check verify-policy`: the tests of the grading and escalation rules, facts in and dispositions out."""

from pathlib import Path

import click

from engine.catalog.load import rules_folder
from engine.catalog.policy import load_tests
from engine.cli.options import inference_option, rules_option
from engine.cli.policy import compiled, failed, start, usable_policy, written
from engine.cli.problems import UNUSABLE, report
from engine.cli.speaking import Speaking
from engine.escalation_tests import check
from engine.inference.infer import infer
from engine.inference.process import EngineError
from engine.lint.rule_types import types
from engine.model.diagnostic import Diagnostic
from engine.model.text import Lang, Text

PASSED = Text(
    "政策测试 {n} 项全部通过（推理引擎 {engine}）。", "All {n} policy tests pass (inference engine {engine})."
)
FAILED = Text("政策测试 {n} 项，有 {bad} 处不符。", "{n:policy test}, {bad:difference}.")


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    return Speaking(
        "verify-policy",
        callback=lambda **options: run(lang=lang, **options),
        params=[rules_option(lang), inference_option(lang)],
    )


def run(lang: Lang, rules: Path | None, inference: str | None) -> int:
    """Run the tests; 2 when one fails."""
    count, engine, problems = tested(rules, inference, lang)
    report(problems, lang)
    words = FAILED if problems else PASSED
    click.echo(words.fill({"n": count, "bad": len(problems), "engine": engine}).say(lang), err=bool(problems))
    return UNUSABLE if problems else 0


def tested(rules: Path | None, inference: str | None, lang: Lang) -> tuple[int, str, list[Diagnostic]]:
    """How many tests, the engine that ran them, and every difference."""
    with start(inference, lang) as engine:
        policy = usable_policy(rules, lang)
        tests, marks, problems = load_tests(rules_folder(rules))
        program = compiled(policy)
        try:
            found = list(check(tests, marks, types(written(policy)), lambda facts: infer(engine, program, facts)))
        except EngineError as e:
            raise failed(e, policy, lang) from e
        return len(tests), engine.name, [*problems, *found]
