"""`check diff`: two recorded runs held against each other: new, persisting, rectified, regressed, and why."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.ledgers import ledger_errors, ledger_option, needed_ledger, usable_office
from engine.cli.options import YEAR, format_option, rules_option
from engine.cli.output import put
from engine.cli.screen import columns
from engine.cli.speaking import Speaking
from engine.diff import diff
from engine.model.recorded import Recorded
from engine.model.text import Lang, Text
from engine.render.difference import render

if TYPE_CHECKING:
    from engine.ledger.store import Ledger

WHICH = Text(
    "请写两个批次号（check history runs 查看），或用 --years 写两个年度。",
    "Name two runs (see check history runs), or two years with --years.",
)
NO_YEAR = Text("台账中没有 {year} 年的核查。", "The ledger has no run of {year}.")
COUNT = 2


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    years = Text("比较两个年度各自最近一批核查", "Compare the latest runs of two years")
    return Speaking(
        "diff",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            click.Argument(["runs"], type=click.IntRange(min=1), nargs=-1, metavar="[RUN RUN]"),
            click.Option(["--years"], type=(YEAR, YEAR), metavar="YEAR YEAR", help=years.say(lang)),
            ledger_option(lang),
            rules_option(lang),
            format_option(lang),
        ],
    )


def run(
    lang: Lang,
    runs: tuple[int, ...],
    years: tuple[int, int] | None,
    ledger: str | None,
    rules: Path | None,
    output_format: str,
) -> int:
    """Print the differences; always 0."""
    office = usable_office(rules, lang)
    if (len(runs) != COUNT) if years is None else runs:
        raise click.UsageError(WHICH.say(lang))
    with ledger_errors(lang):
        kept = needed_ledger(ledger, office, lang)
        first, second = (_latest(kept, y, lang) for y in years) if years else runs
        old, new = (Recorded.model_validate_json(kept.report(n)) for n in (first, second))
    found = diff((first, second), old, new)
    put(output_format, found, render(found, lang, columns()))
    return 0


def _latest(kept: "Ledger", year: int, lang: Lang) -> int:
    """Number of the latest run of a year; a usage error when there is none."""
    number = kept.latest(year)
    if number is None:
        raise click.UsageError(NO_YEAR.fill({"year": year}).say(lang))
    return number
