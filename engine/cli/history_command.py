"""`check history`: commitments over the years, the recorded runs, and whether the ledger is what was recorded."""

from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.clock import as_of_option, day_of
from engine.cli.ledgers import ledger_errors, ledger_option, needed_ledger, usable_office
from engine.cli.options import format_option, rules_option
from engine.cli.output import put
from engine.cli.problems import UNUSABLE
from engine.cli.screen import columns, paint
from engine.cli.speaking import Speaking
from engine.cli.subjects import CLOSE
from engine.model.ledger import Tampered
from engine.model.text import Lang, Text
from engine.model.timeline import History, Timeline
from engine.render.timeline import render
from engine.timeline import timeline

if TYPE_CHECKING:
    from engine.ledger.store import Ledger

UNKNOWN = Text("台账中没有“{name}”。{hint}", "The ledger has no '{name}'. {hint}")
ONLY_LINES = Text(
    "{options} 只用于查看各年情况，不与 {view} 合用。", "{options} are for the line over the years, not with {view}."
)
RUN = Text(
    "第 {number} 批　{year}年　{recorded_at}　{agent}　{tool}　规则 {rules}…　数据 {data}…　哈希 {hash}",
    "run {number}  {year}  {recorded_at}  {agent}  {tool}  rules {rules}…  data {data}…  hash {hash}",
)
INTACT = Text(
    "台账完整：{runs} 批核查（{findings} 条核查发现），{events} 条整改记录。\n"
    "核查链末值 {run_hash}\n整改链末值 {event_hash}",
    "The ledger is intact: {runs:run} ({findings:finding}), {events:step} of rectification.\n"
    "last hash of runs {run_hash}\nlast hash of steps {event_hash}",
)
KINDS = {
    "changed": Text("被改动", "was changed"),
    "removed": Text("被删除", "was removed"),
    "inserted": Text("是事后插入的", "was inserted"),
}
TAMPERED = Text(
    "台账与记录时不符：表 {table} 第 {row} 行{kind}。", "The ledger is not what was recorded: {table} row {row} {kind}."
)
NOT_HELD = Text("台账中没有哈希为 {hash} 的记录。", "The ledger has no record with the hash {hash}.")


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    commitment = Text("只看这项承诺", "Only this commitment")
    jurisdiction = Text("只看这个地区", "Only this jurisdiction")
    as_of = Text("逾期天数计到这一天（默认今天，北京时间）", "Day up to which days overdue are counted (default today)")
    holds = Text(
        "与 verify 合用：台账须含有这个哈希（如备忘中抄录的）", "With verify: a hash that the ledger must hold"
    )
    return Speaking(
        "history",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            click.Argument(["view"], type=click.Choice(list(VIEWS)), required=False),
            click.Option(["--commitment"], metavar="PLAN/ID", help=commitment.say(lang)),
            click.Option(["--jurisdiction"], metavar="NAME", help=jurisdiction.say(lang)),
            as_of_option(as_of, lang),
            click.Option(["--holds"], metavar="HASH", help=holds.say(lang)),
            ledger_option(lang),
            rules_option(lang),
            format_option(lang),
        ],
    )


def run(
    lang: Lang,
    view: str | None,
    commitment: str | None,
    jurisdiction: str | None,
    as_of: datetime | None,
    holds: str | None,
    ledger: str | None,
    rules: Path | None,
    output_format: str,
) -> int:
    """Print what was asked for; 2 when the ledger is not what was recorded."""
    office = usable_office(rules, lang)
    if view and (commitment or jurisdiction):
        fields = {"options": "--commitment、--jurisdiction", "view": view}
        raise click.UsageError(ONLY_LINES.fill(fields).say(lang))
    with ledger_errors(lang):
        kept = needed_ledger(ledger, office, lang)
        if view:
            return VIEWS[view](kept, holds, lang)
        found = [timeline(lines, steps, day_of(as_of)) for lines, steps in kept.history()]
    history = History(as_of=day_of(as_of), timelines=tuple(_chosen(found, commitment, jurisdiction, lang)))
    put(output_format, history, render(history, lang, columns()))
    return 0


def _chosen(found: list[Timeline], commitment: str | None, jurisdiction: str | None, lang: Lang) -> list[Timeline]:
    """What was asked for; without a commitment only what ever was a gap. A usage error for an unknown name."""
    for asked, known in ((commitment, [t.commitment for t in found]), (jurisdiction, [t.jurisdiction for t in found])):
        if asked and asked not in known:
            close = get_close_matches(asked, known, n=1)
            hint = CLOSE.fill({"name": close[0]}) if close else Text("", "")
            raise click.UsageError(UNKNOWN.fill({"name": asked, "hint": hint}).say(lang))
    return [
        t
        for t in found
        if (t.commitment == commitment if commitment else t.state) and jurisdiction in {None, t.jurisdiction}
    ]


def _runs(kept: "Ledger", _: str | None, lang: Lang) -> int:
    """Every recorded run on a line."""
    for r in kept.runs():
        fields = r._asdict() | {"rules": r.rules_sha256[:8], "data": r.statistics_sha256[:8]}
        click.echo(paint(RUN.fill(fields).say(lang), None))
    return 0


def _verify(kept: "Ledger", holds: str | None, lang: Lang) -> int:
    """Recompute everything; the first row that is not what was recorded."""
    result = kept.verify()
    if isinstance(result, Tampered):
        click.echo(TAMPERED.fill(result._asdict() | {"kind": KINDS[result.kind]}).say(lang), err=True)
        return UNUSABLE
    if holds and not kept.holds(holds):
        click.echo(NOT_HELD.fill({"hash": holds}).say(lang), err=True)
        return UNUSABLE
    click.echo(INTACT.fill(result._asdict()).say(lang))
    return 0


VIEWS = {"runs": _runs, "verify": _verify}
"""Word after `check history` → what is shown."""
