"""Submitted files held against the rules: read, checked, and reported; what `validate` and `accept` share."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import engine
from engine.catalog.layouts import load_layouts
from engine.catalog.shipped import shown
from engine.checking import check
from engine.cli.checks import PreparedChecks, usable_checks
from engine.cli.inboxes import inbox_folder
from engine.cli.inputs import read_statistics, usable_rules
from engine.cli.problems import report, stop
from engine.files import is_folder, is_inbox
from engine.intake.statistics import Intake, load
from engine.lint import lint_observations
from engine.lint.figures import SAID_BY
from engine.model.catalog import Catalog
from engine.model.check import Check
from engine.model.diagnostic import Diagnostic, Place, errors
from engine.model.layout import Layout
from engine.model.observation import Observation
from engine.model.office import Office
from engine.model.submission import Submission
from engine.model.text import Lang
from engine.model.validation import Validation
from engine.validation import HeldAgainst, validation

STATISTICS = Path("statistics")


class Validated(NamedTuple):
    """The rules, every file as it was read, its diagnostics in order of file and place, and the report of them."""

    catalog: Catalog
    checks: tuple[Check, ...]
    submissions: tuple[Submission, ...]
    problems: tuple[Diagnostic, ...]
    report: Validation


def validated(
    paths: Sequence[Path],
    rules: Path | None,
    year: int | None,
    lang: Lang,
    earlier: Sequence[Path] = (),
    inbox: Path | None = None,
) -> Validated:
    """Read and check; ends the process with exit code 2 when the rules, checks or layouts have errors.

    Figures are compared with those of `earlier`, else with what the inbox and ./statistics hold.
    """
    catalog, loaded, _ = usable_rules(rules, lang, tasks=False)
    checks = usable_checks(rules, lang)
    layouts = _usable_layouts(lang)
    intake = load([(p, shown(p)) for p in paths], catalog.indicator_id, layouts)
    before = _before(intake, [*earlier] or _at_hand(paths, loaded.office, inbox), catalog, layouts, lang)
    found = tuple(sorted(_problems(catalog, loaded.office, checks, intake, year, before), key=lambda d: d.order))
    against = HeldAgainst(
        tool=f"target-check {engine.__version__}",
        year=year,
        rules=loaded.folder,
        rules_sha256=loaded.sha256,
        checks=tuple(c.id for c, _ in checks.compiled),
    )
    held = tuple(c for c, _ in checks.compiled)
    return Validated(catalog, held, intake.files, found, validation(against, intake.files, found))


def _problems(
    catalog: Catalog,
    office: Office,
    checks: PreparedChecks,
    intake: Intake,
    year: int | None,
    before: Sequence[Observation],
) -> list[Diagnostic]:
    """Of reading, of the checks, and what would stop `check run` where no check has spoken."""
    forms = [(f.form, f.observations) for f in intake.files if f.form]
    figures = intake.observations
    found = [
        *intake.problems,
        *check(catalog, office, checks.compiled, figures, year=year, forms=forms, earlier=before),
    ]
    said = {(d.place, d.code) for d in found}
    guard = lint_observations(catalog, figures)
    found += [d for d in guard if not any((d.place, code) in said for code in SAID_BY[d.code])]
    wrong = {d.place.file for d in errors(found)}
    empty = [f.file for f in intake.files if not f.observations and f.file not in wrong]
    return [*found, *(Diagnostic.of("S440", Place(file)) for file in empty)]


def _usable_layouts(lang: Lang) -> tuple[Layout, ...]:
    """Layouts of other people's tables; ends the process when one has errors."""
    layouts, problems = load_layouts()
    if errors(problems):
        report(problems, lang)
        stop(lang, len(errors(problems)))
    return layouts


def _at_hand(paths: Sequence[Path], office: Office, inbox: Path | None) -> list[Path]:
    """The inbox and ./statistics where they are there, but not what is being checked itself."""
    checked = {p.resolve() for p in paths}
    found = [p for p in (inbox_folder(inbox, office),) if is_inbox(p)]
    found += [STATISTICS] if is_folder(STATISTICS) else []
    return [p for p in found if p.resolve() not in checked]


def _before(
    intake: Intake, paths: Iterable[Path], catalog: Catalog, layouts: Sequence[Layout], lang: Lang
) -> list[Observation]:
    """Earlier figures, without the files that are being checked."""
    own = {f.sha256 for f in intake.files}
    found = read_statistics(list(paths), catalog, layouts, lang).files
    return [o for f in found if f.sha256 not in own for o in f.observations]
