"""The terminal: how wide it is and which colour an outcome has; click strips colours when the output is piped."""

import shutil
import sys

import click

from engine.model.finding import Outcome

PIPED_COLUMNS = 120
NARROWEST = 60

COLOURS = {
    Outcome.PASS: "green",
    Outcome.GAP: "red",
    Outcome.UNDECIDED: "yellow",
    Outcome.NOT_DUE: "blue",
    Outcome.NOT_APPLICABLE: "bright_black",
}


def columns() -> int:
    """Width to lay text out for: the terminal's, or a fixed one when piped so that output does not depend on it."""
    if sys.stdout is None or sys.stdout.closed or not sys.stdout.isatty():
        return PIPED_COLUMNS
    return max(shutil.get_terminal_size().columns, NARROWEST)


def paint(line: str, outcome: Outcome | None) -> str:
    """A line in the colour of its outcome; control characters in data are shown, not obeyed."""
    clean = "".join(c if c.isprintable() or c == "\u3000" else "�" for c in line)
    return click.style(clean, fg=COLOURS[outcome]) if outcome else clean
