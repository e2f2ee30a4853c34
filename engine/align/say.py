"""Targets held against each other in words, such as 18%以上（2025年）对上级“超过15%”（2025年）：严于上级 (stronger)."""

from engine import words
from engine.align.hold import EVERY_YEAR, Dated, Held, Side
from engine.model.alignment import Obstacle, Standing
from engine.model.target import Comparison
from engine.model.text import Text

STANDINGS = {
    Standing.STRONGER: Text("严于上级", "stronger"),
    Standing.EQUAL: Text("与上级一致", "equal"),
    Standing.WEAKER: Text("宽于上级", "weaker"),
    Standing.MISSING: Text("本级没有", "missing here"),
    Standing.SCOPE: Text("口径不同", "of different scope"),
    Standing.NOT_COMPARABLE: Text("不可比", "not comparable"),
}

OBSTACLES: dict[Obstacle, Text] = {
    "scope": Text("口径不同，不可比", "different scope, not comparable"),
    "deadline": Text("期限不同，不可比", "different deadlines, not comparable"),
    "size": Text("规模不同，只列出", "places of different size, listed only"),
    "form": Text("计量或比较方式不同，不可比", "measured or compared in different ways, not comparable"),
}

TARGETS = {
    Comparison.AT_LEAST: Text("{value}以上", "at least {value}"),
    Comparison.MORE_THAN: Text("超过{value}", "more than {value}"),
    Comparison.AT_MOST: Text("不超过{value}", "at most {value}"),
    Comparison.LESS_THAN: Text("低于{value}", "less than {value}"),
    Comparison.ABOUT: Text("{value}左右", "about {value}"),
    Comparison.BETWEEN: Text("{low}至{high}", "{low} to {high}"),
    Comparison.EQUAL: Text("等于{value}", "exactly {value}"),
}
"""Comparison → the target as a plan would put it."""

HELD = Text(
    "{own}（{date}）对上级“{above}”（{due}）：{verdict}", "{own} ({date}) against '{above}' ({due}) above: {verdict}"
)
LACKING = Text("上级“{above}”（{due}）：本级没有这项目标", "'{above}' ({due}) above: no target here")
NARROWER = Text("只有口径较窄的“{name}”", "only the narrower '{name}': ")
WIDER = Text("只有口径较宽的“{name}”", "only the wider '{name}': ")


def target_words(side: Side, at: Dated) -> Text:
    """A target at a date: 18%以上, 比2010年变化100%以上."""
    t, unit = side.commitment.target, unit_of(side)
    names = {"value": at.value, "low": at.accepted.low, "high": at.accepted.high}
    fields: dict[str, object] = {k: words.amount(v, unit) for k, v in names.items() if v is not None}
    if t.reference:
        place = t.reference.jurisdiction
        fields["value"] = Text(f"{place}同年水平", f"the figure of {place}")
    said = TARGETS[t.comparison].fill(fields)
    if t.change:
        return Text("比{year}年变化{said}", "{said} against {year}").fill({"year": t.change.base_year, "said": said})
    return said


def unit_of(side: Side) -> str:
    """Unit of a side's numbers: the indicator's, unless a place or a change is asked for."""
    t = side.commitment.target
    return t.unit if t.rank or t.change else side.indicator.unit


def sentence(own: Side, above: Side, held: Held) -> Text:
    """How two targets stand, with both numbers and dates."""
    said = HELD.fill(
        {
            "own": target_words(own, held.own),
            "date": date(held.own),
            "above": target_words(above, held.above),
            "due": date(held.above),
            "verdict": OBSTACLES[held.obstacle] if held.obstacle else STANDINGS[held.standing],
        }
    )
    if held.standing is not Standing.SCOPE:
        return said
    scope = NARROWER if above.indicator.id in own.indicator.narrower_than else WIDER
    return Text("{scope}{said}", "{scope}{said}").fill(
        {"scope": scope.fill({"name": own.indicator.name}), "said": said}
    )


def lacking(above: Side, at: Dated) -> Text:
    """A target above that the plan below has none for."""
    return LACKING.fill({"above": target_words(above, at), "due": date(at)})


def date(at: Dated) -> Text:
    """When a target is due."""
    return Text("每年", "every year") if at.date == EVERY_YEAR else Text(f"{at.date}年", str(at.date))
