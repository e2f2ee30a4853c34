"""`check coverage` for reading: four lists, each under its count."""

from collections.abc import Iterator, Sequence

from engine.model.coverage import Coverage, Figured, TasksOfPlan, WithoutFigures
from engine.model.text import Lang, Text, join_texts
from engine.render.columns import indent
from engine.words import EXAMPLE, quoted

WITHOUT_FIGURES = Text(
    "没有数据的承诺：{n} 项（共 {all} 项{until}）", "Commitments without data: {n} (of {all}{until})"
)
UNUSED_FIGURES = Text("没有承诺使用的数据：{n} 个指标{until}", "Data that no commitment uses: {n:indicator}{until}")
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
FIGURES = Text("{indicator}  {name}：{n} 个数，{years}年", "{indicator}  {name}: {n:figure}, {years}")
UNREGISTERED = Text("没有登记", "not registered")
OF_PLAN = Text("{plan}：{n} 项（共 {all} 项）", "{plan}: {n} of {all}")
NOTHING = Text("", "")


def render(found: Coverage, *, tasks: bool, lang: Lang, total: int) -> Iterator[str]:
    """Lines of at most `total` columns; each task by name only when `tasks`."""
    until = UNTIL.fill({"year": found.year}) if found.year else NOTHING
    idle = _idle(found)
    without = sum(len(p.without_evidence) for p in found.tasks)
    sections: tuple[tuple[Text, dict[str, object], Iterator[Text]], ...] = (
        (
            WITHOUT_FIGURES,
            _counts(len(found.without_figures), found.commitments),
            map(_commitment, found.without_figures),
        ),
        (UNUSED_FIGURES, _counts(len(found.unused_figures)), map(_figures, found.unused_figures)),
        (UNUSED_INDICATORS, _counts(len(found.unused_indicators)) | {"idle": len(idle)}, iter(idle)),
        (TASKS, _counts(without, sum(p.tasks for p in found.tasks)), _tasks(found.tasks, each=tasks)),
    )
    for heading, counts, items in sections:
        yield from indent(heading.fill(counts | {"until": until}).say(lang), total, "■ ", "  ")
        for item in items:
            yield from indent(item.say(lang), total, "  · ", "    ")
    if found.example_data:
        yield from indent(EXAMPLE.say(lang), total, "", "")


def _counts(n: int, of_all: int = 0) -> dict[str, object]:
    """Fields of a heading."""
    return {"n": n, "all": of_all}


def _idle(found: Coverage) -> list[Text]:
    """Indicators that have neither a use nor figures; those with figures stand in the list before."""
    have = {f.indicator for f in found.unused_figures}
    return [_plainly(i.indicator, i.name) for i in found.unused_indicators if i.indicator not in have]


def _plainly(name: str, title: str) -> Text:
    """An id with its title, the same in both languages."""
    return Text(f"{name}  {title}", f"{name}  {title}")


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
            yield _plainly(f"{p.plan}/{t.id}", t.title)


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
