"""The ledger of a command: --ledger, else CHECK_LEDGER, else rules/office.yaml; its errors end with exit code 2."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.catalog.load import load_office, rules_folder
from engine.cli.problems import UNUSABLE, stop_at_errors
from engine.ledger.gate import LedgerError, open_ledger
from engine.model.office import Office
from engine.model.text import Lang, Text
from engine.rectification import StepError

if TYPE_CHECKING:
    from engine.ledger.store import Ledger

VARIABLE = "CHECK_LEDGER"

NO_LEDGER = Text(
    "没有指定整改台账：用 --ledger sqlite:///文件、环境变量 CHECK_LEDGER 或 rules/office.yaml 指定。",
    "No ledger: name one with --ledger sqlite:///FILE, CHECK_LEDGER or rules/office.yaml.",
)


def ledger_option(lang: Lang) -> click.Option:
    """--ledger URL."""
    words = Text(
        "整改台账：sqlite:///文件 或 postgresql://…（默认：环境变量 CHECK_LEDGER，否则 rules/office.yaml）",
        "Ledger: sqlite:///FILE or postgresql://… (default: CHECK_LEDGER, else rules/office.yaml)",
    )
    return click.Option(["--ledger"], metavar="URL", help=words.say(lang))


def ledger_url(chosen: str | None, office: Office) -> str | None:
    """The URL that prevails, if any."""
    return chosen or os.environ.get(VARIABLE) or office.ledger


def usable_office(rules: Path | None, lang: Lang) -> Office:
    """The office's settings; ends the process when their file has errors."""
    office, problems = load_office(rules_folder(rules))
    stop_at_errors(problems, lang)
    return office


def needed_ledger(chosen: str | None, office: Office, lang: Lang) -> "Ledger":
    """The ledger of a command that cannot do without; call it inside `ledger_errors`."""
    url = ledger_url(chosen, office)
    if url is None:
        raise click.UsageError(NO_LEDGER.say(lang))
    return open_ledger(url)


@contextmanager
def ledger_errors(lang: Lang) -> Iterator[None]:
    """A ledger that cannot be used, or a step that cannot be taken, is one line on stderr and exit code 2."""
    try:
        yield
    except (LedgerError, StepError) as e:
        click.echo(e.text.say(lang), err=True)
        raise SystemExit(UNUSABLE) from e
