# ruff: noqa: E501  sentences stand on one line, so that both languages can be read side by side
"""A run as a readable text: a table for each plan, the sentences of what needs attention, one tally line."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from engine.model.disposition import Disposition
from engine.model.finding import Finding, Outcome, PlanSummary, Report, Tally
from engine.model.text import Lang, Text, join_texts
from engine.phrases import WAIVER
from engine.render.columns import indent, table
from engine.words import ACTIONS, BOUND_WORDS, EXAMPLE, LIGHTS, OUTCOMES, PARTIAL, difference, number, quoted

SIGNS = {
    Outcome.PASS: "●",
    Outcome.GAP: "▲",
    Outcome.UNDECIDED: "？",
    Outcome.NOT_DUE: "○",
    Outcome.NOT_APPLICABLE: "－",
}
"""Sign beside the word of each outcome, so that colour is never alone."""

ATTENTION = (Outcome.GAP, Outcome.UNDECIDED)
"""Outcomes whose sentences are printed below the table."""

HEADER = (
    Text("结果", "outcome"),
    Text("承诺事项", "commitment"),
    Text("单位", "unit"),
    Text("目标", "target"),
    Text("应达", "criterion"),
    Text("实际", "actual"),
    Text("缺口", "shortfall"),
    Text("完成率", "completion"),
)
NUMBERS = frozenset({3, 4, 5, 6, 7})
ELASTIC = 1

NO_COMMITMENTS = Text(
    "本计划没有量化承诺，只有 {tasks} 项定性任务：用 check list --plan {plan} 查看，用 --output 生成按责任单位的检查清单。",
    "This plan has no quantified commitment, only {tasks:task}: see check list --plan {plan}; --output writes the checklist.",
)
TALLY = Text(
    "合计 {commitments} 项承诺：达标 {passed}，未达标 {gap}{waivers}，无法判定 {undecided}，未到考核期 {not_due}，不适用 {not_applicable}",
    "{commitments:commitment}: {passed} pass, {gap} gap{waivers}, {undecided} undecided, {not_due} not due, {not_applicable} not applicable",
)
WAIVED = Text("（有情况说明）", " (waived)")
QUICK = Text("（快报）", " (provisional)")
WAIVED_TALLY = Text("（其中 {waived} 项有情况说明，扣除后 {rest} 项）", " ({waived} waived, {rest} without)")
LIGHT = Text("　{light}", " {light}")
DISPOSITIONS = Text("处置意见", "Dispositions")
DISPOSITION = Text("{action}　{units}：{title}（{why}）", "{action} {units}: {title} ({why})")
OF_UNIT = Text("{action}　{units}（{why}）", "{action} {units} ({why})")
PROVISIONAL = Text("；合计中 {provisional} 项依据快报数", "; {provisional} of all on provisional figures")


def render(report: Report, lang: Lang, total: int) -> list[tuple[str, Outcome | None]]:
    """Lines of at most `total` columns, each with the outcome that colours it (None: plain)."""
    lines: list[tuple[str, Outcome | None]] = []
    for summary in report.plans:
        findings = [f for f in report.findings if f.plan == summary.plan]
        lines += _plan(summary, findings, report.run.year, lang, total)
        own = [d for d in report.dispositions if d.plan == summary.plan]
        lines += [*_dispositions(own, findings, summary.jurisdiction, lang, total), ("", None)]
    lines.append((tally_line(report.tally, lang), None))
    if report.run.example_data:
        lines += [(line, None) for line in indent(EXAMPLE.say(lang), total, "", "")]
    return lines


def tally_line(tally: Tally, lang: Lang) -> str:
    """The one-line tally; its numbers add up to the first."""
    fields: dict[str, object] = tally.model_dump(by_alias=False)
    fields["waivers"] = WAIVED_TALLY.fill(fields | {"rest": tally.gap - tally.waived}) if tally.waived else Text("", "")
    note = PROVISIONAL.fill(fields).say(lang) if tally.provisional else ""
    return TALLY.fill(fields).say(lang) + note + Text("。", ".").say(lang)


def _plan(
    summary: PlanSummary, findings: list[Finding], year: int, lang: Lang, total: int
) -> Iterator[tuple[str, Outcome | None]]:
    """Heading, table and sentences of one plan."""
    head = Text("{title}　{document}　{year}年", "{title}  {document}  {year}")
    fields = {"title": summary.title, "document": summary.document or "", "year": year}
    yield from ((line, None) for line in indent(head.fill(fields).say(lang), total, "■ ", "  "))
    if not findings:
        words = NO_COMMITMENTS.fill({"tasks": summary.tasks, "plan": summary.plan})
        yield from ((line, None) for line in indent(words.say(lang), total, "  ", "  "))
        return
    if all(f.outcome is Outcome.NOT_APPLICABLE for f in findings):
        yield from _paragraph(_none_applicable(findings).say(lang), total, None)
        return
    rows = [_row(f, summary.jurisdiction, lang) for f in findings]
    lines = table([h.say(lang) for h in HEADER], rows, total - 2, NUMBERS, ELASTIC)
    yield "  " + lines[0], None
    outcome: Outcome | None = None
    starts = iter(findings)
    for line in lines[1:]:
        outcome = next(starts).outcome if line[:1] in SIGNS.values() else outcome
        yield "  " + line, outcome
    yield from _sentences(findings, summary.jurisdiction, lang, total)


def _shortfall(value: Decimal, unit: str, lang: Lang) -> str:
    """The number alone, but percentages differ by points."""
    return difference(value, unit).say(lang) if unit == "%" else number(value, unit)


def _marks(f: Finding) -> list[Text]:
    """What the outcome alone does not tell."""
    return [mark for mark, holds in ((WAIVED, f.waiver is not None), (QUICK, f.provisional)) if holds]


def _title(f: Finding, home: str) -> str:
    """Title of a finding, with the district where it is not the plan's own jurisdiction."""
    return f.title if f.jurisdiction == home else f"{f.title}（{f.jurisdiction}）"


