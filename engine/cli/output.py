"""What a command found, on standard output: JSON where it is asked for, else lines of text."""

from collections.abc import Iterable

import click
from pydantic import BaseModel

from engine.cli.screen import paint
from engine.model.finding import Outcome
from engine.render.json_text import dump


def put(output_format: str, found: BaseModel, lines: Iterable[str | tuple[str, Outcome | None]]) -> None:
    """Print `found` as JSON, or else its lines, plain or each with the outcome that colours it."""
    if output_format == "json":
        click.echo(dump(found), nl=False)
        return
    for line in lines:
        click.echo(paint(line, None) if isinstance(line, str) else paint(*line))
