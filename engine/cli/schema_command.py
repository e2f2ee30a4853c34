"""`check schema`: JSON Schemas of the rule files and of the results."""

import sys
from pathlib import Path

import click

from engine.cli.inputs import UNUSABLE
from engine.cli.run_command import NOT_WRITTEN
from engine.cli.speaking import Speaking
from engine.model.text import Lang, Text
from engine.render.folder import write
from engine.render.schema import SCHEMAS, schema_text


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    name = Text("写出全部：", "all: ")
    output = Text(
        "把全部 Schema 写入这个目录，供编辑器补全和校验",
        "Write all schemas to this folder, for editors to complete and check",
    )
    _ = name
    return Speaking(
        "schema",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            click.Argument(["name"], type=click.Choice(list(SCHEMAS)), required=False),
            click.Option(
                ["--output"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar="DIR",
                help=output.say(lang),
            ),
        ],
    )


def run(lang: Lang, name: str | None, output: Path | None) -> int:
    """Print one schema, or write them all."""
    if output is None and name is None:
        words = Text(
            "请指明名称（{names}）或用 --output 写出全部。",
            "Name one of {names}, or write all with --output.",
        )
        raise click.UsageError(words.fill({"names": "、".join(SCHEMAS)}).say(lang))
    if output is None and name is not None:
        click.echo(schema_text(name), nl=False)
        return 0
    assert output is not None  # noqa: S101  narrowed by the two branches above
    wanted = [name] if name else list(SCHEMAS)
    try:
        write(output, {f"{n}.schema.json": schema_text(n) for n in wanted})
    except OSError as e:
        click.echo(NOT_WRITTEN.fill({"path": e.filename or output, "why": e.strerror or e}).say(lang), err=True)
        sys.exit(UNUSABLE)
    return 0
