"""From options to a report: rules, statistics, ledger and policy brought together; nothing is printed but problems."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import engine
from engine.cli.clock import day_of
from engine.cli.inputs import chosen_plans, usable_rules, usable_statistics
from engine.cli.ledgers import ledger_errors, ledger_url
from engine.cli.problems import report
from engine.cli.recording import looked_back
from engine.evaluate import evaluate
from engine.ledger.gate import open_ledger
from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic
from engine.model.finding import Finding, Report, Run
from engine.model.history import PastFinding, Rectification
from engine.model.text import Lang
from engine.past import recall, remember
from engine.report import report as gather
from engine.waive import waive, waiver_warnings
from engine.warehouse.memory import Memory

if TYPE_CHECKING:
    from engine.ledger.store import Ledger


class Asked(NamedTuple):
    """What the command line asks for; the defaults are those of a plain run."""

    lang: Lang
    year: int
    plan: tuple[str, ...] = ()
    rules: Path | None = None
    statistics: tuple[Path, ...] = ()
    tasks: bool = False
    no_waivers: bool = False
    as_of: datetime | None = None
    dispositions: bool = False
    inference: str | None = None
    ledger: str | None = None
    no_ledger: bool = False


class Judged(NamedTuple):
    """The report with the catalog it is about, the ledger if there is one, and whether there were warnings."""

    catalog: Catalog
    report: Report
    ledger: "Ledger | None"
    warned: bool


class Remembered(NamedTuple):
    """What the ledger knows; nothing without one."""

    ledger: "Ledger | None"
    past: list[PastFinding]
    rectifications: list[Rectification]


def judged(asked: Asked) -> Judged:
    """Judge a year, with grades and dispositions where they are asked for."""
    if not asked.dispositions:
        return _judged(asked)[0]
    from engine.cli.policy import compiled, start, usable_policy, with_policy  # noqa: PLC0415  costs a process

    with start(asked.inference, asked.lang) as reasoner:
        policy = usable_policy(asked.rules, asked.lang)
        program = compiled(policy)
        reasoner.load(program)
        found, past, rectifications, day, due = _judged(asked)
        result = with_policy(found.report, policy, program, reasoner, past, rectifications, day, due, asked.lang)
    return found._replace(report=result)


def _judged(
    asked: Asked,
) -> tuple[Judged, list[PastFinding], list[Rectification], date | None, tuple[int, int] | None]:
    """The report without dispositions, and what they are inferred from."""
    lang, year = asked.lang, asked.year
    catalog, loaded, warnings = usable_rules(asked.rules, lang, tasks=asked.tasks)
    wanted = chosen_plans(catalog, asked.plan, lang)
    statistics = usable_statistics(asked.statistics, catalog, loaded.office, lang)
    memory = _remembered(asked, None if asked.no_ledger else ledger_url(asked.ledger, loaded.office))
    shelf = Memory(statistics.intake.observations, catalog.place)
    findings = list(evaluate(catalog, shelf, year, wanted))
    past = recall(catalog, shelf, findings, memory.past)
    findings, day, about_waivers = _waived(catalog, remember(findings, past), asked, wanted)
    warnings = [*warnings, *statistics.warnings, *about_waivers]
    report(warnings, lang)
    info = Run(
        year=year,
        tool=f"target-check {engine.__version__}",
        rules=loaded.folder,
        statistics=statistics.names,
        example_data=statistics.example,
        waivers_as_of=day,
        rules_sha256=loaded.sha256,
        statistics_sha256=statistics.intake.sha256,
        **looked_back(past, memory.past),
    )
    result = gather(catalog, info, findings, wanted)
    found = Judged(catalog, result, memory.ledger, bool(warnings))
    return found, past, memory.rectifications, day, loaded.office.figures_due


def _remembered(asked: Asked, url: str | None) -> Remembered:
    """Earlier years and open rectifications of the ledger at `url`."""
    if url is None:
        return Remembered(None, [], [])
    with ledger_errors(asked.lang):
        ledger = open_ledger(url)
        return Remembered(ledger, ledger.past(asked.year), ledger.rectifications(day_of(asked.as_of)))


def _waived(
    catalog: Catalog, findings: list[Finding], asked: Asked, wanted: frozenset[str]
) -> tuple[list[Finding], date | None, list[Diagnostic]]:
    """Findings with the waivers in force, the day that was held against them (None if none was looked at), warnings."""
    if asked.no_waivers or not any(e.waivers for e in catalog.plans if e.plan.id in wanted):
        return findings, None, []
    day = day_of(asked.as_of)
    return waive(catalog, findings, day), day, list(waiver_warnings(catalog, findings, asked.year, day))
