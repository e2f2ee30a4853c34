"""`check verify`: the tests of the rules; figures given must give the finding expected."""

from pathlib import Path

import click

from engine.catalog.load import rules_folder
from engine.catalog.policy import TESTS as POLICY_TESTS
from engine.cli.inputs import chosen_plans, usable_rules
from engine.cli.options import format_option, plan_option, rules_option
from engine.cli.problems import report, stop
from engine.cli.rule_tests import prepared_tests
from engine.cli.screen import paint
from engine.cli.speaking import Speaking
from engine.cli.verify_policy_command import run as run_policy_tests
from engine.model.diagnostic import errors
from engine.model.text import Lang
from engine.render.json_text import dump
from engine.render.verification import render
from engine.verify import verify


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    return Speaking(
        "verify",
        callback=lambda **options: run(lang=lang, **options),
        params=[plan_option(lang), rules_option(lang), format_option(lang)],
    )


def run(lang: Lang, plan: tuple[str, ...], rules: Path | None, output_format: str) -> int:
    """Print what fails and what has no test, then the policy's tests; 1 when there is any, 2 for the policy."""
    catalog, _, warnings = usable_rules(rules, lang, tasks=False)
    wanted = chosen_plans(catalog, plan, lang)
    entries = [e for e in catalog.plans if e.plan.id in wanted]
    prepared, problems = prepared_tests(catalog, rules_folder(rules), entries)
    report(warnings + problems, lang)
    if errors(problems):
        stop(lang, len(errors(problems)))
    result = verify(catalog, prepared, wanted)
    if output_format == "json":
        click.echo(dump(result), nl=False)
        return result.exit_code()
    for line, outcome in render(result, lang):
        click.echo(paint(line, outcome))
    has_policy = not plan and (rules_folder(rules) / POLICY_TESTS).exists()
    of_policy = run_policy_tests(lang, rules, None) if has_policy else 0
    return max(result.exit_code(), of_policy)
