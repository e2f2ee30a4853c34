"""`check list`: the commitments and tasks that the rules hold."""

from pathlib import Path

from engine.cli.inputs import chosen_plans, usable_rules
from engine.cli.options import format_option, plan_option, rules_option
from engine.cli.output import put
from engine.cli.problems import report
from engine.cli.screen import columns
from engine.cli.speaking import Speaking
from engine.listing import listing
from engine.model.text import Lang
from engine.render.listing import render


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    return Speaking(
        "list",
        callback=lambda **options: run(lang=lang, **options),
        params=[plan_option(lang), rules_option(lang), format_option(lang)],
    )


def run(lang: Lang, plan: tuple[str, ...], rules: Path | None, output_format: str) -> int:
    """Print the list; always 0."""
    catalog, _, warnings = usable_rules(rules, lang)
    report(warnings, lang)
    wanted = chosen_plans(catalog, plan, lang)
    found = listing(catalog, wanted)
    put(output_format, found, render(found, lang, columns()))
    return 0
