"""`check what-if` for reading: where a target stands, and a table of the years left."""

from collections.abc import Iterator

from engine.model.text import Lang, Text
from engine.render.columns import indent, table
from engine.what_if import Prospect
from engine.words import OUTCOMES, amount, quoted

TITLE = Text("{title}（{commitment}）　{jurisdiction}", "{title} ({commitment})  {jurisdiction}")
NOW = Text("截至{year}年：{reason}", "As of {year}: {reason}")
HEADER = (
    Text("年份", "year"),
    Text("当年数", "figure"),
    Text("来由", "origin"),
    Text("完成值", "condition"),
    Text("应达", "criterion"),
    Text("结果", "outcome"),
)
ORIGIN = {
    (True, False): Text("假设", "assumed"),
    (True, True): Text("假设", "assumed"),
    (False, False): Text("至少", "at least"),
    (False, True): Text("至多", "at most"),
}
"""(assumed, at most) → where a year's figure comes from."""

OVER = Text("没有剩余年份：{year}年已是期末或期后。", "No year is left: {year} is the deadline or later.")


def render(p: Prospect, lang: Lang, total: int) -> Iterator[str]:
    """Lines of at most `total` columns."""
    f = p.now
    yield from indent(TITLE.fill(f.model_dump()).say(lang), total, "■ ", "  ")
    yield from indent(f"{f.clause}{quoted(f.quote)}", total, "  ", "  ")
    yield from indent(NOW.fill({"year": f.year, "reason": Text(f.reason, f.reason_en)}).say(lang), total, "  ", "  ")
    if not p.years:
        yield f"  {OVER.fill({'year': f.year}).say(lang)}"
        return
    rows = []
    for y in p.years:
        condition, criterion = y.finding.condition, y.finding.criterion
        rows.append(
            [
                str(y.year),
                amount(y.value, f.unit).say(lang),
                ORIGIN[y.assumed, p.at_most].say(lang),
                "—" if condition is None else amount(condition, f.unit).say(lang),
                "—" if criterion is None else amount(criterion, f.unit).say(lang),
                OUTCOMES[y.finding.outcome].say(lang),
            ]
        )
    yield from ("  " + x for x in table([h.say(lang) for h in HEADER], rows, total - 2, frozenset({1, 3, 4}), 2))
