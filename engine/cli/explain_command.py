"""`check explain PLAN/ID`: one verdict step by step, every number reproducible by hand."""

from pathlib import Path

import click

from engine.cli.inputs import report, usable_rules, usable_statistics
from engine.cli.options import format_option, rules_option, statistics_option, year_option
from engine.cli.screen import columns, paint
from engine.cli.speaking import Speaking
from engine.cli.subjects import chosen_subject, commitment_argument, jurisdiction_option
from engine.evaluate import judge
from engine.explain import explain
from engine.gather import Source
from engine.model.text import Lang
from engine.render.explanation import render
from engine.render.json_text import dump
from engine.warehouse.memory import Memory


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    return Speaking(
        "explain",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            commitment_argument(),
            year_option(lang),
            jurisdiction_option(lang),
            rules_option(lang),
            statistics_option(lang),
            format_option(lang),
        ],
    )


def run(
    lang: Lang,
    commitment: str,
    year: int,
    jurisdiction: str | None,
    rules: Path | None,
    statistics: tuple[Path, ...],
    output_format: str,
) -> int:
    """Print the explanation; always 0."""
    catalog, _, warnings = usable_rules(rules, lang)
    subject = chosen_subject(catalog, commitment, year, jurisdiction, lang)
    intake, _, _, more = usable_statistics(statistics, catalog, lang)
    report([*warnings, *more], lang)
    source = Source(catalog, Memory(intake.observations, catalog.place))
    explained = explain(catalog, judge(catalog, subject, source), source)
    if output_format == "json":
        click.echo(dump(explained.record()), nl=False)
        return 0
    for line in render(explained, lang, columns()):
        click.echo(paint(line, None))
    return 0
