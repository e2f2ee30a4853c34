"""The one sentence of a finding, for a reader who does not program; every number in it can be recomputed."""

from decimal import Decimal
from typing import NamedTuple

from engine import words
from engine.criterion import Criterion
from engine.measure import Measurement
from engine.model.finding import Reason
from engine.model.observation import Bound
from engine.model.target import Comparison
from engine.model.text import Text, join_texts
from engine.phrases import METHOD_WORDS, SENTENCES
from engine.weigh import Sampling, Weighed

_NOTHING = Text("", "")
HUNDREDTH = Decimal("0.01")


ROLLED_UP = Text("由下级汇总", "added up from its districts")
OVERLAP = Text(
    "由下级汇总，可能有重复，但至少{a}", "added up from its districts, perhaps counting some twice, but at least {a}"
)
SUMMED_SO_FAR = Text("（已报部分合计{a}）", " (reported so far: {a})")
KNOWN_OF_MANY = Text("（已知{a}，{remark}）", " (known: {a}, {remark})")


class Said(NamedTuple):
    """What a sentence may speak of; `criterion` is None when nothing was judged, `framed` says what a number is of."""

    reason: Reason
    start: int
    end: int
    year: int
    due: int | None
    comparison: Comparison
    unit: str
    criterion: Criterion | None
    measurement: Measurement
    weighed: Weighed
    completion: Decimal | None
    stretch: Decimal | None
    stretched: bool | None
    framed: Text = Text("{asked}", "{asked}")


def sentence(said: Said) -> Text:
    """The finding's sentence in both languages."""
    m = said.measurement
    fields: dict[str, object] = {
        "year": said.year,
        "due": said.due,
        "start": said.start,
        "end": said.end,
        "narrower": m.narrower,
        "remark": m.remark,
        "years": _years(m.missing),
        "asked": _asked(said),
        "condition": _condition(said),
        "partial": _partial(said, KNOWN_OF_MANY if m.remark.zh else SUMMED_SO_FAR),
        "known": _partial(said, Text("（已知{a}）", " (known: {a})")),
        "missed": _missed(said),
        "note": _note(said),
        "state": _state(said),
        "silent": Text("、".join(m.silent), ", ".join(m.silent)),
        "lacking": _lacking(m),
        "sampling": _sampling(said.weighed.sampling, said.unit) if said.weighed.sampling else _NOTHING,
    }
    return join_texts([SENTENCES[said.reason].fill(fields), *_stretch(said)], Text("", " "))


def _asked(said: Said) -> Text:
    """Criterion of the year with the method it comes from."""
    if said.criterion is None:
        return _NOTHING
    asked = said.framed.fill({"asked": _range(said.criterion, said)})
    fields = {"year": said.year, "due": said.due, "asked": asked, "origin": said.criterion.origin}
    overdue = said.criterion.method == "deadline" and said.due is not None and said.year > said.due
    return METHOD_WORDS["overdue" if overdue else said.criterion.method].fill(fields)


def _range(criterion: Criterion, said: Said) -> Text:
    """What is accepted, in words; an about target names the value and the side that limits."""
    accepted = criterion.accepted
    low = None if accepted.low is None else words.amount(accepted.low, said.unit)
    high = None if accepted.high is None else words.amount(accepted.high, said.unit)
    if said.comparison is Comparison.ABOUT and criterion.value is not None:
        ends = [Text("不低于{a}", "not below {a}").fill({"a": low}) if low else None]
        ends.append(Text("不高于{a}", "not above {a}").fill({"a": high}) if high else None)
        return Text("为{value}左右（{ends}）", "about {value} ({ends})").fill(
            {
                "value": words.amount(criterion.value, said.unit),
                "ends": join_texts([e for e in ends if e], Text("、", ", ")),
            }
        )
    if said.comparison is Comparison.BETWEEN:
        return Text("在{low}至{high}之间", "between {low} and {high}").fill({"low": low, "high": high})
    word, value = words.COMPARISONS[said.comparison], low or high
    return Text("{word}{value}", "{word} {value}").fill({"word": word, "value": value})


def _condition(said: Said) -> Text:
    """The measured number, with the word of its bound."""
    m = said.measurement
    if m.value is None:
        return _NOTHING
    word = words.BOUND_WORDS[_bound(said)]
    return Text("{word}{value}", "{word}{value}").fill({"word": word, "value": words.amount(m.value, said.unit)})


def _bound(said: Said) -> Bound:
    """How far the number is exact; what is missing from it is said by its note, and a place has none."""
    m, bounds = said.measurement, {o.bound for o in said.measurement.observations}
    if said.unit == words.PLACE_UNIT:
        return "exact"
    if m.missing or m.silent or m.narrower:
        return bounds.pop() if len(bounds) == 1 else "exact"
    low, high = m.interval.low, m.interval.high
    if low is not None and high is not None:
        return "exact" if low == high else "upper" if _overlap(m) else "approximate"
    if low is not None:
        return "above" if m.interval.open_low else "lower"
    return "below" if m.interval.open_high else "upper"


