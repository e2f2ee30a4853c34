# ruff: noqa: E501  sentences stand on one line, so that both languages can be read side by side
"""A verdict step by step: quote, target, figures, measure, criterion, outcome; every number with its arithmetic."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from engine import words
from engine.compare import final_value
from engine.criterion import deadline_of, final_criterion, unit_factor
from engine.evaluate import Judgement
from engine.finding import finding
from engine.gather import Source
from engine.interval import Interval
from engine.measure import Measurement
from engine.methods import Course, Opinion, opinions
from engine.model.catalog import Catalog
from engine.model.explained import Explained, ExplainedStep, OtherMethod
from engine.model.finding import Finding, Outcome
from engine.model.observation import Observation
from engine.model.registry import Kind
from engine.model.target import Comparison, Measure
from engine.model.text import Text, join_texts
from engine.outlook import TWO_PLACES, Outlook, outlook
from engine.past import remember, replay
from engine.path import path_of
from engine.quantity import plain
from engine.subject import Subject
from engine.trajectory import progress_of
from engine.words import amount

NOTHING = Text("", "")
COMMA = Text("，", ", ")


class Step(NamedTuple):
    """One heading of an explanation with its lines."""

    heading: Text
    lines: tuple[Text, ...]


class Explanation(NamedTuple):
    """The steps from quote to outcome, the finding they lead to, and what other methods would say."""

    finding: Finding
    steps: tuple[Step, ...]
    opinions: tuple[Opinion, ...]

    def record(self) -> "Explained":
        """As printed in JSON."""
        return Explained(
            finding=self.finding,
            steps=tuple(
                ExplainedStep(heading=s.heading.zh, heading_en=s.heading.en, lines=zh, lines_en=en)
                for s in self.steps
                for zh, en in [(tuple(t.zh for t in s.lines), tuple(t.en for t in s.lines))]
            ),
            methods=tuple(
                OtherMethod(
                    method=o.method.zh,
                    method_en=o.method.en,
                    number=o.number,
                    band=o.band.zh,
                    band_en=o.band.en,
                    source=o.source.zh,
                    source_en=o.source.en,
                    why=o.why.zh,
                    why_en=o.why.en,
                )
                for o in self.opinions
            ),
        )


def explain(catalog: Catalog, j: Judgement, source: Source) -> Explanation:
    """Explain one judgement."""
    found = remember([finding(catalog, j)], replay(catalog, j.subject, source))[0]
    path = path_of(j.subject, source)
    ahead = _outlook(j, path)
    steps = [
        Step(Text("原文", "Quote"), (_quote(found),)),
        Step(Text("目标", "Target"), tuple(_target(j, found))),
        Step(
            Text("数据", "Figures"),
            tuple(_figure(o, catalog, j.subject) for o in j.measurement.observations) or (NO_FIGURES,),
        ),
        Step(Text("计量", "Measure"), (_measured(j),)),
        Step(Text("应达", "Criterion"), (_criterion(j),)),
        Step(Text("判定", "Outcome"), tuple(_outcome(j, found))),
    ]
    if ahead:
        steps.append(Step(Text("展望", "Outlook"), tuple(_ahead(ahead, j))))
    return Explanation(found, tuple(steps), tuple(_opinions(j, path)))


NO_FIGURES = Text("没有可用的数据", "no figures")


def _quote(f: Finding) -> Text:
    quote = words.quoted(f.quote)
    return Text(f"{f.clause}{quote}", f"{f.clause} {quote}")


def _target(j: Judgement, f: Finding) -> list[Text]:
    """The target as read, with where it comes from."""
    commitment = j.subject.commitment
    target = commitment.target
    due = Text("每年", "every year") if target.every_year else Text(f"{f.due}年到期", f"due {f.due}")
    parts = [words.MEASURES[commitment.measure], _asked_for(j, f), due, words.NATURES[commitment.nature]]
    lines = [
        join_texts(parts, Text("；", "; ")),
        Text(
            f"指标：{f.indicator_name}（{words.KINDS[j.subject.indicator.kind].zh}，{j.subject.indicator.unit}）",
            f"Indicator: {f.indicator_name} ({words.KINDS[j.subject.indicator.kind].en}, {j.subject.indicator.unit})",
        ),
        Text(f"口径：{j.subject.indicator.definition}", f"Definition: {j.subject.indicator.definition}"),
        Text(f"牵头：{'、'.join(f.lead)}", f"Lead: {', '.join(f.lead)}"),
    ]
    return lines + ([Text(f"说明：{f.note}", f"Note: {f.note}")] if f.note else [])


def _asked_for(j: Judgement, f: Finding) -> Text:
    """Comparison and number of the deadline."""
    target, unit = j.subject.commitment.target, j.subject.unit
    if target.reference:
        return Text(
            f"{words.COMPARISONS[f.comparison].zh}{target.reference.jurisdiction}同年水平",
            f"{words.COMPARISONS[f.comparison].en} the figure of {target.reference.jurisdiction}",
        )
    if f.target_low is not None and f.target_high is not None:
        return Text("{a}至{b}之间", "between {a} and {b}").fill(
            {"a": amount(f.target_low, unit), "b": amount(f.target_high, unit)}
        )
    pattern = words.ABOUT if f.comparison is Comparison.ABOUT else words.COMPARED
    number = amount(f.target, unit) if f.target is not None else NOTHING
    return pattern.fill({"word": words.COMPARISONS[f.comparison], "value": number})


def _figure(o: Observation, catalog: Catalog, s: Subject) -> Text:
    """One observation with its place, status and source."""
    states = {"missing": Text("未报", "not reported"), "not_applicable": Text("-（无此项）", "- (no such thing)")}
    shown = states.get(o.state) or Text("{word}{value}", "{word}{value}").fill(
        {"word": words.BOUND_WORDS[o.bound], "value": amount(o.value or Decimal(0), o.unit)}
    )
    where = f"{o.place.file}:{o.place.line}"
    case = f"（{o.case}）" if o.case else ""
    about = "；".join(x for x in (o.source, o.note) if x)
    status = words.STATUS_WORDS[o.status.word]
    name = "" if o.indicator == s.indicator.id else f"“{catalog.indicator[o.indicator].name}”"
    return Text(
        f"{o.jurisdiction}{o.year}年{name}{case}：{shown.zh}，{status.zh}［{where}］{about}",
        f"{o.jurisdiction} {o.year} {name}{case}: {shown.en}, {status.en} [{where}] {about}",
    )


def _measured(j: Judgement) -> Text:
    """How the figures became one number."""
    m, commitment, unit = j.measurement, j.subject.commitment, j.subject.unit
    name = words.MEASURES[commitment.measure]
    if m.value is None:
        why = m.remark if m.remark.zh else Text("缺少数据，算不出完成值", "figures are missing, no number results")
        return Text("{name}：{why}", "{name}: {why}").fill({"name": name, "why": why})
    result = amount(m.value, unit)
    how = DERIVATIONS.get(commitment.measure, _as_reported)(j.subject, m)
    if commitment.target.rank or commitment.target.change or m.remark.zh:
        how = _relative(j.subject, m)
    text = Text("{name}：{how}{value}", "{name}: {how}{value}").fill({"name": name, "how": how, "value": result})
    return join_texts([text, m.remark], Text("；", "; ")) if m.remark.zh else text


def _as_reported(s: Subject, _: Measurement) -> Text:
    return Text(f"取{s.year}年的数，", f"the figure of {s.year}, ")


def _relative(s: Subject, m: Measurement) -> Text:
    """A place, a change or the worst case."""
    target = s.commitment.target
    if target.change:
        old, new = (f.value for f in (m.figures[0], m.figures[-1]))
        base, now = plain(old or Decimal(0)), plain(new or Decimal(0))
        if target.change.by == "points":
            return Text(f"{now} − {base} = ", f"{now} − {base} = ")
        return Text(f"({now} − {base}) ÷ {base} × 100% = ", f"({now} − {base}) ÷ {base} × 100% = ")
    if target.rank:
        return Text(f"在{target.rank.within}内排名，", f"place within {target.rank.within}, ")
    return Text("取最不利的一例，", "the least favourable case, ")


def _added(s: Subject, m: Measurement) -> Text:
    """Years added up one by one."""
    if s.indicator.kind is Kind.STOCK:
        return _gained(s, m) if s.commitment.measure is Measure.INCREMENT else _as_reported(s, m)
    terms = " + ".join(plain(f.value) for f in m.figures if f.value is not None)
    first = s.year if s.commitment.target.every_year else s.plan.start
    if first == s.year:
        return _as_reported(s, m)
    return Text(f"{first}—{s.year}年各年相加，{terms} = ", f"years {first}–{s.year} added up, {terms} = ")


def _gained(s: Subject, m: Measurement) -> Text:
    """Stock less its baseline."""
    base = s.commitment.trajectory.baseline
    factor = unit_factor(s.commitment, s.indicator)
    start = base.value * factor if base else m.figures[0].value or Decimal(0)
    now = m.figures[-1].value or Decimal(0)
    return Text(
        f"年末数减基期值，{plain(now)} − {plain(start)} = ", f"stock less baseline, {plain(now)} − {plain(start)} = "
    )


def _divided(s: Subject, m: Measurement) -> Text:
    """Numerator over denominator, or the published rate."""
    if len(m.figures) < 2:  # noqa: PLR2004  a published rate is one figure
        return _as_reported(s, m)
    over, under = (plain(f.value or Decimal(0)) for f in m.figures[:2])
    times = " × 100%" if s.unit == "%" else ""
    return Text(f"分子 ÷ 分母，{over} ÷ {under}{times} = ", f"numerator ÷ denominator, {over} ÷ {under}{times} = ")


DERIVATIONS: Mapping[Measure, Callable[[Subject, Measurement], Text]] = {
    Measure.CUMULATIVE: _added,
    Measure.INCREMENT: _added,
    Measure.RATIO: _divided,
}
"""Measure → the arithmetic that led to its number; the others are read as reported."""


def _criterion(j: Judgement) -> Text:
    """How the year's criterion was found."""
    c, s = j.criterion, j.subject
    if c is None:
        return Text("本年度没有可比的要求", "nothing to hold it against this year")
    name = words.METHODS[c.method]
    how = ARITHMETIC.get(c.method, _no_arithmetic)(s, j)
    return Text("{name}：{how}{range}", "{name}: {how}{range}").fill(
        {"name": name, "how": how, "range": _accepted(c.accepted, s.unit)}
    )


