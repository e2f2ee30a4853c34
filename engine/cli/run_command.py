"""`check run`: judge a year, print findings, write memos."""

import sys
from datetime import datetime
from pathlib import Path

import click

import engine
from engine.catalog.shipped import shipped, shown
from engine.cli.clock import as_of_option, day_of, moment, stamp, user
from engine.cli.inputs import UNUSABLE, chosen_plans, report, usable_rules, usable_statistics
from engine.cli.ledgers import ledger_errors, ledger_option, ledger_url
from engine.cli.options import format_option, plan_option, rules_option, statistics_option, year_option
from engine.cli.recording import looked_back, record
from engine.cli.screen import columns, paint
from engine.cli.speaking import Speaking
from engine.evaluate import evaluate
from engine.ledger.gate import open_ledger
from engine.model.catalog import Catalog
from engine.model.finding import Report, Run
from engine.model.text import Lang, Text
from engine.past import recall, remember
from engine.render.json_text import dump
from engine.report import report as gather
from engine.waive import waive, waiver_warnings
from engine.warehouse.memory import Memory

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
            as_of_option(as_of, lang),
            click.Option(["--strict"], is_flag=True, help=strict.say(lang)),
            ledger_option(lang),
            click.Option(["--no-ledger"], is_flag=True, help=no_ledger.say(lang)),
            moment(lang, "--recorded-at", recorded_at),
            click.Option(["--agent"], metavar="NAME", help=agent.say(lang)),
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
    strict: bool,
    ledger: str | None,
    no_ledger: bool,
    recorded_at: datetime | None,
    agent: str | None,
) -> int:
    """Judge, report and record; the exit code."""
    catalog, loaded, warnings = usable_rules(rules, lang, tasks=output is not None)
    url = None if no_ledger else ledger_url(ledger, loaded.office)
    wanted = chosen_plans(catalog, plan, lang)
    intake, names, example, more = usable_statistics(statistics, catalog, lang)
    warnings += more
    shelf = Memory(intake.observations, catalog.place)
    with ledger_errors(lang):
        kept = open_ledger(url) if url else None
        recorded = kept.past(year) if kept else []
    findings = list(evaluate(catalog, shelf, year, wanted))
    past = recall(catalog, shelf, findings, recorded)
    findings = remember(findings, past)
    waivers = not no_waivers and any(e.waivers for e in catalog.plans if e.plan.id in wanted)
    day = day_of(as_of) if waivers else None
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
        **looked_back(past, recorded),
    )
    result = gather(catalog, info, findings, wanted)
    _print(result, output_format, lang)
    if kept is None and output_format == "text":
        click.echo(NOT_RECORDED.say(lang))
    if output:
        _write(result, catalog, output, templates, lang)
    record(result, kept, stamp(recorded_at), agent or user(), lang)
    return result.exit_code(strict=strict, warned=bool(warnings))


<<<<<<< HEAD
def _looked_back(past: list[PastFinding], recorded: list[PastFinding]) -> dict[str, tuple[int, ...]]:
    """Earlier years that the ledger has, and those judged again."""
    known = set(recorded)
    return {
        "years_recorded": tuple(sorted({p.year for p in past if p in known})),
        "years_replayed": tuple(sorted({p.year for p in past if p not in known})),
    }


def _record(result: Report, kept: "Ledger | None", at: datetime, agent: str, lang: Lang) -> None:
    """The run in the ledger, in one transaction and after everything else."""
    if kept is None:
        return
    with ledger_errors(lang):
        entry = kept.record(result, at.isoformat(), agent)
    years = ((FROM_LEDGER, result.run.years_recorded), (FROM_STATISTICS, result.run.years_replayed))
    said = [text.fill({"years": "、".join(map(str, y))}) for text, y in years if y]
    past = join_texts(said, Text("、", " and ")) if said else FROM_NOTHING
    fields = {"url": kept.url, "number": entry.number, "hash": entry.hash, "past": past}
    click.echo(RECORDED.fill(fields).say(lang), err=True)


=======
>>>>>>> helper-h
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
