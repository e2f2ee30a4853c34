"""`check run`: judge a year, print findings, write memos."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from engine.catalog.shipped import shipped, shown
from engine.cli.ci_formats import CI_FORMATS, for_ci
from engine.cli.clock import as_of_option, moment, stamp, user
from engine.cli.judging import Asked, judged
from engine.cli.ledgers import ledger_option
from engine.cli.options import (
    format_option,
    inference_option,
    plan_option,
    rules_option,
    statistics_option,
    year_option,
)
from engine.cli.problems import UNUSABLE, report
from engine.cli.recording import NOT_RECORDED, record
from engine.cli.screen import columns, paint
from engine.cli.speaking import Speaking
from engine.files import readable
from engine.model.catalog import Catalog
from engine.model.finding import Report
from engine.model.text import Lang, Text, listed

WROTE = Text("已写入 {folder}：findings.json 和 {n} 份督查备忘。", "Wrote findings.json and {n:memo} to {folder}.")
KEPT = Text(
    "{folder} 中有 {n} 份以前核查留下、本次未重写的备忘，未删除：{names}",
    "{folder} keeps {n:memo} of an earlier run that this one did not write: {names}",
)


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    output = Text("把 findings.json 和督查备忘写入这个目录", "Write findings.json and memos to this folder")
    strict = Text("有警告或无法判定的事项时退出码为 3", "Exit code 3 when there are warnings or undecided items")
    templates = Text(
        "备忘模板目录（默认：当前目录的 templates/，否则用随软件附带的模板）",
        "Templates folder (default: ./templates, else the shipped ones)",
    )
    no_waivers = Text("不计情况说明（豁免）", "Ignore waivers")
    as_of = Text(
        "情况说明按这一天是否有效（默认今天，北京时间）",
        "Day on which waivers must be valid (default today, Asia/Shanghai)",
    )
    dispositions = Text(
        "在文本中也列出红绿灯和处置意见（JSON 和 --output 总有；需启动推理引擎，略慢）",
        "Show grades and dispositions in the text (JSON and --output always have them; starts the inference engine)",
    )
    no_ledger = Text("不查台账也不记入台账", "Neither read nor write the ledger")
    recorded_at = Text("记入台账的时间（默认现在，北京时间）", "Time to record (default now, Asia/Shanghai)")
    agent = Text("记入台账的操作人（默认系统用户）", "Who to record (default the user of the system)")
    return Speaking(
        "run",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            year_option(lang),
            plan_option(lang),
            rules_option(lang),
            statistics_option(lang),
            format_option(lang, *CI_FORMATS),
            click.Option(
                ["--output"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar="DIR",
                help=output.say(lang),
            ),
            click.Option(
                ["--templates"],
                type=click.Path(exists=True, file_okay=False, path_type=Path),
                metavar="DIR",
                help=templates.say(lang),
            ),
            click.Option(["--no-waivers"], is_flag=True, help=no_waivers.say(lang)),
            as_of_option(as_of, lang),
            click.Option(["--dispositions"], is_flag=True, help=dispositions.say(lang)),
            inference_option(lang),
            click.Option(["--strict"], is_flag=True, help=strict.say(lang)),
            ledger_option(lang),
            click.Option(["--no-ledger"], is_flag=True, help=no_ledger.say(lang)),
            moment(lang, "--recorded-at", recorded_at),
            click.Option(["--agent"], metavar="NAME", help=agent.say(lang)),
        ],
    )


def run(
    lang: Lang,
    output_format: str,
    output: Path | None,
    templates: Path | None,
    strict: bool,
    recorded_at: datetime | None,
    agent: str | None,
    dispositions: bool,
    inference: str | None,
    **options: Any,  # the other fields of Asked, as click hands them over
) -> int:
    """Judge, report and record; the exit code."""
    inferring = dispositions or inference is not None or output is not None or output_format == "json"
    asked = Asked(lang, tasks=output is not None, dispositions=inferring, inference=inference, **options)
    catalog, result, ledger, warned = judged(asked)
    if output:
        _write(result, catalog, output, templates, lang)
    _print(result, output_format, lang)
    if ledger is None and output_format == "text":
        click.echo(NOT_RECORDED.say(lang))
    if ledger:
        record(result, ledger, stamp(recorded_at), agent or user(), lang)
    return result.exit_code(strict=strict, warned=warned)


def _print(result: Report, output_format: str, lang: Lang) -> None:
    """Findings on standard output."""
    if output_format == "json":
        from engine.render.json_text import dump  # noqa: PLC0415  not needed for text

        click.echo(dump(result), nl=False)
        return
    if output_format in CI_FORMATS:
        from engine.ci_findings import of_report  # noqa: PLC0415  not needed for text

        click.echo(for_ci(of_report(result), output_format, lang), nl=False)
        return
    from engine.render.text import render  # noqa: PLC0415  not needed for JSON

    for line, outcome in render(result, lang, columns()):
        click.echo(paint(line, outcome))


def _write(result: Report, catalog: Catalog, folder: Path, templates: Path | None, lang: Lang) -> None:
    """findings.json and memos; nothing is written unless all of it could be rendered."""
    from engine.cli.writing import put_files  # noqa: PLC0415  Jinja2 is imported only where memos are made
    from engine.render.json_text import dump  # noqa: PLC0415
    from engine.render.memo import memos  # noqa: PLC0415
    from engine.render.template import BadTemplateError  # noqa: PLC0415

    own = Path("templates")
    source = (templates or (own if own.is_dir() else shipped("templates"))) / "memo"
    entries = [e for e in catalog.plans if e.plan.id in {s.plan for s in result.plans}]
    try:
        files = memos(result, entries, catalog.indicator_name, source, shown(source), lang)
    except BadTemplateError as e:
        report([e.diagnostic], lang)
        sys.exit(UNUSABLE)
    kept = put_files(folder, {"findings.json": dump(result), **files}, lang)
    click.echo(WROTE.fill({"folder": paint(readable(folder), None), "n": len(files)}).say(lang), err=True)
    if kept:
        left_names = listed(readable(p.relative_to(folder).as_posix()) for p in kept)
        left = {"folder": readable(folder), "n": len(kept), "names": left_names}
        click.echo(paint(KEPT.fill(left).say(lang), None), err=True)