def _condition(f: Finding, lang: Lang) -> str:
    """The number measured, with the word of its bound (超过80)."""
    if f.condition is None:
        return "—"
    bounds = {o.bound for o in f.observations if o.state == "reported"}
    word = PARTIAL.say(lang) if f.partial else BOUND_WORDS[bounds.pop()].say(lang) if len(bounds) == 1 else ""
    return word + number(f.condition, f.unit)


def _none_applicable(findings: list[Finding]) -> Text:
    """One sentence for a plan that the year does not concern, each reason once."""
    reasons = list(dict.fromkeys(Text(f.reason, f.reason_en) for f in findings))
    words = Text("{n} 项承诺均不适用：{why}", "{n:commitment}, none applicable: {why}")
    return words.fill({"n": len(findings), "why": join_texts(reasons, Text("", " "))})


def _row(f: Finding, home: str, lang: Lang) -> list[str]:
    """One finding as table cells."""
    light = LIGHT.fill({"light": LIGHTS[f.grade]}).say(lang) if f.grade else ""
    target = "—" if f.target is None else number(f.target, f.unit)
    if f.target is None and f.target_low is not None and f.target_high is not None:
        target = f"{number(f.target_low, f.unit)}–{number(f.target_high, f.unit)}"
    return [
        f"{SIGNS[f.outcome]} {OUTCOMES[f.outcome].say(lang)}{''.join(mark.say(lang) for mark in _marks(f))}{light}",
        _title(f, home),
        f.unit,
        target,
        "—" if f.criterion is None else number(f.criterion, f.unit),
        _condition(f, lang),
        "—" if not f.shortfall else _shortfall(f.shortfall, f.unit, lang),
        "—" if f.completion is None else f"{f.completion:f}%",
    ]


def _sentences(findings: Iterable[Finding], home: str, lang: Lang, total: int) -> Iterator[tuple[str, Outcome | None]]:
    """Reason, duty and provenance of each gap and undecided finding."""
    for f in (f for f in findings if f.outcome in ATTENTION):
        space = Text("", " ").say(lang)
        parts = [Text(f.reason, f.reason_en).say(lang)]
        if f.waiver:
            parts.append(WAIVER.fill(f.waiver.model_dump()).say(lang))
        parts.append(Text("牵头：", "Lead: ").say(lang) + "、".join(f.lead))
        said = f"{SIGNS[f.outcome]} {_title(f, home)}：{space.join(parts)}；{f.clause}{quoted(f.quote)}"
        yield from _paragraph(said, total, f.outcome)


def _dispositions(
    found: Sequence[Disposition], findings: Iterable[Finding], home: str, lang: Lang, total: int
) -> Iterator[tuple[str, Outcome | None]]:
    """What happens next, the gravest first; units that are told the same share a line."""
    titles = {(f.commitment, f.jurisdiction): _title(f, home) for f in findings}
    groups: dict[tuple[int, str, str, str | None, str], list[Disposition]] = {}
    for d in found:
        groups.setdefault((-d.level, d.action, d.rule, d.commitment, d.jurisdiction), []).append(d)
    if groups:
        yield "  " + DISPOSITIONS.say(lang), None
    for _, same in sorted(groups.items(), key=lambda group: group[0][0]):
        d = same[0]
        fields = {
            "action": ACTIONS[d.action],
            "units": "、".join(dict.fromkeys(x.addressee for x in same)),
            "title": titles.get((d.commitment or "", d.jurisdiction), d.commitment),
            "why": Text(d.title, d.rule),
        }
        said = (DISPOSITION if d.commitment else OF_UNIT).fill(fields).say(lang)
        yield from ((line, None) for line in indent(said, total, "    · ", "      "))


def _paragraph(text: str, total: int, outcome: Outcome | None) -> Iterator[tuple[str, Outcome | None]]:
    """An indented paragraph."""
    yield from ((line, outcome) for line in indent(text, total, "  ", "    "))
