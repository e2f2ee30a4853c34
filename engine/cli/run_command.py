"""`check run`: judge a year, print findings, write memos."""

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import click

import engine
from engine.catalog.shipped import shipped, shown
from engine.cli.inputs import UNUSABLE, chosen_plans, report, usable_rules, usable_statistics
from engine.cli.options import format_option, plan_option, rules_option, statistics_option, year_option
from engine.cli.policy import compiled, inference_option, start, usable_policy, with_policy
from engine.cli.screen import columns, paint
from engine.cli.speaking import Speaking
from engine.evaluate import evaluate
from engine.inference.process import Engine
from engine.model.catalog import Catalog
from engine.model.finding import Report, Run
from engine.model.text import Lang, Text
from engine.render.json_text import dump
from engine.replay import concerned, replay
from engine.report import report as gather
from engine.waive import waive, waiver_warnings
from engine.warehouse.memory import Memory

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Days begin and end there; no summer time since 1991, so a fixed offset needs no time zone data on Windows."""

WROTE = Text("已写入 {folder}：findings.json 和 {n} 份督查备忘。", "Wrote findings.json and {n} memos to {folder}.")
KEPT = Text(
    "{folder} 中有 {n} 份以前核查留下、本次未重写的备忘，未删除：{names}",
    "{folder} keeps {n} memos of an earlier run that this one did not write: {names}",
)
NOT_WRITTEN = Text("无法写入 {path}：{why}", "Cannot write {path}: {why}")


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
    return Speaking(
        "run",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            year_option(lang),
            plan_option(lang),
            rules_option(lang),
            statistics_option(lang),
            format_option(lang),
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
            click.Option(["--as-of"], type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=as_of.say(lang)),
            inference_option(lang),
            click.Option(["--strict"], is_flag=True, help=strict.say(lang)),
        ],
    )


def run(
    lang: Lang,
    year: int,
    plan: tuple[str, ...],
    rules: Path | None,
    statistics: tuple[Path, ...],
    output_format: str,
    output: Path | None,
    templates: Path | None,
    no_waivers: bool,
    as_of: datetime | None,
    inference: str | None,
    strict: bool,
) -> int:
    """Judge and report; the exit code."""
    with start(inference, lang) as engine:
        catalog, result, warned = judged(
            engine, lang, year, plan, rules, statistics, no_waivers=no_waivers, as_of=as_of
        )
    _print(result, output_format, lang)
    if output:
        _write(result, catalog, output, templates, lang)
    return result.exit_code(strict=strict, warned=warned)


def judged(
    inference: Engine,
    lang: Lang,
    year: int,
    plan: tuple[str, ...],
    rules: Path | None,
    statistics: tuple[Path, ...],
    *,
    no_waivers: bool,
    as_of: datetime | None,
) -> tuple[Catalog, Report, bool]:
    """Catalog, the report with its dispositions, and whether there were warnings; nothing is printed but these."""
    catalog, loaded, warnings = usable_rules(rules, lang)
    policy = usable_policy(rules, lang)
    program = compiled(policy)
    inference.load(program)
    wanted = chosen_plans(catalog, plan, lang)
    intake, names, example, more = usable_statistics(statistics, catalog, lang)
    warnings += more
    shelf = Memory(intake.observations, catalog.place)
    findings = list(evaluate(catalog, shelf, year, wanted))
    waivers = not no_waivers and any(e.waivers for e in catalog.plans if e.plan.id in wanted)
    day = (as_of or datetime.now(SHANGHAI)).date() if waivers else None
    if day:
        warnings += waiver_warnings(catalog, findings, year, day)
        findings = waive(catalog, findings, day)
    report(warnings, lang)
    info = Run(
        year=year,
        tool=f"target-check {engine.__version__}",
        rules=loaded.folder,
        statistics=names,
        example_data=example,
        waivers_as_of=day,
        rules_sha256=loaded.sha256,
        statistics_sha256=intake.sha256,
    )
    result = gather(catalog, info, findings, wanted)
    past = replay(catalog, shelf, year, concerned(findings))
    return catalog, with_policy(result, policy, program, inference, past, (), day, lang), bool(warnings)


def _print(result: Report, output_format: str, lang: Lang) -> None:
    """Findings on standard output."""
    if output_format == "json":
        click.echo(dump(result), nl=False)
        return
    from engine.render.text import render  # noqa: PLC0415  not needed for JSON

    for line, outcome in render(result, lang, columns()):
        click.echo(paint(line, outcome))


def _write(result: Report, catalog: Catalog, folder: Path, templates: Path | None, lang: Lang) -> None:
    """findings.json and memos; nothing is written unless all of it could be rendered."""
    from engine.render.folder import write  # noqa: PLC0415  Jinja2 is imported only where memos are made
    from engine.render.memo import memos  # noqa: PLC0415
    from engine.render.template import BadTemplateError  # noqa: PLC0415

    own = Path("templates")
    source = (templates or (own if own.is_dir() else shipped("templates"))) / "memo"
    entries = [e for e in catalog.plans if e.plan.id in {s.plan for s in result.plans}]
    try:
        files = memos(result, entries, source, shown(source), lang)
        kept = write(folder, {"findings.json": dump(result), **files})
    except BadTemplateError as e:
        report([e.diagnostic], lang)
        sys.exit(UNUSABLE)
    except OSError as e:
        fields = {"path": e.filename or folder, "why": e.strerror or e}
        click.echo(NOT_WRITTEN.fill(fields).say(lang), err=True)
        sys.exit(UNUSABLE)
    click.echo(WROTE.fill({"folder": folder, "n": len(files)}).say(lang), err=True)
    if kept:
        names = "、".join(p.relative_to(folder).as_posix() for p in kept)
        click.echo(KEPT.fill({"folder": folder, "n": len(kept), "names": names}).say(lang), err=True)
