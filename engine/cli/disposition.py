"""`check explain --disposition ID`: from a disposition down to rules, facts, findings and observations."""

from collections.abc import Sequence

import click

from engine.cli.output import put
from engine.cli.screen import columns
from engine.model.disposition import Disposition, ExplainedDispositions
from engine.model.finding import Report
from engine.model.text import Lang, Text
from engine.render.disposition import render

UNKNOWN = Text(
    "{year}年没有编号或核查发现指纹为“{name}”的处置意见。用 check run --format json 查看 dispositions。",
    "No disposition of {year} has the id '{name}' or rests on such a finding. check run --format json lists them.",
)


def chosen(report: Report, name: str, lang: Lang) -> list[Disposition]:
    """Dispositions with this id, or on the finding with this fingerprint; a usage error when there are none."""
    found = [d for d in report.dispositions if d.id == name or name in d.findings]
    if not found:
        raise click.UsageError(UNKNOWN.fill({"name": name, "year": report.run.year}).say(lang))
    return found


def show(report: Report, found: Sequence[Disposition], output_format: str, lang: Lang) -> None:
    """Print them."""
    lines = (line for d in found for line in render(d, report.findings, lang, columns()))
    put(output_format, ExplainedDispositions(dispositions=tuple(found)), lines)
