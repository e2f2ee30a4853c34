"""Submitted files held against the rules: read, checked, and reported; what `validate` and `accept` share."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import engine
from engine.capped import capped
from engine.catalog.layouts import load_layouts
from engine.catalog.shipped import given
from engine.checking import check
from engine.cli.checks import PreparedChecks, usable_checks
from engine.cli.inputs import at_hand, read_statistics, usable_rules
from engine.cli.problems import stop_at_errors
from engine.cli.senders import registered
from engine.form_differences import returned
from engine.intake.reading import short
from engine.intake.statistics import Intake, load
from engine.lint import lint_observations
from engine.lint.figures import SAID_BY
from engine.model.catalog import Catalog
from engine.model.check import Check
from engine.model.diagnostic import Diagnostic, Place, errors
from engine.model.form import Addressed
from engine.model.layout import Layout
from engine.model.observation import Observation
from engine.model.office import Office
from engine.model.submission import Submission
from engine.model.text import Lang, Text
from engine.model.validation import Validation
from engine.receipt import days_said, stamped
from engine.validation import HeldAgainst, validation

ADDRESSED: Mapping[Addressed, Text] = {"unit": Text("单位", "unit"), "jurisdiction": Text("地区", "jurisdiction")}


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
    received: date | None = None,
    unit: str = "",
) -> Validated:
    """Read and check; ends the process with exit code 2 when the rules, checks or layouts have errors.

    Figures are compared with those of `earlier`, else with those at hand. They get the day `received`, and those
    of tables the reporter `unit`, before they are checked; then, without `year`, all files' own year is asked for.
    """
    catalog, loaded, _ = usable_rules(rules, lang, tasks=False)
    checks = usable_checks(rules, lang)
    layouts = _usable_layouts(lang)
    intake = load([(p, given(p)) for p in paths], catalog.indicator_id, layouts)
    days = list(days_said(intake.observations, received))
    intake = _stamped(intake, received, registered(unit, catalog, lang) if unit else "")
    asked = year or (_year(intake) if received else None)
    checked = {p.resolve() for p in paths}
    compared = [*earlier] or [p for p in at_hand(loaded.office, inbox) if p.resolve() not in checked]
    before = _before(intake, compared, catalog, layouts, lang)
    if earlier:
        stop_at_errors(before.problems, lang)
    problems = [
        *days,
        *_unread(before.problems),
        *_problems(catalog, loaded.office, checks, intake, asked, before.observations),
        *(d for f in intake.files for d in returned(catalog, f, loaded.sha256)),
    ]
    found = sorted(capped(problems), key=lambda d: d.order)
    held = tuple(c for c, _ in checks.compiled)
    against = HeldAgainst(
        tool=f"target-check {engine.__version__}",
        year=asked,
        rules=loaded.folder,
        rules_sha256=loaded.sha256,
        checks=tuple(c.id for c in held),
    )
    return Validated(catalog, held, intake.files, tuple(found), validation(against, intake.files, found))


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
    return [*found, *_of_files(catalog, intake, year, {d.place.file for d in errors(found)})]


def _of_files(catalog: Catalog, intake: Intake, year: int | None, wrong: Collection[str]) -> Iterator[Diagnostic]:
    """Files without a figure, unless they are wrong already, and forms of nobody or of another year than asked for."""
    registered: Mapping[Addressed, Container[str]] = {"unit": catalog.department, "jurisdiction": catalog.places}
    for f in intake.files:
        if f.form and f.form.name not in registered[f.form.addressed]:
            yield Diagnostic.of("S449", Place(f.file), what=ADDRESSED[f.form.addressed], name=short(f.form.name))
        if f.form and year and f.form.year != year:
            yield Diagnostic.of("S442", Place(f.file), form=f.form.year, asked=year)
        elif not f.observations and f.file not in wrong:
            yield Diagnostic.of("S440", Place(f.file))
        elif f.observations and all(o.state == "missing" for o in f.observations):
            yield Diagnostic.of("S443", Place(f.file))


def _stamped(intake: Intake, received: date | None, reporter: str) -> Intake:
    """What was read, with the day of receipt at every figure, and its reporter where only that is known."""
    if received is None:
        return intake
    files = [
        f._replace(observations=stamped(f.observations, received, "" if f.form else reporter)) for f in intake.files
    ]
    return intake._replace(files=tuple(files))


def _year(intake: Intake) -> int | None:
    """The one year that all files are of."""
    years = {f.year for f in intake.files}
    return years.pop() if len(years) == 1 else None


def _usable_layouts(lang: Lang) -> tuple[Layout, ...]:
    """Layouts of other people's tables; ends the process when one has errors."""
    layouts, problems = load_layouts()
    stop_at_errors(problems, lang)
    return layouts


def _before(intake: Intake, paths: Iterable[Path], catalog: Catalog, layouts: Sequence[Layout], lang: Lang) -> Intake:
    """Earlier figures, without the files that are being checked."""
    own = {f.sha256 for f in intake.files}
    found = read_statistics(list(paths), catalog, layouts, lang)
    same = {f.file for f in found.files if f.sha256 in own}
    return found._replace(
        files=tuple(f for f in found.files if f.sha256 not in own),
        problems=tuple(d for d in found.problems if d.place.file not in same),
    )


def _unread(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What was at hand to compare with and has errors: said once for each file, for nobody asked for it."""
    wrong: dict[str, list[Diagnostic]] = {}
    for d in errors(problems):
        wrong.setdefault(d.place.file, []).append(d)
    for file, found in wrong.items():
        first = min(found, key=lambda d: d.order)
        yield Diagnostic.of("S473", Place(file), n=len(found), first=first.code)
