"""`check accept`: sound files go into the inbox with a receipt; with one that is not, none does."""

from datetime import datetime
from pathlib import Path

import click

from engine.cli.accepting import offer, receipt, received, refusals, registered, strangers
from engine.cli.clock import moment
from engine.cli.inboxes import inbox_errors, inbox_folder, inbox_option
from engine.cli.ledgers import usable_office
from engine.cli.options import files_argument, format_option, rules_option, year_option
from engine.cli.output import put
from engine.cli.problems import report
from engine.cli.screen import columns
from engine.cli.speaking import Speaking
from engine.cli.validating import validated
from engine.files import readable
from engine.inbox.offer import Circumstances
from engine.inbox.store import store
from engine.model.acceptance import Acceptance
from engine.model.text import Lang, Text
from engine.render.acceptance import render


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    unit = Text(
        "报送单位或地区（填报表自己写明，不必指定）", "Unit or jurisdiction that reports; a form says so itself"
    )
    year = Text("填报年度（填报表自己写明，不必指定）", "Year reported; a form says so itself")
    received = Text("收到的日期或时刻（默认此刻）", "Day or moment of receipt (default now)")
    replace = Text(
        "同一单位只重报了以前某份报送的一部分时，仍以新文件取代它",
        "Replace an earlier file of the same unit even though only some of its figures are reported again",
    )
    return Speaking(
        "accept",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            files_argument(folders=False),
            inbox_option(lang),
            moment(lang, "--received-at", received),
            click.Option(["--unit"], metavar="NAME", help=unit.say(lang)),
            year_option(lang, year, required=False),
            click.Option(["--replace"], is_flag=True, help=replace.say(lang)),
            rules_option(lang),
            format_option(lang),
        ],
    )


def run(
    lang: Lang,
    files: tuple[Path, ...],
    inbox: Path | None,
    received_at: datetime | None,
    unit: str | None,
    year: int | None,
    replace: bool,
    rules: Path | None,
    output_format: str,
) -> int:
    """Print receipts; 0 stored, 1 nothing stored for a fault of the files, 2 for one of the inbox."""
    office = usable_office(rules, lang)
    folder = inbox_folder(inbox, office)
    found = validated(files, rules, year, lang)
    reporter = registered(unit, found.catalog, lang) if unit else ""
    result = Acceptance(
        inbox=readable(folder), stored=(), refused=strangers(found.submissions, reporter), validation=found.report
    )
    at = received(received_at, lang)
    if output_format == "text":
        report(found.problems, lang)
    if not result.exit_code:
        with inbox_errors(lang):
            offers = [offer(p, s, reporter, year, at) for p, s in zip(files, found.submissions, strict=True)]
            taken = store(folder, offers, Circumstances(at, found.report.tool, found.report.rules_sha256, replace))
        refused = tuple(r for t in taken for r in refusals(t))
        stored = () if refused else tuple(receipt(t, office.figures_due) for t in taken)
        result = result.model_copy(update={"stored": stored, "refused": refused})
    put(output_format, result, render(result, lang, columns()))
    return result.exit_code
