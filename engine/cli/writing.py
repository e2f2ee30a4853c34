"""Files of a command: all of them or none, and a failure is one line on stderr with exit code 2."""

from collections.abc import Mapping
from pathlib import Path

import click

from engine.cli.problems import UNUSABLE
from engine.cli.screen import paint
from engine.files import readable
from engine.model.text import Lang, Text
from engine.render.folder import write

NOT_WRITTEN = Text("无法写入 {path}：{why}", "Cannot write {path}: {why}")


def put_files(folder: Path, files: Mapping[str, str | bytes], lang: Lang) -> list[Path]:
    """Write path below `folder` → text or bytes; returns memos of an earlier run that were kept."""
    try:
        return write(folder, files)
    except OSError as e:
        fields = {"path": readable(e.filename2 or e.filename or folder), "why": e.strerror or e}
        click.echo(paint(NOT_WRITTEN.fill(fields).say(lang), None), err=True)
        raise SystemExit(UNUSABLE) from e
