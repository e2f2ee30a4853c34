"""`check schema`: JSON Schemas of the rule files and of the results."""

from pathlib import Path

import click

from engine.cli.speaking import Speaking
from engine.cli.writing import put_files
from engine.model.text import Lang, Text
from engine.render.schema import SCHEMAS, schema_text


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    output = Text(
        "把全部 Schema 写入这个目录，供编辑器补全和校验",
        "Write all schemas to this folder, for editors to complete and check",
    )
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
    put_files(output, {f"{n}.schema.json": schema_text(n) for n in wanted}, lang)
    return 0
