"""Optional libraries: one that is missing is one line on stderr that names the extra to install."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from engine.cli.problems import UNUSABLE
from engine.model.extra import missing
from engine.model.text import Lang, Text

THIS = Text("", "This")


@contextmanager
def needed(extra: str, lang: Lang) -> Iterator[None]:
    """Around the import of a module that needs an extra; ends the process with exit code 2 when it is missing."""
    try:
        yield
    except ModuleNotFoundError as e:
        click.echo(missing(THIS, e.name, extra).say(lang), err=True)
        raise SystemExit(UNUSABLE) from e
