"""How a condition and a criterion were reckoned, every number reproducible by hand."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from engine import words
from engine.compare import final_value
from engine.criterion import unit_factor
from engine.evaluate import Judgement
from engine.interval import Interval
from engine.measure import Measurement
from engine.model.registry import Kind
from engine.model.target import Measure
from engine.model.text import Text, join_texts
from engine.quantity import plain
from engine.subject import Subject
from engine.trajectory import progress_of
from engine.words import amount

NOTHING = Text("", "")


def measured(j: Judgement) -> Text:
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


def asked(j: Judgement) -> Text:
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
