"""The findings of a run as CI systems have them: a suite for each plan, a case for each finding."""

from engine.model.ci_report import Annotation, Case, CiReport, CiRule, Result, Suite
from engine.model.codes import Level
from engine.model.diagnostic import Place, column_number
from engine.model.finding import Finding, Outcome, Report, Used
from engine.model.text import Text
from engine.phrases import DUTY, WAIVER
from engine.words import quoted

ABOUT = Text("{title}（{clause}{quote}）", "{title} ({clause}{quote})")
SAID = Text("{title}：{reason}牵头：{lead}；{clause}{quote}", "{title}: {reason} Lead: {lead}; {clause}{quote}")

RESULTS: dict[Outcome, tuple[Result, Level | None]] = {
    Outcome.PASS: ("passed", None),
    Outcome.GAP: ("failed", "error"),
    Outcome.UNDECIDED: ("skipped", "warning"),
    Outcome.NOT_DUE: ("skipped", None),
    Outcome.NOT_APPLICABLE: ("skipped", None),
}
"""Outcome → result of its case, and level of the remark that is made of it, if any."""

WAIVED: tuple[Result, Level | None] = ("skipped", "info")


def of_report(report: Report) -> CiReport:
    """Every finding of the report in its order; the rule of a remark is the commitment that it is about."""
    homes = {summary.plan: summary.jurisdiction for summary in report.plans}
    suites = tuple(
        Suite(s.plan, tuple(_case(f, homes[f.plan], report) for f in report.findings if f.plan == s.plan))
        for s in report.plans
    )
    rules = {f.commitment: CiRule(_about(f), advice=DUTY.fill({"lead": "、".join(f.lead)})) for f in report.findings}
    return CiReport(report.run.tool, suites, tuple(sorted(rules.items())))


def _case(f: Finding, home: str, report: Report) -> Case:
    """One finding; its name tells commitments and districts apart."""
    result, level = WAIVED if f.waiver else RESULTS[f.outcome]
    title = f.title if f.jurisdiction == home else f"{f.title}（{f.jurisdiction}）"
    name = f"{f.commitment.removeprefix(f.plan + '/')} {title}"
    waiver = WAIVER.fill(f.waiver.model_dump()) if f.waiver else Text("", "")
    reason = Text(f.reason, f.reason_en)
    found = () if level is None else (_annotation(f, level, title, waiver, report),)
    why = Text(reason.zh + waiver.zh, f"{reason.en} {waiver.en}".rstrip()) if result == "skipped" else Text("", "")
    return Case(name, result, found, why)


def _annotation(f: Finding, level: Level, title: str, waiver: Text, report: Report) -> Annotation:
    """The finding's sentence with duty and provenance, at the figure that it rests on."""
    reason = Text(f.reason, f.reason_en)
    fields = {"title": title, "reason": reason, "lead": "、".join(f.lead), "clause": f.clause, "quote": quoted(f.quote)}
    return Annotation(level, f.commitment, _place(f, report), SAID.fill(fields), f.fingerprint, waiver)


def _about(f: Finding) -> Text:
    """What the commitment says."""
    return ABOUT.fill({"title": f.title, "clause": f.clause, "quote": quoted(f.quote)})


def _place(f: Finding, report: Report) -> Place:
    """The latest figure behind the finding; without one, the file that holds the commitment."""
    if not f.observations:
        return Place(f"{report.run.rules}/{f.plan}/commitments.yaml")
    used = max(f.observations, key=_recency)
    return Place(used.file, used.line, column_number(used.cell) if used.cell else 0, used.sheet or "")


def _recency(used: Used) -> tuple[int, str]:
    """By year; of one year, the day of receipt."""
    return used.year, used.received.isoformat() if used.received else ""
