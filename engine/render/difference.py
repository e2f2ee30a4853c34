"""`check diff` for reading: one line of counts, then each commitment whose outcome changed or that is still short."""

from collections.abc import Iterator

from engine.model.difference import Cause, Change, Difference, Differences
from engine.model.finding import Outcome
from engine.model.text import Lang, Text, join_texts
from engine.render.columns import indent
from engine.render.text import SIGNS
from engine.words import OUTCOMES

CHANGES: dict[Change, Text] = {
    "new": Text("新增未达标", "new gaps"),
    "persisting": Text("持续未达标", "persisting"),
    "rectified": Text("已补齐", "rectified"),
    "regressed": Text("由达标转为未达标", "regressed"),
    "changed": Text("其他变化", "otherwise changed"),
    "unchanged": Text("无变化", "unchanged"),
}
CAUSES: dict[Cause, Text] = {
    "data": Text("数据", "data"),
    "rule": Text("规则", "rule"),
    "policy": Text("计划政策", "policy"),
    "year": Text("年度", "year"),
    "tool": Text("程序", "program"),
}
HEAD = Text("第 {a} 批（{x}年）与第 {b} 批（{y}年）相比：{counts}。", "Run {b} ({y}) against run {a} ({x}): {counts}.")
ABSENT = Text("无此项", "absent")


def render(d: Differences, lang: Lang, total: int) -> Iterator[tuple[str, Outcome | None]]:
    """Lines of at most `total` columns, each with the outcome that colours it."""
    counts = [Text("{w} {n}", "{n} {w}").fill({"w": CHANGES[c], "n": n}) for c, n in d.counts.items()]
    said = join_texts(counts, Text("，", ", "))
    fields = {"a": d.before.run, "x": d.before.year, "b": d.after.run, "y": d.after.year, "counts": said}
    yield from ((line, None) for line in indent(HEAD.fill(fields).say(lang), total, "", ""))
    for change, words in CHANGES.items():
        found = [x for x in d.differences if x.change == change]
        if found:
            yield "", None
            yield f"■ {words.say(lang)}", None
        for x in found:
            outcome = Outcome(x.after) if x.after else None
            yield from ((line, outcome) for line in indent(_said(x).say(lang), total, "  ", "    "))


def _said(d: Difference) -> Text:
    """One commitment: outcomes and causes."""
    fields = {"title": d.title, "place": d.jurisdiction, "a": _outcome(d.before), "b": _outcome(d.after)}
    parts = [Text("{title}（{place}）：{a} → {b}", "{title} ({place}): {a} → {b}").fill(fields)]
    for cause in d.causes:
        why = {"cause": CAUSES[cause.cause], "why": Text(cause.why, cause.why_en)}
        parts.append(Text("{cause}：{why}", "{cause}: {why}").fill(why))
    return join_texts(parts, Text("；", "; "))


def _outcome(outcome: str | None) -> Text:
    """Sign and word of an outcome."""
    if outcome is None:
        return ABSENT
    word = OUTCOMES[Outcome(outcome)]
    sign = SIGNS[Outcome(outcome)]
    return Text(f"{sign} {word.zh}", f"{sign} {word.en}")
