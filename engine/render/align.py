"""`check align` for reading: a heading for each plan and superior, a sentence for each target above, one tally line."""

from collections.abc import Iterator
from itertools import groupby

from engine.align.say import STANDINGS
from engine.model.alignment import Alignment, Alignments, Standing
from engine.model.text import Lang, Text, join_texts
from engine.render.columns import indent

SIGNS = {
    Standing.STRONGER: "●",
    Standing.EQUAL: "＝",
    Standing.WEAKER: "▲",
    Standing.MISSING: "□",
    Standing.SCOPE: "？",
    Standing.NOT_COMPARABLE: "－",
}
"""Sign of each standing, beside its words."""

HEAD = Text(
    "{jurisdiction}（{plan}）对{superior_jurisdiction}（{superior}）",
    "{jurisdiction} ({plan}) under {superior_jurisdiction} ({superior})",
)
LINE = Text("{name}：{sentence}。", "{name}: {sentence}.")
TALLY = Text("合计 {total} 项比较：{counts}。", "{total:comparison}: {counts}.")
COUNT = Text("{standing} {n}", "{n} {standing}")
NONE = Text(
    "无可比较：所看的计划没有写明上级计划（superior），或上级计划没有量化承诺。",
    "Nothing to compare: these plans name no plan above them (superior), or those have no quantified commitment.",
)


def render(found: Alignments, lang: Lang, total: int) -> Iterator[str]:
    """Lines of at most `total` columns."""
    for _, group in groupby(found.alignments, key=lambda a: (a.plan, a.superior)):
        yield from _group(list(group), lang, total)
        yield ""
    yield from indent(_tally(found).say(lang), total, "", "")


def _group(group: list[Alignment], lang: Lang, total: int) -> Iterator[str]:
    """One plan under one superior."""
    yield from indent(HEAD.fill(group[0].model_dump()).say(lang), total, "■ ", "  ")
    for a in group:
        line = LINE.fill({"name": a.indicator_name, "sentence": Text(a.sentence, a.sentence_en)})
        yield from indent(line.say(lang), total, f"  {SIGNS[a.standing]} ", "    ")


def _tally(found: Alignments) -> Text:
    """How many of each standing; what does not occur is left out."""
    if not found.alignments:
        return NONE
    counts = [COUNT.fill({"standing": STANDINGS[s], "n": n}) for s, n in found.tally.items() if n]
    return TALLY.fill({"total": len(found.alignments), "counts": join_texts(counts, Text("，", ", "))})
