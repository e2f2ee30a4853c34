"""`check lint`: every problem of the rule files, and of their quotes against the plan documents."""

from pathlib import Path

import click

from engine.catalog.documents import documents
from engine.catalog.load import load, rules_folder
from engine.catalog.policy import load_policy
from engine.cli.checks import prepared_checks
from engine.cli.inputs import chosen_plans
from engine.cli.options import plan_option, rules_option
from engine.cli.policy import problems_of
from engine.cli.problems import UNUSABLE, report
from engine.cli.rule_tests import prepared_tests
from engine.cli.speaking import Speaking
from engine.files import readable
from engine.lint import lint
from engine.model.diagnostic import errors
from engine.model.text import Lang, Text
from engine.verbatim import verify

CLEAN = Text(
    "{folder}：规则无误，{plans} 个计划，{commitments} 项量化承诺，{tasks} 项定性任务，{rules} 条推理规则，"
    "{checks} 条数据检查。",
    "{folder}: sound, {plans:plan}, {commitments:quantified commitment}, {tasks:task}, {rules:inference rule}, "
    "{checks:check} of figures.",
)
VERIFIED = Text("与原文核对：{n} 处摘录全部一致。", "Held against the documents: all {n} quotes verified.")
FOUND = Text("共 {errors} 个错误、{warnings} 个警告。", "{errors:error}, {warnings:warning}.")


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    source = Text(
        "规划原文目录：逐条核对摘录、条款、文号（按 source 的哈希或文件名匹配）",
        "Folder of plan documents: verify every quote, clause and number",
    )
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return Speaking(
        "lint",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            plan_option(lang),
            rules_option(lang),
            click.Option(["--source"], type=folder, metavar="DIR", help=source.say(lang)),
        ],
    )


def run(lang: Lang, plan: tuple[str, ...], rules: Path | None, source: Path | None) -> int:
    """Print diagnostics and a verdict; 2 when there are errors."""
    loaded = load(rules_folder(rules))
    policy = load_policy(rules_folder(rules))
    checks = prepared_checks(rules_folder(rules))
    problems = [*loaded.problems, *problems_of(policy), *checks.problems]
    verified = 0
    if loaded.catalog:
        problems += lint(loaded.catalog)
        problems += prepared_tests(loaded.catalog, rules_folder(rules), loaded.catalog.plans)[1]
        read, unread = documents(source) if source else ([], [])
        problems += unread
        wanted = chosen_plans(loaded.catalog, plan, lang)
        for entry in (e for e in loaded.catalog.plans if source and e.plan.id in wanted):
            count, found = verify(entry, read, readable(source))
            verified += count
            problems += found
    report(problems, lang)
    if problems:
        bad = len(errors(problems))
        click.echo(FOUND.fill({"errors": bad, "warnings": len(problems) - bad}).say(lang), err=True)
        if bad:
            return UNUSABLE
    if loaded.catalog:
        plans = loaded.catalog.plans
        counts = {
            "folder": loaded.folder,
            "plans": len(plans),
            "commitments": sum(len(e.commitments) for e in plans),
            "tasks": sum(len(e.tasks) for e in plans),
            "rules": sum(len(f.rules) for f in policy.files),
            "checks": len(checks.compiled),
        }
        click.echo(CLEAN.fill(counts).say(lang))
    if source:
        click.echo(VERIFIED.fill({"n": verified}).say(lang))
    return 0
