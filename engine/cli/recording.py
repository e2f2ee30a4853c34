"""The end of `check run`: where its look at the past came from, and the run in the ledger."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from engine.cli.ledgers import ledger_errors
from engine.model.finding import Report
from engine.model.history import PastFinding
from engine.model.text import Lang, Text, join_texts

if TYPE_CHECKING:
    from engine.ledger.store import Ledger

NOT_RECORDED = Text(
    "未指定整改台账，本次核查没有记录；连续未达标年数由统计数据逐年重算。",
    "No ledger: this run was not recorded; years running in gap were judged again from the statistics.",
)
RECORDED = Text(
    "已记入整改台账 {url}：第 {number} 批，哈希 {hash}；连续未达标年数取自{past}。",
    "Recorded in {url} as run {number}, hash {hash}; years running in gap come from {past}.",
)
FROM_LEDGER = Text("台账（{years}）", "the ledger ({years})")
FROM_STATISTICS = Text("统计数据重算（{years}）", "the statistics ({years})")
FROM_NOTHING = Text("本年", "this year alone")


def looked_back(past: list[PastFinding], recorded: list[PastFinding]) -> dict[str, tuple[int, ...]]:
    """Earlier years that the ledger has, and those judged again."""
    known = set(recorded)
    return {
        "years_recorded": tuple(sorted({p.year for p in past if p in known})),
        "years_replayed": tuple(sorted({p.year for p in past if p not in known})),
    }


def record(result: Report, kept: "Ledger", at: datetime, agent: str, lang: Lang) -> None:
    """The run in the ledger, in one transaction and after everything else."""
    with ledger_errors(lang):
        entry = kept.record(result, at.isoformat(), agent)
    years = ((FROM_LEDGER, result.run.years_recorded), (FROM_STATISTICS, result.run.years_replayed))
    said = [text.fill({"years": "、".join(map(str, y))}) for text, y in years if y]
    past = join_texts(said, Text("、", " and ")) if said else FROM_NOTHING
    fields = {"url": kept.url, "number": entry.number, "hash": entry.hash, "past": past}
    click.echo(RECORDED.fill(fields).say(lang), err=True)
