"""`check accept`: sound files go into the inbox with a receipt; with one that is not, none does."""

from datetime import datetime
from pathlib import Path

import click

from engine.catalog.validate import nearest
from engine.cli.clock import SHANGHAI, moment, stamp
from engine.cli.inboxes import inbox_errors, inbox_folder, inbox_option
from engine.cli.inputs import report
from engine.cli.ledgers import usable_office
from engine.cli.options import FIRST_YEAR, LAST_YEAR, format_option, rules_option
from engine.cli.output import put
from engine.cli.screen import columns
from engine.cli.speaking import Speaking
from engine.cli.validating import Validated, validated
from engine.files import readable
from engine.inbox.store import Circumstances, Offer, Taken, store
from engine.model.acceptance import Acceptance, Receipt, Refusal
from engine.model.catalog import Catalog
from engine.model.submission import Submission
from engine.model.text import Lang, Text
from engine.receipt import changes, late_days
from engine.render.acceptance import render

NO_UNIT = Text("“{name}”没有登记为单位或地区。{hint}", "'{name}' is no registered unit or jurisdiction. {hint}")


def command(lang: Lang) -> Speaking:
    """The command in one language."""
    unit = Text(
        "报送单位或地区（填报表自己写明，不必指定）", "Unit or jurisdiction that reports; a form says so itself"
    )
    year = Text("填报年度（填报表自己写明，不必指定）", "Year reported; a form says so itself")
    received = Text("收到的日期或时刻（默认此刻）", "Day or moment of receipt (default now)")
    replace = Text(
        "同一单位只重报了以前某份报送的一部分时，仍以新文件取代它",
        "Replace an earlier file of the same unit even though only some of its figures are reported again",
    )
    return Speaking(
        "accept",
        callback=lambda **options: run(lang=lang, **options),
        params=[
            click.Argument(
                ["files"],
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                metavar="FILE...",
                nargs=-1,
                required=True,
            ),
            inbox_option(lang),
            moment(lang, "--received-at", received),
            click.Option(["--unit"], metavar="NAME", help=unit.say(lang)),
            click.Option(["--year"], type=click.IntRange(FIRST_YEAR, LAST_YEAR), help=year.say(lang)),
            click.Option(["--replace"], is_flag=True, help=replace.say(lang)),
            rules_option(lang),
            format_option(lang),
        ],
    )


def run(
    lang: Lang,
    files: tuple[Path, ...],
    inbox: Path | None,
    received_at: datetime | None,
    unit: str | None,
    year: int | None,
    replace: bool,
    rules: Path | None,
    output_format: str,
) -> int:
    """Print receipts; 0 stored, 1 nothing stored for a fault of the files, 2 for one of the inbox."""
    office = usable_office(rules, lang)
    folder = inbox_folder(inbox, office)
    found = validated(files, rules, year, lang)
    reporter = _registered(unit, found.catalog, lang) if unit else ""
    result = Acceptance(inbox=readable(folder), stored=(), refused=_strangers(found, reporter), validation=found.report)
    if output_format == "text":
        report(found.problems, lang)
    if not result.exit_code:
        at = stamp(received_at).astimezone(SHANGHAI)
        with inbox_errors(lang):
            offers = [_offer(path, s, reporter, year, at) for path, s in _paired(files, found.submissions)]
            taken = store(folder, offers, Circumstances(at, found.report.tool, found.report.rules_sha256, replace))
        refused = tuple(r for t in taken for r in _refusals(t))
        stored = () if refused else tuple(_receipt(t, office.figures_due) for t in taken)
        result = result.model_copy(update={"stored": stored, "refused": refused})
    put(output_format, result, render(result, lang, columns()))
    return result.exit_code


def _registered(name: str, catalog: Catalog, lang: Lang) -> str:
    """Registered name of the unit or jurisdiction; a usage error when there is none."""
    places = {e.plan.jurisdiction: e.plan.jurisdiction for e in catalog.plans} | dict(catalog.jurisdiction)
    known = places | dict(catalog.department)
    if name not in known:
        raise click.UsageError(NO_UNIT.fill({"name": name, "hint": nearest(name, list(known))}).say(lang))
    return known[name]


OTHER_UNIT = Text("填报表是发给{form}的，不是{unit}。", "The form is that of {form}, not of {unit}.")


def _strangers(found: Validated, unit: str) -> tuple[Refusal, ...]:
    """Forms of another unit than the one named."""
    forms = [(s, s.form) for s in found.submissions if s.form]
    return tuple(
        _refusal(s.file, OTHER_UNIT.fill({"form": form.name, "unit": unit}))
        for s, form in forms
        if unit and form.name != unit
    )


def _paired(files: tuple[Path, ...], submissions: tuple[Submission, ...]) -> list[tuple[Path, Submission]]:
    """Each submission with the path that it was read from."""
    return list(zip(files, submissions, strict=True))


def _offer(path: Path, submission: Submission, unit: str, year: int | None, at: datetime) -> Offer:
    """A file as it goes in: its figures say who reported them and, unless the file does, when."""
    name = submission.form.name if submission.form else unit
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


def _refusals(taken: Taken) -> list[Refusal]:
    """Why a sound file was not stored."""
    reasons = []
    if taken.within:
        reasons.append(TWICE)
    elif taken.partly:
        reasons.append(CUTS.fill({"numbers": "、".join(map(str, taken.partly))}))
    return [_refusal(taken.offer.submission.file, text) for text in reasons]


def _refusal(file: str, text: Text) -> Refusal:
    return Refusal(file=file, why=text.zh, why_en=text.en)


def _receipt(taken: Taken, due: tuple[int, int] | None) -> Receipt:
    """What the sender gets."""
    entry, submission = taken.entry, taken.offer.submission
    return Receipt(
        number=entry.number,
        new=taken.new,
        name=entry.name,
        sha256=entry.sha256,
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
