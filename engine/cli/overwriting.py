"""Outputs that would replace an input: refused before anything is written."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from engine.files import readable
from engine.intake.statistics import located
from engine.model.text import Lang, Text

AN_INPUT = Text(
    "{path} 是要检查的文件，不能写到那里。请用 -o 另指一处。",
    "{path} is a file that is read; nothing is written there. Name another place with -o.",
)


def spare_inputs(goals: Iterable[Path], inputs: Sequence[Path], lang: Lang) -> None:
    """A usage error for the first goal that is one of the inputs or of the files in them, by whatever name."""
    read = [found for path, _ in located([(p, "") for p in inputs], []) if (found := _status(path))]
    for goal in goals:
        found = _status(goal)
        if found and any(os.path.samestat(found, other) for other in read):
            raise click.UsageError(AN_INPUT.fill({"path": readable(goal)}).say(lang))


def _status(path: Path) -> os.stat_result | None:
    """What is there, if anything."""
    try:
        return path.stat()
    except OSError:
        return None
