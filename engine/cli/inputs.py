"""Rules and statistics for a command: loaded and linted, or every diagnostic on stderr and an end with exit code 2."""

from collections.abc import Sequence
from os.path import realpath
from pathlib import Path
from typing import NamedTuple

import click

from engine.capped import capped
from engine.catalog.layouts import load_layouts
from engine.catalog.load import Loaded, load, rules_folder
from engine.catalog.shipped import given, shipped, shown
from engine.cli.inboxes import inbox_folder
from engine.cli.problems import stop_at_errors
from engine.files import is_inbox
from engine.intake.statistics import Intake
from engine.intake.statistics import load as load_statistics
from engine.lint import lint, lint_observations
from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic
from engine.model.layout import Layout
from engine.model.office import Office
from engine.model.text import Lang, Text, listed


def usable_rules(chosen: Path | None, lang: Lang, *, tasks: bool = True) -> tuple[Catalog, Loaded, list[Diagnostic]]:
    """Loaded and linted rules with their warnings; ends the process when there are errors."""
    loaded = load(rules_folder(chosen), tasks=tasks)
    problems = list(loaded.problems) + (list(lint(loaded.catalog)) if loaded.catalog else [])
    stop_at_errors(problems, lang)
    assert loaded.catalog is not None  # noqa: S101  it is missing only with errors
    return loaded.catalog, loaded, problems


STATISTICS = Path("statistics")


class Statistics(NamedTuple):
    """What was read, the names shown for it, whether it is or holds invented examples, and the warnings.

    `shipped` when nobody gave any figures: then they are the examples that come with the program.
    """

    intake: Intake
    names: tuple[str, ...]
    example: bool
    warnings: list[Diagnostic]
    shipped: bool


def usable_statistics(chosen: Sequence[Path], catalog: Catalog, office: Office, lang: Lang) -> Statistics:
    """The statistics asked for, else those at hand, else the shipped examples; ends the process when there are errors.

    Warnings about the shipped examples are left out: figures that a user's rules do not know are no fault of theirs.
    """
    own = list(chosen) or at_hand(office)
    paths = own or [shipped("statistics")]
    layouts, unsound = load_layouts()
    intake = read_statistics(paths, catalog, layouts, lang)
    found = [*unsound, *intake.problems, *lint_observations(catalog, intake.observations)]
    problems = list(capped(d for d in found if d.level != "info"))
    if notes := sum(d.level == "info" for d in found):
        click.echo(NOTES.fill({"n": notes}).say(lang), err=True)
    stop_at_errors(problems, lang)
    example = not own or any(EXAMPLE in o.source for o in intake.observations)
    return Statistics(intake, tuple(map(shown, paths)), example, problems if own else [], shipped=not own)


def at_hand(office: Office, inbox: Path | None = None) -> list[Path]:
    """./statistics and the inbox, where they are there."""
    folder = inbox_folder(inbox, office)
    return [*([STATISTICS] if STATISTICS.is_dir() else []), *([folder] if is_inbox(folder) else [])]


def read_statistics(paths: Sequence[Path], catalog: Catalog, layouts: Sequence[Layout], lang: Lang) -> Intake:
    """Files and folders of figures, inboxes among them; ends the process when an inbox is damaged."""
    inboxes = {realpath(p): p for p in reversed(paths) if is_inbox(p)}
    files = [(p, given(p)) for p in paths if not is_inbox(p)]
    intake = load_statistics(files, catalog.indicator_id, layouts)
    if inboxes:
        from engine.cli.accepted import with_accepted  # noqa: PLC0415  most runs read no inbox, which needs more

        intake = with_accepted(intake, reversed(inboxes.values()), lang)
    return intake


NOTES = Text(
    "读入时作了 {n} 处规整，用 check validate 查看。",
    "{n:thing was/things were} put right in reading; check validate shows them.",
)


EXAMPLE = "示例数据"
"""Word in the source column that marks an invented figure."""


def chosen_plans(catalog: Catalog, wanted: Sequence[str], lang: Lang) -> frozenset[str]:
    """Plan ids asked for, all when none; a usage error for an unknown one."""
    known = [e.plan.id for e in catalog.plans]
    unknown = [w for w in wanted if w not in known]
    if unknown:
        words = Text("没有计划“{a}”。现有：{b}。", "No plan '{a}'. There are: {b}.")
        raise click.UsageError(words.fill({"a": unknown[0], "b": listed(known)}).say(lang))
    return frozenset(wanted or known)
