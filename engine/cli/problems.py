"""What is wrong with the input, on stderr, and the end of a command that cannot go on."""

from collections.abc import Iterable

import click

from engine.cli.screen import paint
from engine.model.diagnostic import Diagnostic, errors
from engine.model.text import Lang, Text

UNUSABLE = 2
"""Exit code for input that cannot be judged."""


def report(diagnostics: Iterable[Diagnostic], lang: Lang) -> None:
    """Every diagnostic on stderr, in order of file and place."""
    for d in sorted(diagnostics, key=lambda d: d.order):
        click.echo(paint(d.say(lang), None), err=True)


def stop_at_errors(diagnostics: Iterable[Diagnostic], lang: Lang) -> None:
    """Report everything and end with exit code 2 where any of it is an error; silent otherwise."""
    found = list(diagnostics)
    if bad := errors(found):
        report(found, lang)
        stop(lang, len(bad))


def stop(lang: Lang, count: int) -> None:
    """End with exit code 2 after the errors were reported."""
    words = Text(
        "共 {n} 个错误，未作核查，请改正后重试。",
        "{n:error}; nothing was judged. Correct them and try again.",
    )
    click.echo(words.fill({"n": count}).say(lang), err=True)
    raise SystemExit(UNUSABLE)
