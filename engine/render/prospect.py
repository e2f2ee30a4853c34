"""`check what-if` for reading: where a target stands, and a table of the years left."""

from collections.abc import Iterator, Mapping

from engine.model.registry import Kind
from engine.model.text import Lang, Text, join_texts
from engine.render.columns import indent, table
from engine.what_if import Origin, Prospect, Year
from engine.words import OUTCOMES, amount, quoted

TITLE = Text("{title}（{commitment}）　{jurisdiction}", "{title} ({commitment})  {jurisdiction}")
NOW = Text("截至{year}年：{reason}", "As of {year}: {reason}")
FIGURE = Text("当年数", "figure")
YEAR_END = {Kind.STOCK: Text("年末数", "year-end figure")}
"""Kind → what a year's figure is called where it is not the year's own."""

ORIGIN = Text("来由", "origin")
CONDITION = Text("完成值", "condition")
CRITERION = Text("应达", "criterion")
OUTCOME = Text("结果", "outcome")
YEAR = Text("年份", "year")
NUMBERS = frozenset({1, 3, 4})
ELASTIC = 2

ORIGINS: Mapping[Origin, Text] = {
    "assumed": Text("假设", "assumed"),
    "least": Text("至少", "at least"),
    "most": Text("至多", "at most"),
    "even": Text("匀速推算", "even step"),
}

OVER = Text("没有剩余年份：{year}年已是期末或期后。", "No year is left: {year} is the deadline or later.")
IN_PART = Text("{years}年缺数据，按已报部分推算。", "Data lacking for {years}: reckoned from what was reported.")
UNTOLD = Text("{years}年缺数据，无法推算。", "Data lacking for {years}: nothing can be reckoned.")
NOTES = {True: IN_PART, False: UNTOLD}
"""Whether the years left could be reckoned → what is said of years that lack figures."""


def render(p: Prospect, lang: Lang, total: int) -> Iterator[str]:
    """Lines of at most `total` columns."""
    f = p.now
    yield from indent(TITLE.fill(f.model_dump()).say(lang), total, "■ ", "  ")
    yield from indent(f"{f.clause}{quoted(f.quote)}", total, "  ", "  ")
    for note in _notes(p):
        yield from indent(note.say(lang), total, "  ", "  ")
    if p.years:
        header = (YEAR, YEAR_END.get(p.kind, FIGURE), ORIGIN, CONDITION, CRITERION, OUTCOME)
        rows = [_row(y, lang) for y in p.years]
        yield from ("  " + x for x in table([h.say(lang) for h in header], rows, total - 2, NUMBERS, ELASTIC))


def _notes(p: Prospect) -> Iterator[Text]:
    """Where the subject stands, and what stands in the way of reckoning."""
    yield NOW.fill({"year": p.now.year, "reason": Text(p.now.reason, p.now.reason_en)})
    if p.lacking:
        years = map(str, p.lacking)
        yield NOTES[p.told].fill({"years": join_texts([Text(y, y) for y in years], Text("、", ", "))})
    if p.told and all(y.year <= p.now.year for y in p.years):
        yield OVER.fill({"year": p.now.year})


def _row(y: Year, lang: Lang) -> list[str]:
    """One year as table cells."""
    condition, criterion, unit = y.finding.condition, y.finding.criterion, y.finding.unit
    return [
        str(y.year),
        amount(y.value, unit).say(lang),
        ORIGINS[y.origin].say(lang),
        "—" if condition is None else amount(condition, unit).say(lang),
        "—" if criterion is None else amount(criterion, unit).say(lang),
        OUTCOMES[y.finding.outcome].say(lang),
    ]
