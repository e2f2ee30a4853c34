"""Submitted figures in words: one of them, what it is about, and those that contradict each other."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from engine.model.acceptance import Contradiction, Figure, FigureChange, Stated
from engine.model.diagnostic import LEVEL_WORDS
from engine.model.text import Lang, Text, join_texts
from engine.render.columns import indent
from engine.words import BOUND_WORDS, STATUS_WORDS, amount

STATES = {"missing": Text("未报", "not reported"), "not_applicable": Text("“-”（无此项）", "'-' (no such thing)")}
CLASH = Text(
    "{level}：{n} 个数与别的报送互相矛盾，check run 会停下（S407），直到两者一致：",
    "{level}: {n:figure contradicts/figures contradict} those of others; check run stops (S407) until they agree:",
)
BOTH = Text("{what}：{figures}", "{what}: {figures}")
STATED = Text("第 {number} 号 {reporter} {figure}", "submission {number} of {reporter} {figure}")


def subject(found: FigureChange | Contradiction, names: Mapping[str, str]) -> Text:
    """What a figure is about; `names` gives the name of each registered indicator."""
    where = [t for t in (found.jurisdiction, str(found.year), found.case) if t]
    name = names.get(found.indicator, found.indicator)
    return Text(f"{name}（{'，'.join(where)}）", f"{name} ({', '.join(where)})")


def figure(f: Figure) -> Text:
    """A figure with its bound, its quality unless final, and its cell."""
    said = STATES.get(f.state) or join_texts(
        [BOUND_WORDS[f.bound], amount(Decimal(f.value or 0), f.unit)], Text("", "")
    )
    quality = Text("", "") if f.status == "final" else STATUS_WORDS[f.status]
    fields = {"said": said, "quality": quality, "place": f.place}
    return Text("{said}{quality}〔{place}〕", "{said} {quality}[{place}]").fill(fields)


def clashes(found: Sequence[Contradiction], names: Mapping[str, str], lang: Lang, total: int) -> Iterator[str]:
    """Lines of at most `total` columns; none where nothing contradicts."""
    if found:
        said = CLASH.fill({"level": LEVEL_WORDS["warning"], "n": len(found)})
        yield from indent(said.say(lang), total, "", "  ")
    for c in found:
        both = join_texts([_stated(s) for s in c.figures], Text("；", "; "))
        yield from indent(BOTH.fill({"what": subject(c, names), "figures": both}).say(lang), total, "  ", "    ")


def _stated(s: Stated) -> Text:
    return STATED.fill(s.model_dump(include={"number", "reporter"}) | {"figure": figure(s.figure)})
