"""`check validate`: every problem of submitted files, for a reader, for a program, or in the returned workbook."""

from pathlib import Path

import click

from engine.ci_validation import of_validation
from engine.cli.ci_formats import CI_FORMATS, for_ci
from engine.cli.options import FIRST_YEAR, LAST_YEAR, rules_option
from engine.cli.screen import paint
from engine.cli.speaking import Speaking
from engine.cli.validating import Validated, validated
from engine.model.text import Lang, Text
from engine.model.validation import FailOn
from engine.render.json_text import dump
from engine.render.validation import render

FORMATS = ("text", "json", *CI_FORMATS)


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    year = Text("填报年度：其他年份的数会被指出", "Year reported: figures of other years are pointed out")
    formats = Text("输出格式", "Output format")
    fail_on = Text(
        "warning：只有警告时退出码为 3（默认 error：有错误时退出码为 1）",
        "warning: exit code 3 when there are only warnings (default error: 1 when there are errors)",
    )
    return Speaking(
        "validate",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            click.Argument(
                ["files"], type=click.Path(exists=True, path_type=Path), metavar="FILE...", nargs=-1, required=True
            ),
            click.Option(["--year"], type=click.IntRange(FIRST_YEAR, LAST_YEAR), help=year.say(lang)),
            rules_option(lang),
            click.Option(
                ["--format", "output_format"], type=click.Choice(FORMATS), default="text", help=formats.say(lang)
            ),
            click.Option(
                ["--fail-on"], type=click.Choice(["error", "warning"]), default="error", help=fail_on.say(lang)
            ),
        ],
    )


def run(
    lang: Lang, files: tuple[Path, ...], year: int | None, rules: Path | None, output_format: str, fail_on: FailOn
) -> int:
    """Print what was found; the exit code of the report."""
    found = validated(files, rules, year, lang)
    click.echo(_said(found, output_format, fail_on, lang), nl=False)
    return found.report.exit_code(fail_on)


def _said(found: Validated, output_format: str, fail_on: FailOn, lang: Lang) -> str:
    """The report in the format asked for."""
    if output_format == "json":
        return dump(found.report)
    if output_format in CI_FORMATS:
        return for_ci(of_validation(found.report), output_format, lang)
    return "".join(paint(line, None) + "\n" for line in render(found.report, found.problems, fail_on, lang))
