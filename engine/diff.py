"""Two recorded runs held against each other: what changed, and why."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, get_args

from engine.model.difference import Because, Cause, Change, Difference, Differences, Side
from engine.model.recorded import Recorded, RecordedFigure, RecordedFinding
from engine.model.text import Text, join_texts
from engine.words import BOUND_WORDS, STATUS_WORDS, amount

TARGET = ("indicator", "measure", "comparison", "target", "target_low", "target_high", "due", "every_year", "quote")
"""Fields of a finding that the rule file decides."""

CRITERION = ("method", "criterion", "criterion_low", "criterion_high")
"""Fields that follow from the rule in the same year."""

SHOWN = 3
"""Figures that a cause names before it only counts them."""

ARROW = Text("{what} {before}→{after}", "{what} {before} → {after}")
WORDS = {
    "target": Text("目标值", "target"),
    "target_low": Text("目标下限", "lower target"),
    "target_high": Text("目标上限", "upper target"),
    "criterion": Text("应达", "criterion"),
    "criterion_low": Text("应达下限", "lower criterion"),
    "criterion_high": Text("应达上限", "upper criterion"),
    "due": Text("期限", "due"),
    "indicator": Text("指标", "indicator"),
    "measure": Text("计量方式", "measure"),
    "method": Text("进度方法", "method"),
    "comparison": Text("比较方式", "comparison"),
    "every_year": Text("每年", "every year"),
    "quote": Text("原文摘录", "quote"),
    "missing": Text("缺数据时", "missing figures"),
    "rounding": Text("修约", "rounding"),
    "decision": Text("抽样判定", "decision rule"),
    "confidence": Text("置信水平", "confidence"),
}
STATES = {"missing": Text("未报", "not reported"), "not_applicable": Text("-", "-")}
MORE = Text("等{n}处", "{n} in all")
OTHER_RULES = Text("规则文件有改动", "the rule files differ")
OTHER_FIGURES = Text("统计数据有改动", "the statistics differ")
YEAR = Text("{year}年应达{criterion}、实际{condition}", "{year}: criterion {criterion}, actual {condition}")
OTHER_TOOL = Text("程序版本不同：{before}与{after}", "another program version: {before} and {after}")


class Pair(NamedTuple):
    """One commitment in both runs, with the runs."""

    old: Recorded
    new: Recorded
    before: RecordedFinding
    after: RecordedFinding


def diff(numbers: tuple[int, int], old: Recorded, new: Recorded) -> Differences:
    """All differences of two runs, in the order of the newer one; what only the older one has comes last."""
    before, after = ({f.fingerprint: f for f in r.findings} for r in (old, new))
    found = [
        _difference(old, new, before.get(p), after.get(p)) for p in [*after, *(p for p in before if p not in after)]
    ]
    counts = Counter(d.change for d in found)
    return Differences(
        before=_side(numbers[0], old),
        after=_side(numbers[1], new),
        counts={change: counts[change] for change in get_args(Change)},
        differences=tuple(d for d in found if d.change != "unchanged"),
    )


def change_of(before: str | None, after: str | None) -> Change:
    """What became of an outcome."""
    if after == "gap":
        return {"gap": "persisting", "pass": "regressed"}.get(before or "", "new")  # type: ignore[return-value]
    if (before, after) == ("gap", "pass"):
        return "rectified"
    return "unchanged" if before == after else "changed"


def _side(number: int, r: Recorded) -> Side:
    run = r.run
    return Side(run=number, year=run.year, rules_sha256=run.rules_sha256, statistics_sha256=run.statistics_sha256)


def _difference(
    old: Recorded, new: Recorded, before: RecordedFinding | None, after: RecordedFinding | None
) -> Difference:
    """One commitment; a missing side is a rule that came or went."""
    f = after or before
    assert f is not None  # noqa: S101  one of the two runs has it
    outcomes = before.outcome if before else None, after.outcome if after else None
    causes: tuple[Because, ...] = ()
    if before is None or after is None:
        causes = (_because("rule", OTHER_RULES),)
    elif before.outcome != after.outcome:
        causes = tuple(causes_of(Pair(old, new, before, after)))
    return Difference(
        change=change_of(*outcomes),
        commitment=f.commitment,
        title=f.title,
        jurisdiction=f.jurisdiction,
        fingerprint=f.fingerprint,
        before=outcomes[0],
        after=outcomes[1],
        causes=causes,
    )


def causes_of(pair: Pair) -> list[Because]:
    """Every cause found; what the findings do not show is told from the hashes of the runs."""
    found = [_because(cause, text) for cause, look in LOOKS.items() for text in look(pair)]
    return found or [_because(cause, text) for cause, text in _hidden(pair)][:1]


def _because(cause: Cause, text: Text) -> Because:
    return Because(cause=cause, why=text.zh, why_en=text.en)


def _data(pair: Pair) -> Iterator[Text]:
    """Figures of the years that both runs looked at, added, withdrawn or changed."""
    until = min(pair.before.year, pair.after.year)
    before, after = ({_key(o): o for o in f.observations if o.year <= until} for f in (pair.before, pair.after))
    keys = [k for k in sorted({*before, *after}) if before.get(k) != after.get(k)]
    if keys:
        yield _listed([_figure(k[2], before.get(k), after.get(k)) for k in keys])


def _key(o: RecordedFigure) -> tuple[str, str, int, str]:
    return o.indicator, o.jurisdiction, o.year, o.case or ""


def _figure(year: int, before: RecordedFigure | None, after: RecordedFigure | None) -> Text:
    """One figure before and after."""
    return ARROW.fill({"what": Text(f"{year}年", str(year)), "before": _said(before), "after": _said(after)})


def _said(o: RecordedFigure | None) -> Text:
    """A figure with its bound and, unless final, its quality; nothing, not reported and '-' are three things."""
    if o is None:
        return Text("无", "none")
    if o.value is None:
        return STATES.get(o.state, Text(o.state, o.state))
    quality = (
        Text("", "") if o.status == "final" else Text("（{s}）", " ({s})").fill({"s": _word(STATUS_WORDS, o.status)})
    )
    fields = {"bound": _word(BOUND_WORDS, o.bound), "value": amount(Decimal(o.value), o.unit), "quality": quality}
    return Text("{bound}{value}{quality}", "{bound}{value}{quality}").fill(fields)


def _word(words: Mapping[str, Text], key: str) -> Text:
    """A word of the dictionary; what another version wrote stands for itself."""
    return words.get(key, Text(key, key))


def _listed(texts: list[Text]) -> Text:
    """The first few, and how many there are."""
    shown = texts[:SHOWN]
    if len(texts) > SHOWN:
        shown.append(MORE.fill({"n": len(texts)}))
    return join_texts(shown, Text("，", ", "))


def _rule(pair: Pair) -> Iterator[Text]:
    """The target as the rule file has it; in the same year and without a reference the criterion too."""
    fields: tuple[str, ...] = TARGET
    if pair.before.year == pair.after.year and pair.after.method != "reference":
        fields += CRITERION
    changed = [(n, getattr(pair.before, n), getattr(pair.after, n)) for n in fields]
    said = [ARROW.fill({"what": WORDS[n], "before": _shown(a), "after": _shown(b)}) for n, a, b in changed if a != b]
    if said:
        yield _listed(said)


def _policy(pair: Pair) -> Iterator[Text]:
    """The plan's policy, entry by entry."""
    before, after = (next((p.policy for p in r.plans if p.plan == pair.after.plan), {}) for r in (pair.old, pair.new))
    keys = [k for k in sorted({*before, *after}) if before.get(k) != after.get(k)]
    if keys:
        yield _listed(
            [
                ARROW.fill(
                    {"what": WORDS.get(k, Text(k, k)), "before": _shown(before.get(k)), "after": _shown(after.get(k))}
                )
                for k in keys
            ]
        )


def _year(pair: Pair) -> Iterator[Text]:
    """What each year asked and brought."""
    if pair.before.year != pair.after.year:
        fields = [
            {"year": f.year, "criterion": _number(f.criterion, f.unit), "condition": _number(f.condition, f.unit)}
            for f in (pair.before, pair.after)
        ]
        yield join_texts([YEAR.fill(x) for x in fields], Text("；", "; "))


def _number(value: str | None, unit: str) -> Text:
    return Text("—", "—") if value is None else amount(Decimal(value), unit)


def _hidden(pair: Pair) -> Iterator[tuple[Cause, Text]]:
    """What may lie behind a verdict whose own fields are the same."""
    old, new = pair.old.run, pair.new.run
    if old.statistics_sha256 != new.statistics_sha256:
        yield "data", OTHER_FIGURES
    if old.rules_sha256 != new.rules_sha256:
        yield "rule", OTHER_RULES
    yield "tool", OTHER_TOOL.fill({"before": old.tool, "after": new.tool})


def _shown(value: object) -> str:
    return "—" if value is None else str(value)


LOOKS: dict[Cause, Callable[[Pair], Iterator[Text]]] = {"data": _data, "rule": _rule, "policy": _policy, "year": _year}
"""Cause → where it is looked for."""
