"""PLAN/ID on the command line → the subject that is meant, or a usage error that says what there is."""

from difflib import get_close_matches

import click

from engine.evaluate import subjects
from engine.model.catalog import Catalog
from engine.model.text import Lang, Text
from engine.subject import Subject

UNKNOWN = Text(
    "没有承诺事项“{name}”。{hint}用 check list 查看全部编号。",
    "No commitment '{name}'. {hint}check list shows all ids.",
)
CLOSE = Text("是否应为“{name}”？", "Did you mean '{name}'? ")
NOT_JUDGED = Text(
    "“{name}”不在“{place}”考核，只在：{places}。", "'{name}' is not judged in '{place}', only in: {places}."
)


def commitment_argument(*, required: bool = True) -> click.Argument:
    """PLAN/ID."""
    return click.Argument(["commitment"], metavar="PLAN/ID", required=required)


def jurisdiction_option(lang: Lang) -> click.Option:
    """--jurisdiction NAME."""
    words = Text(
        "地区（默认计划所在地区；分解到区县的目标可指定区县）",
        "Jurisdiction (default the plan's; a district for a target split among districts)",
    )
    return click.Option(["--jurisdiction"], metavar="NAME", help=words.say(lang))


def chosen_subject(catalog: Catalog, name: str, year: int, jurisdiction: str | None, lang: Lang) -> Subject:
    """The subject named; click.UsageError otherwise."""
    known = {f"{e.plan.id}/{c.id}": e for e in catalog.plans for c in e.commitments}
    if name not in known:
        close = get_close_matches(name, known, n=1)
        hint = CLOSE.fill({"name": close[0]}) if close else Text("", "")
        raise click.UsageError(UNKNOWN.fill({"name": name, "hint": hint}).say(lang))
    of_this = [s for s in subjects(catalog, known[name], year) if f"{s.plan.id}/{s.commitment.id}" == name]
    place = catalog.place(jurisdiction) if jurisdiction else of_this[0].jurisdiction
    for subject in of_this:
        if subject.jurisdiction == place:
            return subject
    places = "、".join(s.jurisdiction for s in of_this)
    raise click.UsageError(NOT_JUDGED.fill({"name": name, "place": place, "places": places}).say(lang))
