"""Optional libraries: one that is missing is one line on stderr that names the extra to install."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from engine.cli.problems import UNUSABLE
from engine.model.text import Lang, Text

MISSING = Text(
    "需要安装 {package}：pip install 'target-check[{extra}]'",
    "This needs {package}: pip install 'target-check[{extra}]'",
)


@contextmanager
def needed(extra: str, lang: Lang) -> Iterator[None]:
    """Around the import of a module that needs an extra; ends the process with exit code 2 when it is missing."""
    try:
        yield
    except ModuleNotFoundError as e:
        click.echo(MISSING.fill({"package": e.name, "extra": extra}).say(lang), err=True)
        raise SystemExit(UNUSABLE) from e
