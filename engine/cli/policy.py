"""The policy of a run: rules read and linted, facts sent to the engine, grades and dispositions brought back."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from engine.catalog.load import rules_folder
from engine.catalog.policy import LoadedPolicy, load_policy
from engine.cli.problems import UNUSABLE, report, stop_at_errors
from engine.escalate import Inferred, escalated
from engine.facts import Known, facts
from engine.inference.infer import infer
from engine.inference.process import Engine, EngineError
from engine.inference.program import Program
from engine.inference.translate import translate
from engine.lint.escalation import lint_rules
from engine.lint.rule_types import Written, types
from engine.model.diagnostic import Diagnostic, Place
from engine.model.finding import Report
from engine.model.history import PastFinding, Rectification
from engine.model.text import Lang
from engine.punctuality import submissions


def written(loaded: LoadedPolicy) -> list[Written]:
    """The rules of all files with their places."""
    return [Written(r, s.marks, ("rules", i)) for s in loaded.files for i, r in enumerate(s.rules)]


def problems_of(loaded: LoadedPolicy) -> list[Diagnostic]:
    """Everything that is wrong with the policy."""
    return [*loaded.problems, *lint_rules(written(loaded))]


def usable_policy(chosen: Path | None, lang: Lang) -> LoadedPolicy:
    """A policy without errors; ends the process otherwise."""
    loaded = load_policy(rules_folder(chosen))
    problems = problems_of(loaded)
    stop_at_errors(problems, lang)
    return loaded


def compiled(loaded: LoadedPolicy) -> Program:
    """The rules as both engines take them."""
    rules = written(loaded)
    return translate([w.rule for w in rules], types(rules))


def start(wanted: str | None, lang: Lang) -> Engine:
    """The engine's process, started early so that it loads while the rules are read."""
    try:
        return Engine(wanted)
    except EngineError as e:
        raise failed(e, None, lang) from e


def with_policy(
    result: Report,
    loaded: LoadedPolicy,
    program: Program,
    engine: Engine,
    past: Iterable[PastFinding],
    rectifications: Iterable[Rectification],
    day: date | None,
    due: tuple[int, int] | None,
    lang: Lang,
) -> Report:
    """The report with grades and dispositions; ends the process with exit code 2 when the engine fails."""
    owed = tuple(submissions(result.findings, due))
    known = Known(past=tuple(past), rectifications=tuple(rectifications), submissions=owed, day=day)
    given = list(facts(result, known))
    try:
        derived = infer(engine, program, (s.fact for s in given))
    except EngineError as e:
        raise failed(e, loaded, lang) from e
    rules = [w.rule for w in written(loaded)]
    run = result.run.model_copy(update={"policy": loaded.sources, "policy_sha256": loaded.sha256})
    return escalated(result.model_copy(update={"run": run}), Inferred.of(rules, given, derived))


def failed(error: EngineError, loaded: LoadedPolicy | None, lang: Lang) -> SystemExit:
    """The diagnostic on stderr, and an exit code that is never that of a run."""
    place = Place(loaded.sources[-1] if loaded else "check run")
    code = "E620" if error.usable else "E621"
    report([Diagnostic.of(code, place, engine=error.name, why=error.why)], lang)
    return SystemExit(UNUSABLE)
