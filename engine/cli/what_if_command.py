"""`check what-if PLAN/ID`: what each year left must bring, with assumed values taken as given."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path

import click

from engine.cli.inputs import usable_rules, usable_statistics
from engine.cli.options import rules_option, statistics_option, year_option
from engine.cli.problems import report
from engine.cli.screen import columns, paint
from engine.cli.speaking import Speaking
from engine.cli.subjects import chosen_subject, commitment_argument
from engine.criterion import unit_factor
from engine.evaluate import subjects
from engine.model.text import Lang, Text
from engine.quantity import QuantityError, parse_number
from engine.render.columns import indent
from engine.render.prospect import render
from engine.subject import Subject
from engine.warehouse.memory import Memory
from engine.what_if import assumable, prospect
from engine.words import EXAMPLE

BAD = Text("--assume 应写作 年份=数值，如 2025=120：{text}", "--assume takes YEAR=VALUE, such as 2025=120: {text}")
NOT_OPEN = Text(
    "{year}年不在剩余年份内，也不是计划期内缺数据的年份（可假设：{years}）。",
    "{year} is neither left nor a year of the plan without data (to assume: {years}).",
)
NO_FORECAST = Text(
    "“{name}”参照别处的数、名次或增幅，无法推算各年应完成多少。",
    "'{name}' refers to another figure, a place or a change; what each year must bring cannot be told.",
)


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    words = Text(
        "假设剩余年份或计划期内缺数据年份的数（承诺的单位；存量为年末数，比率为比率本身），可重复：2025=120",
        "Assume the figure of a year left or of one in the plan without data (in the target's unit; of a stock the "
        "year-end figure, of a ratio the rate), repeatable: 2025=120",
    )
    place = Text(
        "只看该地区（默认计划所在地区，目标已分解的同时列出各区县）",
        "Only this jurisdiction (default the plan's, with every district that the target is split among)",
    )
    return Speaking(
        "what-if",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            commitment_argument(),
            year_option(lang),
            click.Option(["--assume"], multiple=True, metavar="YEAR=VALUE", help=words.say(lang)),
            click.Option(["--jurisdiction"], metavar="NAME", help=place.say(lang)),
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
    catalog, loaded, warnings = usable_rules(rules, lang)
    subject = chosen_subject(catalog, commitment, year, jurisdiction, lang)
    target = subject.commitment.target
    if target.reference or target.rank or target.change:
        raise click.UsageError(NO_FORECAST.fill({"name": commitment}).say(lang))
    given = _figures(assume, lang)
    figures = usable_statistics(statistics, catalog, loaded.office, lang)
    report([*warnings, *figures.warnings], lang)
    shelf = Memory(figures.intake.observations, catalog.place)
    assumed = _assumed(given, subject, assumable(catalog, subject, shelf), lang)
    entry = next(e for e in catalog.plans if e.plan.id == subject.plan.id)
    districts = [s for s in subjects(catalog, entry, year) if _shares_in(s, subject) and jurisdiction is None]
    for one, years in [(subject, assumed), *((d, {}) for d in districts)]:
        for line in render(prospect(catalog, one, shelf, years), lang, columns()):
            click.echo(paint(line, None))
    for line in indent(EXAMPLE.say(lang), columns(), "", "") if figures.example else ():
        click.echo(paint(line, None))
    return 0


def _shares_in(other: Subject, whole: Subject) -> bool:
    """Whether a subject is a district's part of another."""
    return other.commitment.id == whole.commitment.id and other.jurisdiction != whole.jurisdiction


def _figures(texts: tuple[str, ...], lang: Lang) -> dict[int, Decimal]:
    """Figures as written, by year; click.UsageError for what cannot be read."""
    try:
        return dict(_figure(text) for text in texts)
    except QuantityError as error:
        raise click.UsageError(BAD.fill(error.params).say(lang)) from None


def _figure(text: str) -> tuple[int, Decimal]:
    """YEAR=VALUE; QuantityError with the whole text for anything else."""
    year, _, value = text.partition("=")
    try:
        number = parse_number(value)
    except QuantityError:
        raise QuantityError("R104", text=text) from None
    if not (year.isascii() and year.isdigit()):
        raise QuantityError("R104", text=text)
    return int(year), number


def _assumed(
    figures: Mapping[int, Decimal], subject: Subject, years: Collection[int], lang: Lang
) -> dict[int, Decimal]:
    """Figures in base unit by year; click.UsageError for a year that is none of `years`."""
    for year in figures:
        if year not in years:
            shown = "、".join(map(str, years)) or "—"
            raise click.UsageError(NOT_OPEN.fill({"year": year, "years": shown}).say(lang))
    factor = unit_factor(subject.commitment, subject.indicator)
    return {year: number * factor for year, number in figures.items()}
