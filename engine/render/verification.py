"""Tests of rules for reading: a line for each that fails and for each commitment without one, then the count."""

from collections.abc import Iterator

from engine.model.finding import Outcome
from engine.model.text import Lang, Text, join_texts
from engine.model.verification import Difference, Verification
from engine.words import quoted

FAILED = Text("{place}: 失败 {commitment} {name}：{what}", "{place}: failed {commitment} {name}: {what}")
DIFFERS = Text("{field} 应为 {expected}，实为 {got}", "{field} should be {expected}, is {got}")
UNTESTED = Text("{place}: 没有用例 {commitment}（{title}）", "{place}: no test {commitment} ({title})")
TALLY = Text(
    "共 {tests} 个用例，通过 {passed}，失败 {failed}；{untested} 项承诺没有用例。",
    "{tests:test}: {passed} passed, {failed} failed; {untested:commitment} without a test.",
)
NONE = Text("无（null）", "null")


def render(result: Verification, lang: Lang) -> Iterator[tuple[str, Outcome | None]]:
    """Lines, each with the outcome that colours it; long ones are not wrapped, so that editors can parse them."""
    for f in result.failures:
        what = join_texts([_difference(d) for d in f.differences], Text("；", "; "))
        fields = {"place": f.place, "commitment": f.commitment, "name": quoted(f.name), "what": what}
        yield FAILED.fill(fields).say(lang), Outcome.GAP
    for u in result.untested:
        yield UNTESTED.fill(u.model_dump()).say(lang), Outcome.UNDECIDED
    counts = {"tests": result.tests, "passed": result.passed, "failed": result.failed}
    yield TALLY.fill(counts | {"untested": len(result.untested)}).say(lang), None


def _difference(d: Difference) -> Text:
    """One field with what was expected and what was found."""
    expected, got = (NONE if x is None else x for x in (d.expected, d.got))
    return DIFFERS.fill({"field": d.field, "expected": expected, "got": got})
