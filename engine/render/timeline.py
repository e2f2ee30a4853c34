"""`check history` for reading: a heading, a table of years and the steps of each commitment."""

from collections.abc import Iterator
from decimal import Decimal

from engine.model.finding import Outcome
from engine.model.text import Lang, Text, join_texts
from engine.model.timeline import History, StepTaken, Timeline, YearLine
from engine.rectification import ACTION_WORDS, STATE_WORDS
from engine.render.columns import indent, table
from engine.render.text import SIGNS
from engine.words import OUTCOMES, number

Painted = tuple[str, Outcome | None]

TITLE = Text("{title}（{commitment}）　{jurisdiction}", "{title} ({commitment})  {jurisdiction}")
STANDING = Text(
    "指纹 {fingerprint}　牵头 {lead}　整改状态：{state}", "fingerprint {fingerprint}  lead {lead}  state: {state}"
)
DUE = Text("，期限 {deadline}", ", due {deadline}")
LATE = Text("，逾期 {days} 天", ", {days:day} overdue")
NONE = Text("无须整改", "nothing to rectify")
STEP = Text("{day} {action}　{document}　{by}", "{day} {action}  {document}  {by}")
EVIDENCE = Text("佐证 {name}（SHA-256 {sha256}…）", "evidence {name} (SHA-256 {sha256}…)")
HEADER = (
    Text("年度", "year"),
    Text("结果", "outcome"),
    Text("单位", "unit"),
    Text("应达", "criterion"),
    Text("实际", "actual"),
    Text("缺口", "shortfall"),
    Text("状态", "state"),
    Text("批次", "run"),
)
NUMBERS = frozenset({3, 4, 5, 7})
ELASTIC = 6
EMPTY = Text("没有符合条件的记录。", "Nothing recorded that fits.")
HASH_SHOWN = 16


def render(history: History, lang: Lang, total: int) -> Iterator[Painted]:
    """Lines of at most `total` columns, each with the outcome that colours it."""
    if not history.timelines:
        yield EMPTY.say(lang), None
    for t in history.timelines:
        yield from ((line, None) for line in indent(TITLE.fill(t.model_dump()).say(lang), total, "■ ", "  "))
        yield from ((line, None) for line in indent(_standing(t).say(lang), total, "  ", "  "))
        lines = table([h.say(lang) for h in HEADER], [_row(y, lang) for y in t.years], total - 2, NUMBERS, ELASTIC)
        yield "  " + lines[0], None
        yield from (("  " + line, Outcome(y.outcome)) for line, y in zip(lines[1:], t.years, strict=False))
        for step in t.steps:
            yield from ((line, None) for line in indent(_step(step).say(lang), total, "  ", "    "))
        yield "", None


def _standing(t: Timeline) -> Text:
    """Fingerprint, lead and where the rectification stands."""
    state = STATE_WORDS[t.state] if t.state else NONE
    parts = [state]
    if t.deadline:
        parts.append(DUE.fill({"deadline": t.deadline}))
    if t.days_overdue:
        parts.append(LATE.fill({"days": t.days_overdue}))
    fields = {"fingerprint": t.fingerprint, "lead": "、".join(t.lead), "state": join_texts(parts, Text("", ""))}
    return STANDING.fill(fields)


def _row(y: YearLine, lang: Lang) -> list[str]:
    """One year as table cells."""
    outcome = Outcome(y.outcome)
    waived = f"（{y.waiver}）" if y.waiver else ""
    return [
        str(y.year),
        f"{SIGNS[outcome]} {OUTCOMES[outcome].say(lang)}{waived}",
        y.unit,
        _criterion(y),
        _number(y.condition, y.unit),
        _number(y.shortfall if y.shortfall != "0" else None, y.unit),
        STATE_WORDS[y.state].say(lang) if y.state else "—",
        str(y.run),
    ]


def _criterion(y: YearLine) -> str:
    """The number asked for, or the range."""
    if y.criterion is None and y.criterion_low is not None and y.criterion_high is not None:
        return f"{_number(y.criterion_low, y.unit)}–{_number(y.criterion_high, y.unit)}"
    return _number(y.criterion, y.unit)


def _number(value: str | None, unit: str) -> str:
    return "—" if value is None else number(Decimal(value), unit)


def _step(step: StepTaken) -> Text:
    """One step with its document, who took it and what was shown."""
    fields = {"day": step.at[:10], "action": ACTION_WORDS[step.action], "document": step.document, "by": step.by}
    parts = [STEP.fill(fields)]
    if step.deadline:
        parts.append(Text("期限 {d}", "due {d}").fill({"d": step.deadline}))
    parts += [EVIDENCE.fill({"name": e.name, "sha256": e.sha256[:HASH_SHOWN]}) for e in step.evidence]
    if step.note:
        parts.append(Text(step.note, step.note))
    return join_texts(parts, Text("；", "; "))