def _no_arithmetic(_: Subject, j: Judgement) -> Text:
    origin = j.criterion.origin if j.criterion else NOTHING
    return Text(f"{origin.zh}同年的数，", f"the figure of {origin.en}, ") if origin.zh else NOTHING


def _linear(s: Subject, j: Judgement) -> Text:
    """Equal steps on the increment from the base."""
    p = progress_of(s.commitment, s.plan, s.indicator.kind, s.year)
    final, factor = final_value(s.commitment.target), unit_factor(s.commitment, s.indicator)
    if final is None or j.criterion is None or j.criterion.value is None:
        return NOTHING
    base, target, value = (plain(x) for x in (p.base * factor, final * factor, j.criterion.value))
    text = f"{base} + ({target} − {base}) × ({s.year} − {p.base_year}) ÷ ({p.due} − {p.base_year}) = {value}"
    return Text(f"{text}，", f"{text}, ")


ARITHMETIC: Mapping[str, Callable[[Subject, Judgement], Text]] = {"linear": _linear}
"""Method → the arithmetic of its criterion; the others take a number as it stands."""


def _accepted(accepted: Interval, unit: str) -> Text:
    """What passes, as a range of numbers."""
    ends = []
    if accepted.low is not None:
        word = Text("超过{a}", "more than {a}") if accepted.open_low else Text("不少于{a}", "at least {a}")
        ends.append(word.fill({"a": amount(accepted.low, unit)}))
    if accepted.high is not None:
        word = Text("低于{a}", "less than {a}") if accepted.open_high else Text("不超过{a}", "at most {a}")
        ends.append(word.fill({"a": amount(accepted.high, unit)}))
    return Text("应{a}", "must be {a}").fill({"a": join_texts(ends, Text("且", " and "))})


