"""Files on their way into the inbox: who reports them, why one is refused, and the receipt of one that is stored."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from engine.catalog.validate import nearest
from engine.cli.clock import stamp
from engine.inbox.offer import Offer, Taken
from engine.model.acceptance import Receipt, Refusal
from engine.model.catalog import Catalog
from engine.model.day import BEIJING, FIRST_YEAR, LAST_YEAR, late_days
from engine.model.submission import Submission
from engine.model.text import Lang, Text
from engine.revision import changes

NO_TIME = Text("收到的年份 {year} 不可能。", "Nothing can be received in the year {year}.")
NO_UNIT = Text("“{name}”没有登记为单位或地区。{hint}", "'{name}' is no registered unit or jurisdiction. {hint}")


def received(given: datetime | None, lang: Lang) -> datetime:
    """The moment of receipt in Beijing; a usage error for a year that no figure can be of."""
    at = stamp(given)
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise click.UsageError(NO_TIME.fill({"year": at.year}).say(lang))
    return at.astimezone(BEIJING)


def registered(name: str, catalog: Catalog, lang: Lang) -> str:
    """Registered name of the unit or jurisdiction; a usage error when there is none."""
    places = {e.plan.jurisdiction: e.plan.jurisdiction for e in catalog.plans} | dict(catalog.jurisdiction)
    known = places | dict(catalog.department)
    if name not in known:
        raise click.UsageError(NO_UNIT.fill({"name": name, "hint": nearest(name, list(known))}).say(lang))
    return known[name]


OTHER_UNIT = Text("填报表是发给{form}的，不是{unit}。", "The form is that of {form}, not of {unit}.")


def strangers(submissions: Iterable[Submission], unit: str) -> tuple[Refusal, ...]:
    """Forms of another unit than the one named."""
    forms = [(s, s.form) for s in submissions if s.form]
    return tuple(
        _refusal(s.file, OTHER_UNIT.fill({"form": form.name, "unit": unit}))
        for s, form in forms
        if unit and form.name != unit
    )


def offer(path: Path, submission: Submission, unit: str, year: int | None, at: datetime) -> Offer:
    """A file as it goes in: its figures say who reported them and, unless the file does, when.

    Without a form or a unit named, the file's reporter is the one that all its figures name.
    """
    declared = {o.reporter for o in submission.observations}
    name = submission.form.name if submission.form else unit or (declared.pop() if len(declared) == 1 else "")
    figures = tuple(
        o._replace(reporter=o.reporter or name, received=o.received or at.date()) for o in submission.observations
    )
    return Offer(path, submission._replace(observations=figures), name, year)


CUTS = Text(
    "只重报了第 {numbers} 号报送的一部分数，其余会丢失。请报全部数；确要取代，加 --replace。",
    "It reports only some of the figures of submission {numbers} again; the rest would be lost. Report all of them, or add --replace.",  # noqa: E501
)
TWICE = Text(
    "与同时报来的另一份文件是同一报表或有相同的数，分不清先后。请分两次收。",
    "It fills the same form or holds the same figures as another file of this call; accept them one after the other.",
)


def refusals(taken: Taken) -> list[Refusal]:
    """Why a sound file was not stored."""
    reasons = []
    if taken.within:
        reasons.append(TWICE)
    elif taken.partly:
        reasons.append(CUTS.fill({"numbers": "、".join(map(str, taken.partly))}))
    return [_refusal(taken.offer.submission.file, text) for text in reasons]


def _refusal(file: str, text: Text) -> Refusal:
    return Refusal(file=file, why=text.zh, why_en=text.en)


def receipt(taken: Taken, due: tuple[int, int] | None) -> Receipt:
    """What the sender gets."""
    entry, submission = taken.entry, taken.offer.submission
    return Receipt(
        number=entry.number,
        new=taken.new,
        name=entry.name,
        sha256=entry.sha256,
        hash=entry.hash,
        unit=entry.unit,
        form=entry.form,
        year=entry.year,
        received_at=entry.received_at.isoformat(),
        figures=entry.figures,
        notes=sum(p.level != "error" for p in submission.problems),
        late_days=late_days(entry.year, entry.day, due),
        replaces=entry.replaces,
        changes=changes(taken.before, submission.observations) if taken.new and entry.replaces else (),
    )
