"""Memos of a run: one for each plan, one for each lead unit with findings, a checklist of tasks by unit."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from engine.files import CONTROLS
from engine.model.catalog import PlanEntry
from engine.model.finding import Finding, Outcome, PlanSummary, Reason, Report, Tally
from engine.model.text import Lang, Text
from engine.render.memo_sources import sources, used
from engine.render.template import environment, render

Files = Iterator[tuple[str, str]]

FORBIDDEN = str.maketrans(dict.fromkeys('/\\:*?"<>|' + CONTROLS, "_"))
"""Characters that no file system accepts in a name."""

LONGEST_NAME = 200
"""Bytes of a file's name; file systems take 255, of which a number and a suffix need some."""

NOT_THEIRS = frozenset({Reason.OUTSIDE, Reason.SUPERSEDED})
"""Reasons for which a finding does not concern a unit this year."""

NAMES = {
    "plan": Text("通报", "plan"),
    "unit": Text("单位-{unit}", "unit-{unit}"),
    "checklist": Text("检查清单", "checklist"),
}


def memos(
    report: Report, entries: Iterable[PlanEntry], names: Mapping[str, str], folder: Path, shown: str, lang: Lang
) -> dict[str, str]:
    """Path below the output folder → Markdown, in order of plans; BadTemplateError when a template is wrong.

    `names` are those of the indicators.
    """
    env = environment(folder, lang)
    summaries = {s.plan: s for s in report.plans}
    files: dict[str, str] = {}
    for entry in entries:
        summary = summaries[entry.plan.id]
        for name, template, context in _of_plan(report, entry, summary, names, lang):
            path = _free(f"memos/{entry.plan.id}/{name.translate(FORBIDDEN)}", files)
            files[path] = render(env, f"{template}.md.j2", context, f"{shown}/{lang}")
    return files


def _free(stem: str, taken: Mapping[str, str]) -> str:
    """A file name not taken yet: names that differ only in what was cut get a number."""
    folder, _, name = stem.rpartition("/")
    stem = f"{folder}/{name.encode()[:LONGEST_NAME].decode(errors='ignore')}"
    path, n = f"{stem}.md", 2
    while path in taken:
        path, n = f"{stem}-{n}.md", n + 1
    return path


def _of_plan(
    report: Report, entry: PlanEntry, summary: PlanSummary, names: Mapping[str, str], lang: Lang
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """File name, template and context of each memo of one plan."""
    findings = [f for f in report.findings if f.plan == summary.plan]
    home = summary.jurisdiction
    shared = {"run": report.run.model_dump(), "plan": summary.model_dump(by_alias=True)}
    told = [d.model_dump() for d in report.dispositions if d.plan == summary.plan]
    if findings:
        yield NAMES["plan"].say(lang), "plan", shared | _findings(findings, home, names, lang) | {"dispositions": told}
    for unit, theirs in _by_lead(findings).items():
        name = NAMES["unit"].fill({"unit": unit}).say(lang)
        tally = Tally.of(theirs).model_dump(by_alias=True)
        theirs_told = [d for d in told if d["addressee"] == unit]
        context = _findings(theirs, home, names, lang) | {"unit": unit, "tally": tally, "dispositions": theirs_told}
        yield name, "unit", shared | context
    if entry.tasks and entry.plan.start <= report.run.year <= entry.plan.end:
        yield NAMES["checklist"].say(lang), "checklist", shared | _checklist(entry)


def _by_lead(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings that concern the year, by each lead unit in order of appearance."""
    units: dict[str, list[Finding]] = {}
    for f in findings:
        for unit in () if f.reason_code in NOT_THEIRS else f.lead:
            units.setdefault(unit, []).append(f)
    return units


def _findings(findings: list[Finding], home: str, names: Mapping[str, str], lang: Lang) -> dict[str, Any]:
    """Findings as plain data, whole and grouped by outcome, and where their figures came from."""
    dumped = [f.model_dump() | {"home": home} for f in findings]
    groups = {o.value: [f for f in dumped if f["outcome"] == o] for o in Outcome}
    told = {"sources": sources(findings), "used": used(findings, names, lang)}
    return {"findings": dumped, "groups": groups, **told}


def _checklist(entry: PlanEntry) -> dict[str, Any]:
    """Tasks by each lead unit, in order of appearance."""
    units: dict[str, list[dict[str, Any]]] = {}
    for task in entry.tasks:
        for unit in task.lead:
            units.setdefault(unit, []).append(task.model_dump())
    groups = [{"unit": unit, "tasks": tasks} for unit, tasks in units.items()]
    return {"units": groups, "task_count": len(entry.tasks)}
