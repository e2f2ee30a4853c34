"""`check status`: who has reported the figures of a year, who has not, and who is late."""

from datetime import datetime
from pathlib import Path

import click

from engine.cli.clock import as_of_option, day_of
from engine.cli.expecting import expected_forms
from engine.cli.inboxes import inbox_errors, inbox_folder, inbox_option, sound
from engine.cli.inputs import chosen_plans, usable_rules
from engine.cli.options import format_option, plan_option, rules_option, year_option
from engine.cli.output import put
from engine.cli.screen import columns
from engine.cli.speaking import Speaking
from engine.contradiction import contradictions
from engine.files import is_inbox, readable
from engine.inbox.read import current, log, observations
from engine.model.inbox import standing
from engine.model.text import Lang, Text
from engine.render.reporting import render
from engine.reporting_status import Asked, Held, reporting, until

NO_INBOX = Text("还没有收件箱 {folder}：尚未收过任何报送。", "There is no inbox {folder} yet: nothing was accepted.")


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    year = Text("填报年度", "Year whose figures are due")
    as_of = Text("按这一天看（默认今天）：以后的报送不计", "Look at it on this day (default today), without later ones")
    strict = Text("有单位逾期未报时退出码为 3", "Exit code 3 when a unit is overdue")
    return Speaking(
        "status",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            year_option(lang, year),
            plan_option(lang),
            as_of_option(as_of, lang),
            inbox_option(lang),
            rules_option(lang),
            click.Option(["--strict"], is_flag=True, help=strict.say(lang)),
            format_option(lang),
        ],
    )


def run(
    lang: Lang,
    year: int,
    plan: tuple[str, ...],
    as_of: datetime | None,
    inbox: Path | None,
    rules: Path | None,
    strict: bool,
    output_format: str,
) -> int:
    """Print the table; 0, or 3 when strict and somebody is overdue."""
    catalog, loaded, _ = usable_rules(rules, lang, tasks=False)
    plans = chosen_plans(catalog, plan, lang)
    folder = inbox_folder(inbox, loaded.office)
    if not is_inbox(folder):
        click.echo(NO_INBOX.fill({"folder": readable(folder)}).say(lang), err=True)
    asked = Asked(year, day_of(as_of), loaded.office.figures_due)
    with inbox_errors(lang):
        sound(current(folder).problems, lang)
        entries = until(log(folder)[0], asked.as_of)
        stand = standing(entries)
        figures = dict(zip((e.number for e in stand), observations(folder, stand), strict=True))
        held = Held(entries, figures, catalog.place)
        forms = expected_forms(catalog, year, plans, loaded.sha256)
        found = reporting(forms, held, asked, readable(folder))
        clashes = contradictions(catalog, ((e, figures[e.number]) for e in stand))
    found = found.model_copy(update={"contradictions": clashes})
    put(output_format, found, render(found, catalog.indicator_name, lang, columns()))
    return found.exit_code(strict=strict)