def _outcome(j: Judgement, f: Finding) -> list[Text]:
    """The finding's sentence, and the arithmetic of shortfall and completion."""
    lines = [Text("{a}——{b}", "{a} — {b}").fill({"a": words.OUTCOMES[f.outcome], "b": Text(f.reason, f.reason_en)})]
    if f.shortfall and f.condition is not None and f.outcome is Outcome.GAP:
        used = f.compared if f.compared is not None else f.condition
        ends = (f.criterion_low, f.criterion_high)
        end = next((e for e in ends if e is not None and abs(e - used) == f.shortfall), None)
        if end is not None:
            big, small = max(end, used), min(end, used)
            sum_ = f"{plain(big)} − {plain(small)} = "
            lines.append(
                Text("缺口：{s}{a}", "Shortfall: {s}{a}").fill(
                    {"s": sum_, "a": words.difference(f.shortfall, j.subject.unit)}
                )
            )
    if f.completion is not None and f.condition is not None and f.target is not None:
        sum_ = f"{plain(f.condition)} ÷ {plain(f.target)} = {f.completion}%"
        lines.append(Text(f"完成率：{sum_}", f"Completion: {sum_}"))
    return lines


def _outlook(j: Judgement, path: Mapping[int, Decimal]) -> Outlook | None:
    """Where the path leads; None for targets that stand alone each year, refer elsewhere, or do not concern the year."""
    s = j.subject
    target = s.commitment.target
    if target.every_year or target.reference or target.rank or target.change or s.year not in path:
        return None
    if j.verdict.outcome is Outcome.NOT_APPLICABLE:
        return None
    return outlook(path, final_criterion(s.commitment, s.indicator), deadline_of(s.commitment, s.plan))


