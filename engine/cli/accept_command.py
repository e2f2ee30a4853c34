"""`check accept`: sound files go into the inbox with a receipt; with one that is not, none does."""

from datetime import datetime
from pathlib import Path

import click

from engine.cli.accepting import outcome, sent
from engine.cli.clock import day_of_receipt, receipt_option
from engine.cli.inboxes import inbox_errors, inbox_folder, inbox_option
from engine.cli.ledgers import usable_office
from engine.cli.options import files_argument, format_option, rules_option, year_option
from engine.cli.output import put
from engine.cli.problems import report
from engine.cli.screen import columns
from engine.cli.senders import registered
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
        "报送单位或地区（填报表、或“填报单位”一列写明的，不必指定）",
        "Unit or jurisdiction that reports; a form says so itself, or a column 'reporter'",
    )
    year = Text(
        "填报年度（填报表自己写明、或各行同一年的，不必指定）",
        "Year reported; a form says so itself, and so do rows that are all of one year",
    )
    received = Text("收到的日期或时刻（默认此刻）", "Day or moment of receipt (default now)")
    replace = Text(
        "以前报送的数会因此丢失、或换成状态较低的数，或者以前的报送登记为更晚收到时，仍以新文件取代",
        "Replace earlier submissions even though figures of theirs would be lost, or give way to ones of lower status, or they were received on a later day",  # noqa: E501
    )
    return Speaking(
        "accept",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            files_argument(folders=False),
            inbox_option(lang),
            receipt_option(lang, received),
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
    at = day_of_receipt(received_at, lang)
    found = validated(files, rules, year, lang, inbox=folder, received=at.date(), unit=unit or "")
    reporter = registered(unit, found.catalog, lang) if unit else ""
    going = sent(files, found, reporter, year)
    result = Acceptance(inbox=readable(folder), stored=(), refused=going.refused, validation=found.report)
    if output_format == "text":
        report(found.problems, lang)
    if not result.exit_code:
        given = Circumstances(at, found.report.tool, found.report.rules_sha256, replace, found.catalog.place)
        with inbox_errors(lang):
            taken = store(folder, going.offers, given)
            result = result.model_copy(update=outcome(taken, folder, found, office.figures_due))
    put(output_format, result, render(result, found.catalog.indicator_name, lang, columns()))
    return result.exit_code
