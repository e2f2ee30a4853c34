"""The inbox of a command: --inbox, else CHECK_INBOX, else rules/office.yaml, else ./inbox; its errors end with 2."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from engine.cli.problems import UNUSABLE, report
from engine.inbox.gate import DamagedError, InboxError
from engine.model.diagnostic import Diagnostic, errors
from engine.model.office import Office
from engine.model.text import Lang, Text

VARIABLE = "CHECK_INBOX"
FOLDER = "inbox"

DAMAGED = Text(
    "收件箱有 {n} 处错误，没有使用，也没有改动它。", "The inbox has {n:error}; it was neither used nor changed."
)


def inbox_option(lang: Lang) -> click.Option:
    """--inbox DIR."""
    words = Text(
        "收件箱目录（默认：环境变量 CHECK_INBOX，否则 rules/office.yaml，否则 ./inbox）",
        "Folder of accepted submissions (default: CHECK_INBOX, else rules/office.yaml, else ./inbox)",
    )
    kind = click.Path(file_okay=False, path_type=Path)
    return click.Option(["--inbox"], type=kind, metavar="DIR", help=words.say(lang))


def inbox_folder(chosen: Path | None, office: Office) -> Path:
    """The folder that prevails."""
    return chosen or Path(os.environ.get(VARIABLE) or office.inbox or FOLDER)


def sound(problems: Iterable[Diagnostic], lang: Lang) -> None:
    """Say what is wrong with an inbox; ends the process when that is an error."""
    found = tuple(problems)
    report(found, lang)
    if errors(found):
        click.echo(DAMAGED.fill({"n": len(errors(found))}).say(lang), err=True)
        raise SystemExit(UNUSABLE)


@contextmanager
def inbox_errors(lang: Lang) -> Iterator[None]:
    """An inbox that cannot be used is said on stderr and ends with exit code 2."""
    try:
        yield
    except InboxError as e:
        click.echo(e.text.say(lang), err=True)
        raise SystemExit(UNUSABLE) from e
    except DamagedError as e:
        sound(e.problems, lang)
