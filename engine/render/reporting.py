"""`check status` for reading: a line for each unit, then how many there are of each kind."""

from collections.abc import Iterator, Mapping

from engine.model.reporting import Reported, Reporting, UnitReport
from engine.model.text import Lang, Text, join_texts
from engine.render.columns import indent, table
from engine.render.figures import clashes

STATES = {
    Reported.REPORTED: Text("已报", "reported"),
    Reported.REVISED: Text("已报（有修订）", "reported (revised)"),
    Reported.LATE: Text("迟报", "late"),
    Reported.AWAITED: Text("未报", "not reported"),
    Reported.OVERDUE: Text("逾期未报", "overdue"),
}
HEADER = (
    Text("单位", "unit"),
    Text("情况", "state"),
    Text("已填/应填", "filled/asked"),
    Text("首报", "first"),
    Text("最近", "latest"),
    Text("说明", "remarks"),
)
ELASTIC = 5
TITLE = Text("{year} 年数据报送情况（截至 {as_of}，{due}）", "Figures of {year} as of {as_of}, {due}")
DUE = Text("报送期限 {due}", "due {due}")
NO_DUE = Text("office.yaml 未定报送期限", "no deadline in office.yaml")
COUNTS = Text(
    "共 {n} 个单位：{counts}。应填 {asked} 个数，已填 {filled} 个。",
    "{n:unit}: {counts}. {filled} of {asked:figure} filled in.",
)
LATE_DAYS = Text("逾期 {n} 天", "{n:day} late")
REVISIONS = Text("修订 {n} 次", "{n:revision}")
AFTER_DUE = Text("截止后有修订", "revised after the deadline")
NUMBERS = Text("第 {numbers} 号", "submission {numbers}")
OTHERS = Text("另有报送不是上述单位的：第 {numbers} 号。", "Submissions from units that are not asked: {numbers}.")


def render(found: Reporting, names: Mapping[str, str], lang: Lang, total: int) -> Iterator[str]:
    """Lines of at most `total` columns; `names` gives the name of each registered indicator."""
    due = DUE.fill({"due": found.due}) if found.due else NO_DUE
    yield TITLE.fill({"year": found.year, "as_of": found.as_of, "due": due}).say(lang)
    if found.units:
        rows = [[cell.say(lang) for cell in _row(u)] for u in found.units]
        yield from table([h.say(lang) for h in HEADER], rows, total, frozenset({2}), ELASTIC)
    said = [Text(f"{text.zh} {found.counts[s]}", f"{found.counts[s]} {text.en}") for s, text in STATES.items()]
    fields = {"n": len(found.units), "counts": join_texts(said, Text("、", ", "))}
    yield from indent(COUNTS.fill(fields | found.model_dump(include={"asked", "filled"})).say(lang), total, "", "")
    if found.others:
        yield OTHERS.fill({"numbers": "、".join(map(str, found.others))}).say(lang)
    yield from clashes(found.contradictions, names, lang, total)


def _row(u: UnitReport) -> list[Text]:
    """One unit as table cells."""
    remarks = [
        LATE_DAYS.fill({"n": u.late_days}) if u.late_days else None,
        REVISIONS.fill({"n": u.revisions}) if u.revisions else None,
        AFTER_DUE if u.revised_after_due else None,
        NUMBERS.fill({"numbers": "、".join(map(str, u.submissions))}) if u.submissions else None,
    ]
    plain = [f"{u.filled}/{u.asked}", str(u.first or ""), str(u.latest or "")]
    said = join_texts([r for r in remarks if r], Text("，", ", "))
    return [Text(u.reporter, u.reporter), STATES[u.state], *(Text(x, x) for x in plain), said]
