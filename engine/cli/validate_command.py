"""`check validate`: every problem of submitted files, for a reader, for a program, or in the returned workbook."""

from datetime import datetime
from pathlib import Path

import click

from engine.ci_validation import of_validation
from engine.cli.answering import answers
from engine.cli.ci_formats import CI_FORMATS, for_ci
from engine.cli.clock import day_of_receipt, receipt_option
from engine.cli.inboxes import inbox_option
from engine.cli.options import files_argument, format_option, rules_option, year_option
from engine.cli.overwriting import spare_inputs
from engine.cli.screen import paint
from engine.cli.speaking import Speaking
from engine.cli.validating import Validated, validated
from engine.cli.writing import put_files
from engine.files import readable
from engine.model.text import Lang, Text, listed
from engine.model.validation import FailOn
from engine.render.folder import local
from engine.render.json_text import dump
from engine.render.validation import problem_lines, render, verdict

WORKBOOK = "xlsx"
FOLDER_NEEDED = Text("--format xlsx 要用 -o 指明存放的目录。", "--format xlsx needs a folder: -o DIR.")
WROTE = Text("已写入 {folder}：{names}。", "Wrote to {folder}: {names}.")
NOTHING = Text("没有要标注的文件。", "There is no file to mark.")


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    year = Text("填报年度：其他年份、没有报全的会指出", "Year reported: other years, and what is missing, are said")
    earlier = Text(
        "以前的数据，用来比较，可重复（默认：收件箱和当前目录的 statistics/）",
        "Earlier figures to compare with, repeatable (default: the inbox and ./statistics)",
    )
    received = Text("收到的日期或时刻：迟报的会指出", "Day or moment of receipt: late figures are said")
    fail_on = Text(
        "warning：只有警告时退出码为 3（有错误时总是 1）",
        "warning: exit code 3 when there are only warnings (1 with errors)",
    )
    output = Text("写入这个文件；xlsx 格式是目录", "Write to this file; a folder for xlsx")
    existing = click.Path(exists=True, path_type=Path)
    return Speaking(
        "validate",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            files_argument(folders=True),
            year_option(lang, year, required=False),
            click.Option(["--statistics"], type=existing, multiple=True, metavar="PATH", help=earlier.say(lang)),
            inbox_option(lang),
            receipt_option(lang, received),
            rules_option(lang),
            format_option(lang, *CI_FORMATS, WORKBOOK),
            click.Option(
                ["--fail-on"], type=click.Choice(["error", "warning"]), default="error", help=fail_on.say(lang)
            ),
            click.Option(["-o", "--output"], type=click.Path(path_type=Path), metavar="PATH", help=output.say(lang)),
        ],
    )


def run(
    lang: Lang,
    files: tuple[Path, ...],
    year: int | None,
    statistics: tuple[Path, ...],
    inbox: Path | None,
    received_at: datetime | None,
    rules: Path | None,
    output_format: str,
    fail_on: FailOn,
    output: Path | None,
) -> int:
    """Report what was found; the exit code of the report."""
    if output_format == WORKBOOK and output is None:
        raise click.UsageError(FOLDER_NEEDED.say(lang))
    if output and output_format != WORKBOOK:
        spare_inputs([output], [*files, *statistics], lang)
    day = day_of_receipt(received_at, lang).date() if received_at else None
    found = validated(files, rules, year, lang, statistics, inbox, day)
    if output_format == WORKBOOK and output:
        _return(found, files, statistics, output, fail_on, lang)
    elif output:
        put_files(output.parent, {output.name: _said(found, output_format, fail_on, lang)}, lang)
        click.echo(verdict(found.report, fail_on, lang), err=True)
    else:
        click.echo(_said(found, output_format, fail_on, lang), nl=False)
    return found.report.exit_code(fail_on)


def _return(
    found: Validated, files: tuple[Path, ...], statistics: tuple[Path, ...], folder: Path, fail_on: FailOn, lang: Lang
) -> None:
    """The marked workbooks in a folder, all or none; what stands in none of them is said here."""
    made, answered = answers(found, files, lang)
    spare_inputs([folder / local(name) for name in made], [*files, *statistics], lang)
    put_files(folder, made, lang)
    for line in problem_lines([d for d in found.problems if d.place.file not in answered], lang):
        click.echo(paint(line, None))
    wrote = WROTE.fill({"folder": readable(folder), "names": listed(map(readable, made))}) if made else NOTHING
    click.echo(paint(wrote.say(lang), None))
    click.echo(verdict(found.report, fail_on, lang))


def _said(found: Validated, output_format: str, fail_on: FailOn, lang: Lang) -> str:
    """The report in the format asked for."""
    if output_format == "json":
        return dump(found.report)
    if output_format in CI_FORMATS:
        return for_ci(of_validation(found.report, found.checks, fail_on), output_format, lang)
    return "".join(paint(line, None) + "\n" for line in render(found.report, found.problems, fail_on, lang))
