"""`check coverage`: what rules and figures lack of each other."""

from pathlib import Path

from engine.cli.inputs import chosen_plans, usable_rules, usable_statistics
from engine.cli.options import format_option, plan_option, rules_option, statistics_option, year_option
from engine.cli.output import put
from engine.cli.problems import report
from engine.cli.screen import columns
from engine.cli.speaking import Speaking
from engine.coverage import coverage
from engine.model.text import Lang, Text
from engine.render.coverage import render
from engine.warehouse.memory import Memory


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    words = Text("只看该年及以前的数据（默认全部年份）", "Only figures up to this year (default all years)")
    year = year_option(lang, words, required=False)
    return Speaking(
        "coverage",
        callback=lambda **options: run(lang=lang, **options),
        params=[year, plan_option(lang), rules_option(lang), statistics_option(lang), format_option(lang)],
    )


def run(
    lang: Lang,
    year: int | None,
    plan: tuple[str, ...],
    rules: Path | None,
    statistics: tuple[Path, ...],
    output_format: str,
) -> int:
    """Print the coverage; always 0, for it is a report."""
    catalog, loaded, warnings = usable_rules(rules, lang)
    wanted = chosen_plans(catalog, plan, lang)
    figures = usable_statistics(statistics, catalog, loaded.office, lang)
    report([*warnings, *figures.warnings], lang)
    observations = figures.intake.observations
    shelf = Memory(observations, catalog.place)
    found = coverage(catalog, observations, shelf, year, wanted)
    found = found.model_copy(update={"example_data": figures.example})
    put(output_format, found, render(found, tasks=bool(plan), lang=lang, total=columns()))
    return 0
