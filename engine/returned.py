"""A form that came back, held against what it asked for: rows deleted or added, units changed, other rules."""

from collections.abc import Iterator

from engine.forms import rows_of
from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic, Place, errors
from engine.model.form import FormMark
from engine.model.form_layout import DATA_SHEET, HEADER_ROW
from engine.model.observation import Observation
from engine.model.submission import Submission

Key = tuple[str, str]
"""Indicator and registered name of the jurisdiction."""


def returned(catalog: Catalog, submission: Submission, rules_sha256: str) -> Iterator[Diagnostic]:
    """What differs from the form as the rules make it today; nothing for what is no form of ours."""
    mark = submission.form
    if mark is None:
        return
    asked = rows_of(catalog, mark)
    found = {(o.indicator, catalog.place(o.jurisdiction)): o for o in submission.observations}
    changed = mark.rules_sha256 != rules_sha256
    sheet = Place(submission.file, 0, 0, _sheet(submission))
    if changed:
        yield Diagnostic.of("N428", sheet)
    yield from _lacking(catalog, asked, {key: o.place.line for key, o in found.items()}, submission, sheet)
    if not changed:  # another version of the rules may well have asked for it
        yield from _added(catalog, mark, found, asked)
        yield from _other_units(catalog, found)


def _sheet(submission: Submission) -> str:
    """The sheet of figures, in whichever language it was made."""
    places = [*(o.place for o in submission.observations), *(d.place for d in submission.problems)]
    return next((p.sheet for p in places if p.sheet in DATA_SHEET), DATA_SHEET.zh)


def _lacking(
    catalog: Catalog, asked: list[Key], lines: dict[Key, int], submission: Submission, sheet: Place
) -> Iterator[Diagnostic]:
    """Rows that are gone; one that is there but cannot be read has an error of its own, between the same neighbours."""
    unread = {d.place.line for d in errors(submission.problems)} - set(lines.values())
    for n, (indicator, place) in enumerate(asked):
        if (indicator, place) in lines:
            continue
        before = max((lines[key] for key in asked[:n] if key in lines), default=HEADER_ROW)
        after = min((lines[key] for key in asked[n + 1 :] if key in lines), default=None)
        if any(before < line and (after is None or line < after) for line in unread):
            continue
        name, row = catalog.indicator[indicator].name, HEADER_ROW + 1 + n
        yield Diagnostic.of("S444", sheet, indicator=indicator, name=name, jurisdiction=place, row=row)


def _added(catalog: Catalog, mark: FormMark, found: dict[Key, Observation], asked: list[Key]) -> Iterator[Diagnostic]:
    """Rows that the form never had; one of a name that is not registered has an error of its own."""
    for (indicator, place), o in found.items():
        registered = catalog.indicator.get(indicator)
        if registered and (indicator, place) not in asked and o.year == mark.year:
            yield Diagnostic.of("S445", o.place, name=registered.name, jurisdiction=place)._replace(raw=o.written)


def _other_units(catalog: Catalog, found: dict[Key, Observation]) -> Iterator[Diagnostic]:
    """Rows whose unit is no longer the one that the form gave: 家 made 万家 is a figure 10,000 times as large."""
    for (indicator, _), o in found.items():
        registered = catalog.indicator.get(indicator)
        if registered and o.unit != registered.unit:
            fields = {"name": registered.name, "unit": o.unit, "expected": registered.unit}
            yield Diagnostic.of("S451", o.place, **fields)._replace(raw=o.unit)
