"""A disposition for reading: its sentence, the rules that led to it, their facts, the findings and their figures."""

from collections.abc import Iterable, Iterator

from engine.model.disposition import Disposition, FactShown, Why
from engine.model.finding import Finding, Used
from engine.model.text import Lang, Text
from engine.render.columns import indent
from engine.words import ACTIONS, BOUND_WORDS, amount

HEAD = Text("{action}　{addressee}　{year}年（{id}）", "{action} {addressee} {year} ({id})")
RULE = Text("规则 {rule}（{title}）推出 {derived}", "Rule {rule} derives {derived}")
FACT = Text("依据 {fact}", "from {fact}")
FINDING = Text("核查发现 {commitment}（{jurisdiction}）：{reason}", "Finding {commitment} ({jurisdiction}): {reason}")
FIGURE = Text("数据 {year}年 {value}（{file}:{line}）", "Figure {year} {value} ({file}:{line})")
NO_VALUE = {"missing": Text("未报", "not reported"), "not_applicable": Text("无此项", "no such thing")}


def render(d: Disposition, findings: Iterable[Finding], lang: Lang, total: int) -> Iterator[str]:
    """Lines of at most `total` columns."""
    head = HEAD.fill(d.model_dump() | {"action": ACTIONS[d.action]})
    yield from indent(head.say(lang), total, "■ ", "  ")
    yield from indent(Text(d.text, d.text_en).say(lang), total, "  ", "  ")
    for number, why in enumerate(d.why, 1):
        yield from _rule(number, why, lang, total)
    for f in findings:
        if f.fingerprint in d.findings:
            fields = {"commitment": f.commitment, "jurisdiction": f.jurisdiction, "reason": Text(f.reason, f.reason_en)}
            yield from indent(FINDING.fill(fields).say(lang), total, "  · ", "    ")
            for o in f.observations:
                yield from indent(_figure(o).say(lang), total, "      ", "      ")


def _rule(number: int, why: Why, lang: Lang, total: int) -> Iterator[str]:
    """One rule with what it matched."""
    said = RULE.fill({"rule": why.rule, "title": why.title, "derived": _fact(why.derived)})
    yield from indent(said.say(lang), total, f"  {number}. ", "     ")
    for fact in why.facts:
        yield from indent(FACT.fill({"fact": _fact(fact)}).say(lang), total, "     ", "       ")


def _fact(fact: FactShown) -> str:
    """A fact as rules write it."""
    return f"{fact.kind} {{{', '.join(f'{k}: {v}' for k, v in fact.fields.items())}}}"


def _figure(o: Used) -> Text:
    """One observation with where it stands."""
    value = NO_VALUE[o.state] if o.value is None else amount(o.value, o.unit)
    bound = next((w for k, w in BOUND_WORDS.items() if k == o.bound), Text("", ""))
    shown = Text(bound.zh + value.zh, bound.en + value.en)
    return FIGURE.fill({"year": o.year, "value": shown, "file": o.file, "line": o.line})
