"""`check align`: the targets of plans held against those of the plans above them."""

from pathlib import Path

from engine.align import align
from engine.cli.inputs import chosen_plans, usable_rules
from engine.cli.options import format_option, plan_option, rules_option
from engine.cli.output import put
from engine.cli.problems import report
from engine.cli.screen import columns
from engine.cli.speaking import Speaking
from engine.model.text import Lang
from engine.render.align import render


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    return Speaking(
        "align",
        callback=lambda **options: run(lang=lang, **options),
        params=[plan_option(lang), rules_option(lang), format_option(lang)],
    )


def run(lang: Lang, plan: tuple[str, ...], rules: Path | None, output_format: str) -> int:
    """Print how targets stand to those above; always 0."""
    catalog, _, warnings = usable_rules(rules, lang)
    report(warnings, lang)
    found = align(catalog, chosen_plans(catalog, plan, lang))
    put(output_format, found, render(found, lang, columns()))
    return 0
