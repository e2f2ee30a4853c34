"""`check list` for reading: a table of commitments for each plan, then its tasks."""

from collections.abc import Iterator
from itertools import groupby

from engine.model.listing import ListedCommitment, ListedTask, Listing
from engine.model.target import Comparison
from engine.model.text import Lang, Text
from engine.render.columns import indent, table
from engine.words import ABOUT, COMPARED, COMPARISONS, MEASURES, NATURES, amount, quoted

HEADER = (
    Text("编号", "id"),
    Text("承诺事项", "commitment"),
    Text("计量", "measure"),
    Text("目标", "target"),
    Text("期限", "due"),
    Text("性质", "nature"),
    Text("牵头", "lead"),
    Text("出处", "clause"),
)
ELASTIC = 6
COUNT = Text(
    "{plan}：{commitments} 项量化承诺，{tasks} 项定性任务",
    "{plan}: {commitments:quantified commitment}, {tasks:task}",
)
TASKS = Text("定性任务", "Tasks")


def render(listing: Listing, lang: Lang, total: int) -> Iterator[str]:
    """Lines of at most `total` columns."""
    plans = dict.fromkeys([c.plan for c in listing.commitments] + [t.plan for t in listing.tasks])
    by_plan = {p: [c for c in listing.commitments if c.plan == p] for p in sorted(plans)}
    tasks = {p: list(g) for p, g in groupby(listing.tasks, key=lambda t: t.plan)}
    for plan, commitments in by_plan.items():
        own = tasks.get(plan, [])
        yield "■ " + COUNT.fill({"plan": plan, "commitments": len(commitments), "tasks": len(own)}).say(lang)
        if commitments:
            rows = [_row(c, lang) for c in commitments]
            yield from (
                "  " + x for x in table([h.say(lang) for h in HEADER], rows, total - 2, frozenset({3}), ELASTIC)
            )
        if own:
            yield f"  {TASKS.say(lang)}"
            for task in own:
                yield from indent(_task(task, lang), total, "  □ ", "    ")
        yield ""


def _row(c: ListedCommitment, lang: Lang) -> list[str]:
    """One commitment as table cells."""
    due = Text("每年", "yearly").say(lang) if c.every_year else str(c.due)
    return [
        c.id,
        c.title,
        MEASURES[c.measure].say(lang),
        target_text(c).say(lang),
        due,
        NATURES[c.nature].say(lang),
        "、".join(c.lead),
        c.clause,
    ]


def target_text(c: ListedCommitment) -> Text:
    """Comparison and number: 不少于500万人次."""
    if c.value is None and c.low is not None and c.high is not None:
        return Text("{low}至{high}", "{low} to {high}").fill(
            {"low": amount(c.low, c.unit), "high": amount(c.high, c.unit)}
        )
    pattern = ABOUT if c.comparison is Comparison.ABOUT else COMPARED
    value = amount(c.value, c.unit) if c.value is not None else Text("", "")
    return pattern.fill({"word": COMPARISONS[c.comparison], "value": value})


def _task(t: ListedTask, lang: Lang) -> str:
    """One task as a sentence."""
    lead = Text("牵头：", "lead: ").say(lang) + "、".join(t.lead)
    return f"{t.title}（{t.clause}{quoted(t.quote)}；{lead}）"