def _overlap(m: Measurement) -> bool:
    """Whether a number was added up from districts that may have counted the same people, and is the most it may be."""
    low, high = m.interval.low, m.interval.high
    return any(f.rolled_up for f in m.figures) and low is not None and low != high and m.value == high


def _note(said: Said) -> Text:
    """What the reader must know of a number: it is part of a whole, was rounded, sampled, or ranked."""
    m, weighed = said.measurement, said.weighed
    notes = []
    if m.narrower:
        notes.append(Text("仅“{a}”", "'{a}' alone").fill({"a": m.narrower}))
    if m.missing:
        notes.append(Text("尚缺{a}年", "still without {a}").fill({"a": _years(m.missing)}))
    if m.silent and not m.others:
        notes.append(Text("{a}未报", "without {a}").fill({"a": Text("、".join(m.silent), ", ".join(m.silent))}))
    if any(f.rolled_up for f in m.figures):
        least = words.amount(m.interval.low or Decimal(0), said.unit)
        notes.append(OVERLAP.fill({"a": least}) if _overlap(m) else ROLLED_UP)
    if weighed.rounded is not None:
        rounded = words.amount(weighed.rounded, said.unit)
        notes.append(Text("按GB/T 8170修约为{a}", "rounded to {a} by GB/T 8170").fill({"a": rounded}))
    if weighed.sampling and said.reason is not Reason.GUARDED:
        notes.append(_sampling(weighed.sampling, said.unit))
    if m.remark.zh:
        notes.append(m.remark)
    if not notes:
        return _NOTHING
    return Text("（{a}）", " ({a})").fill({"a": join_texts(notes, Text("，", ", "))})


def _sampling(s: Sampling, unit: str) -> Text:
    """Interval and probability of a sampled figure."""
    text = Text(
        "{confidence}%置信区间{low}至{high}，达标概率{probability}",
        "{confidence}% confidence interval {low} to {high}, probability of conformity {probability}",
    )
    low, high = (words.amount(x.quantize(HUNDREDTH), unit) for x in (s.low, s.high))
    return text.fill({"confidence": s.confidence, "low": low, "high": high, "probability": s.probability})


def _stretch(said: Said) -> list[Text]:
    """Whether the stretch value is reached, beside the outcome."""
    if said.stretch is None or said.stretched is None:
        return []
    value = words.amount(said.stretch, said.unit)
    text = Text("力争值{a}已达到。", "The stretch value {a} is reached.")
    if not said.stretched:
        text = Text("力争值{a}未达到。", "The stretch value {a} is not reached.")
    return [text.fill({"a": value})]


def _lacking(m: Measurement) -> Text:
    """Years or jurisdictions without figures."""
    if m.missing:
        return Text("{a}年", "{a}").fill({"a": _years(m.missing)})
    return Text("、".join(m.silent), ", ".join(m.silent))


def _missed(said: Said) -> Text:
    """By how much, and on which side."""
    if said.criterion is None:
        return _NOTHING
    accepted, interval = said.criterion.accepted, said.weighed.estimate
    word, by = words.COMPARISONS[said.comparison], interval.distance(accepted)
    if by == 0 and interval.low != interval.high:  # 不足100 against 不少于100
        return Text("不在此范围内", "outside that")
    if by == 0:
        return Text("正好等于该数，而“{a}”不含本数", "exactly that number, which '{a}' leaves out").fill({"a": word})
    below = accepted.low is not None and interval.high is not None and interval.high < accepted.low
    word = Text("缺口{a}", "short by {a}") if below else Text("超出{a}", "over by {a}")
    return word.fill({"a": words.difference(by, said.unit)})


def _partial(said: Said, text: Text) -> Text:
    """What was reported while years or districts are missing, if anything."""
    if said.measurement.value is None:
        return _NOTHING
    return text.fill({"a": _condition(said), "remark": said.measurement.remark})


def _state(said: Said) -> Text:
    """Where a commitment stands that is not judged yet."""
    if said.measurement.value is None:
        return Text("当年暂无数据", "no figure for the year yet")
    if said.completion is None:
        return Text("目前{a}{note}", "now {a}{note}").fill({"a": _condition(said), "note": _note(said)})
    return Text("目前{a}{note}，为目标值的{b}%", "now {a}{note}, {b}% of the target").fill(
        {"a": _condition(said), "b": said.completion, "note": _note(said)}
    )


def _years(years: tuple[int, ...]) -> Text:
    """Years for reading."""
    return Text("、".join(map(str, years)), ", ".join(map(str, years)))