def _ahead(o: Outlook, j: Judgement) -> list[Text]:
    """Required rate, feasibility, projection and the year of reaching."""
    unit, due = j.subject.unit, deadline_of(j.subject.commitment, j.subject.plan)
    accepted = final_criterion(j.subject.commitment, j.subject.indicator).accepted
    fields: dict[str, object] = {
        "required": words.difference(_short(o.required), unit),
        "pace": words.difference(_short(o.pace), unit),
        "best": words.difference(_short(o.best), unit),
        "best_year": o.best_year,
        "projected": amount(_short(o.projected), unit),
        "due": due,
        "times": plain(_short(o.feasibility)) if o.feasibility is not None else "—",
        "reached": o.reached_in,
        "more": Text("多于", "more than ") if accepted.open_low else NOTHING,
    }
    lines = [
        Text(
            "剩余每年须{more}{required}；过去最好的{best_year}年为{best}",
            "each remaining year must bring {more}{required}; the best past year, {best_year}, brought {best}",
        )
    ]
    if o.feasibility is not None and o.required:
        lines.append(Text("所需为最好年份的{times}倍", "that is {times} times the best year"))
    lines.append(
        Text(
            "按目前年均{pace}的速度，{due}年为{projected}",
            "at the present pace of {pace} a year, {due} would end at {projected}",
        )
    )
    never = Text("按目前速度百年内达不到目标", "at the present pace the target is not reached within a hundred years")
    lines.append(
        Text("按目前速度{reached}年达到目标", "at the present pace the target is reached in {reached}")
        if o.reached_in
        else never
    )
    return [line.fill(fields) for line in lines]


def _short(value: Decimal) -> Decimal:
    """Two places for a number that only shows a tendency."""
    return value.quantize(TWO_PLACES, ROUND_HALF_EVEN)


def _opinions(j: Judgement, path: Mapping[int, Decimal]) -> list[Opinion]:
    """Other methods on the same path; none for targets without a single number and deadline, or a path of one year."""
    s = j.subject
    target = s.commitment.target
    final = (
        None
        if target.reference or target.rank or target.change or target.every_year
        else final_criterion(s.commitment, s.indicator)
    )
    known = [y for y in path if y <= s.year]
    if final is None or final.value is None or len(known) < 2 or s.year not in path:  # noqa: PLR2004
        return []
    first = min(known)
    course = Course(
        base_year=first,
        base=path[first],
        year=s.year,
        value=path[s.year],
        due=deadline_of(s.commitment, s.plan),
        target=final.value,
        past=path,
    )
    return opinions(course)
