"""`check coverage` for reading: four lists, each under its count."""

from collections.abc import Iterator, Sequence

from engine.model.coverage import Coverage, Figured, TasksOfPlan, WithoutFigures
from engine.model.text import Lang, Text, join_texts
from engine.render.columns import indent
from engine.render.text import EXAMPLE
from engine.words import quoted

WITHOUT_FIGURES = Text(
    "没有数据的承诺：{n} 项（共 {all} 项{until}）", "Commitments without data: {n} (of {all}{until})"
)
UNUSED_FIGURES = Text("没有承诺使用的数据：{n} 个指标{until}", "Data that no commitment uses: {n} indicators{until}")
UNUSED_INDICATORS = Text(
    "登记了却没有承诺使用的指标：{n} 个，其中没有数据的 {idle} 个",
    "Indicators registered and used by no commitment: {n}, of which {idle} without data",
)
TASKS = Text("没有佐证的任务：{n} 项（共 {all} 项）", "Tasks without evidence: {n} (of {all})")

UNTIL = Text("，截至{year}年", ", up to {year}")
COMMITMENT = Text(
    "{commitment}  {title}：{jurisdiction}没有{what}的数", "{commitment}  {title}: no {what} in {jurisdiction}"
)
NARROWER = Text("（只有口径较窄的{found}）", " (only the narrower {found})")
NARROWER_FIGURE = Text("{name}：{years}年", "{name}: {years}")
FIGURES = Text("{indicator}  {name}：{n} 个数，{years}年", "{indicator}  {name}: {n} figures, {years}")
UNREGISTERED = Text("没有登记", "not registered")
OF_PLAN = Text("{plan}：{n} 项（共 {all} 项）", "{plan}: {n} of {all}")
NOTHING = Text("", "")


def render(found: Coverage, *, tasks: bool, lang: Lang, total: int) -> Iterator[str]:
    """Lines of at most `total` columns; each task by name only when `tasks`."""
    until = UNTIL.fill({"year": found.year}) if found.year else NOTHING
    counts = {"n": len(found.without_figures), "all": found.commitments, "until": until}
    yield from _section(WITHOUT_FIGURES.fill(counts), map(_commitment, found.without_figures), lang, total)
    counts = {"n": len(found.unused_figures), "until": until}
    yield from _section(UNUSED_FIGURES.fill(counts), map(_figures, found.unused_figures), lang, total)
    have = {f.indicator for f in found.unused_figures}
    idle = [
        Text(f"{i.indicator}  {i.name}", f"{i.indicator}  {i.name}")
        for i in found.unused_indicators
        if i.indicator not in have
    ]
    counts = {"n": len(found.unused_indicators), "idle": len(idle)}
    yield from _section(UNUSED_INDICATORS.fill(counts), iter(idle), lang, total)
    counts = {"n": sum(len(p.without_evidence) for p in found.tasks), "all": sum(p.tasks for p in found.tasks)}
    yield from _section(TASKS.fill(counts), _tasks(found.tasks, each=tasks), lang, total)
    if found.example_data:
        yield from indent(EXAMPLE.say(lang), total, "", "")


def _section(heading: Text, items: Iterator[Text], lang: Lang, total: int) -> Iterator[str]:
    """A heading with its items below."""
    yield from indent(heading.say(lang), total, "■ ", "  ")
    for item in items:
        yield from indent(item.say(lang), total, "  · ", "    ")


def _commitment(w: WithoutFigures) -> Text:
    """A commitment without figures, and the narrower ones that there are."""
    parts = [NARROWER_FIGURE.fill({"name": f.name, "years": _years(f.years)}) for f in w.narrower]
    fields = {
        "commitment": w.commitment,
        "title": w.title,
        "jurisdiction": w.jurisdiction,
        "what": quoted(w.indicator_name),
    }
    note = NARROWER.fill({"found": join_texts(parts, Text("；", "; "))}) if parts else NOTHING
    return join_texts([COMMITMENT.fill(fields), note], NOTHING)


def _figures(f: Figured) -> Text:
    """An indicator with its figures."""
    name = UNREGISTERED if f.name is None else f.name
    return FIGURES.fill({"indicator": f.indicator, "name": name, "n": f.figures, "years": _years(f.years)})


def _tasks(plans: Sequence[TasksOfPlan], *, each: bool) -> Iterator[Text]:
    """Each task where they are asked for, else the count of each plan."""
    for p in plans:
        if not each:
            yield OF_PLAN.fill({"plan": p.plan, "n": len(p.without_evidence), "all": p.tasks})
        for t in p.without_evidence if each else ():
            yield Text(f"{p.plan}/{t.id}  {t.title}", f"{p.plan}/{t.id}  {t.title}")


def _years(years: Sequence[int]) -> Text:
    """Years for reading, runs joined: 2012、2015—2018."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    ends = [(r[0], r[-1]) for r in runs]
    parts = [Text(f"{a}—{b}", f"{a}–{b}") if a != b else Text(str(a), str(a)) for a, b in ends]
    return join_texts(parts, Text("、", ", "))
