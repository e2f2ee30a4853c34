"""`check what-if PLAN/ID`: what each year left must bring, with assumed values taken as given."""

from decimal import Decimal
from pathlib import Path

import click

from engine.cli.inputs import report, usable_rules, usable_statistics
from engine.cli.options import rules_option, statistics_option, year_option
from engine.cli.screen import columns, paint
from engine.cli.speaking import Speaking
from engine.cli.subjects import chosen_subject, commitment_argument, jurisdiction_option
from engine.criterion import unit_factor
from engine.evaluate import subjects
from engine.model.text import Lang, Text
from engine.quantity import QuantityError, parse_number
from engine.render.prospect import render
from engine.subject import Subject
from engine.warehouse.memory import Memory
from engine.what_if import prospect, years_left

BAD = Text("--assume 应写作 年份=数值，如 2025=120：{text}", "--assume takes YEAR=VALUE, such as 2025=120: {text}")
NOT_LEFT = Text("{year}年不在剩余年份内（{years}）。", "{year} is not among the years left ({years}).")
NO_FORECAST = Text(
    "“{name}”参照别处的数、名次或增幅，无法推算各年应完成多少。",
    "'{name}' refers to another figure, a place or a change; what each year must bring cannot be told.",
)


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    words = Text(
        "假设某年的数（承诺的单位），可重复：2025=120",
        "Assume a year's figure (in the target's unit), repeatable: 2025=120",
    )
    return Speaking(
        "what-if",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            commitment_argument(),
            year_option(lang),
            click.Option(["--assume"], multiple=True, metavar="YEAR=VALUE", help=words.say(lang)),
            jurisdiction_option(lang),
            rules_option(lang),
            statistics_option(lang),
        ],
    )


def run(
    lang: Lang,
    commitment: str,
    year: int,
    assume: tuple[str, ...],
    jurisdiction: str | None,
    rules: Path | None,
    statistics: tuple[Path, ...],
) -> int:
    """Print the prospect of the subject and, unless one is named, of each district that shares in it; always 0."""
    catalog, _, warnings = usable_rules(rules, lang)
    subject = chosen_subject(catalog, commitment, year, jurisdiction, lang)
    target = subject.commitment.target
    if target.reference or target.rank or target.change:
        raise click.UsageError(NO_FORECAST.fill({"name": commitment}).say(lang))
    assumed = _assumed(assume, subject, lang)
    intake, _, _, more = usable_statistics(statistics, catalog, lang)
    report([*warnings, *more], lang)
    shelf = Memory(intake.observations, catalog.place)
    entry = next(e for e in catalog.plans if e.plan.id == subject.plan.id)
    districts = [s for s in subjects(catalog, entry, year) if _shares_in(s, subject) and jurisdiction is None]
    for one, given in [(subject, assumed), *((d, {}) for d in districts)]:
        for line in render(prospect(catalog, one, shelf, given), lang, columns()):
            click.echo(paint(line, None))
    return 0


def _shares_in(other: Subject, whole: Subject) -> bool:
    """Whether a subject is a district's part of another."""
    return other.commitment.id == whole.commitment.id and other.jurisdiction != whole.jurisdiction


def _assumed(texts: tuple[str, ...], subject: Subject, lang: Lang) -> dict[int, Decimal]:
    """Assumed figures in base unit by year; click.UsageError for what cannot be read or is not left."""
    assumed = {}
    left = years_left(subject)
    for text in texts:
        year, _, value = text.partition("=")
        try:
            number = parse_number(value)
        except QuantityError:
            raise click.UsageError(BAD.fill({"text": text}).say(lang)) from None
        if not (year.isascii() and year.isdigit()):
            raise click.UsageError(BAD.fill({"text": text}).say(lang))
        if int(year) not in left:
            years = f"{left.start}—{left.stop - 1}" if left else "—"
            raise click.UsageError(NOT_LEFT.fill({"year": year, "years": years}).say(lang))
        assumed[int(year)] = number * unit_factor(subject.commitment, subject.indicator)
    return assumed
