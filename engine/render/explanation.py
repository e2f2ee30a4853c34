"""An explanation for reading: numbered steps, then a table of what other published methods would say."""

from collections.abc import Iterator

from engine.explain import Explanation
from engine.model.text import Lang, Text
from engine.render.columns import indent, table

TITLE = Text("{title}（{commitment}）　{jurisdiction}　{year}年", "{title} ({commitment})  {jurisdiction}  {year}")
OTHERS = Text(
    "其他公开方法（仅供参考，不影响判定）", "Other published methods (for comparison only, they decide nothing)"
)
HEADER = (Text("方法", "method"), Text("数值", "number"), Text("评价", "band"), Text("算法与说明", "arithmetic"))
SOURCE = Text("出处：{sources}", "Sources: {sources}")


def render(e: Explanation, lang: Lang, total: int) -> Iterator[str]:
    """Lines of at most `total` columns."""
    yield from indent(TITLE.fill(e.finding.model_dump()).say(lang), total, "■ ", "  ")
    for number, step in enumerate(e.steps, 1):
        heading = f"  {number}. {step.heading.say(lang)}  "
        for i, line in enumerate(step.lines):
            yield from indent(line.say(lang), total, heading if i == 0 else "           ", "           ")
    if not e.opinions:
        return
    yield f"  {len(e.steps) + 1}. {OTHERS.say(lang)}"
    rows = [[o.method.say(lang), o.shown.say(lang), o.band.say(lang), o.why.say(lang)] for o in e.opinions]
    yield from ("     " + line for line in table([h.say(lang) for h in HEADER], rows, total - 5, frozenset(), 3))
    sources = SOURCE.fill({"sources": "；".join(dict.fromkeys(o.source.say(lang) for o in e.opinions))})
    yield from indent(sources.say(lang), total, "     ", "     ")
