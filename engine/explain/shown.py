"""Quote, target, figures and outcome of a commitment as lines for reading."""

from decimal import Decimal

from engine import words
from engine.evaluate import Judgement
from engine.model.catalog import Catalog
from engine.model.finding import Finding, Outcome
from engine.model.observation import Observation
from engine.model.target import Comparison
from engine.model.text import Text, join_texts
from engine.quantity import plain
from engine.subject import Subject
from engine.words import amount

NOTHING = Text("", "")


NO_FIGURES = Text("没有可用的数据", "no figures")


def quoted(f: Finding) -> Text:
    """Clause and quote."""
    quote = words.quoted(f.quote)
    return Text(f"{f.clause}{quote}", f"{f.clause} {quote}")


def target(j: Judgement, f: Finding) -> list[Text]:
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


def figure(o: Observation, catalog: Catalog, s: Subject) -> Text:
    """One observation with its place, status and source."""
    states = {"missing": Text("未报", "not reported"), "not_applicable": Text("-（无此项）", "- (no such thing)")}
    shown = states.get(o.state) or Text("{word}{value}", "{word}{value}").fill(
        {"word": words.BOUND_WORDS[o.bound], "value": amount(o.value or Decimal(0), o.unit)}
    )
    where = o.place if o.place.sheet else f"{o.place.file}:{o.place.line}"
    case = f"（{o.case}）" if o.case else ""
    about = "；".join(x for x in (o.source, o.note) if x)
    status = words.STATUS_WORDS[o.status.word]
    name = "" if o.indicator == s.indicator.id else f"“{catalog.indicator[o.indicator].name}”"
    return Text(
        f"{o.jurisdiction}{o.year}年{name}{case}：{shown.zh}，{status.zh}［{where}］{about}",
        f"{o.jurisdiction} {o.year} {name}{case}: {shown.en}, {status.en} [{where}] {about}",
    )


def outcome(j: Judgement, f: Finding) -> list[Text]:
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
