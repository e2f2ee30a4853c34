"""A form that came back, held against what it asked for: rows deleted or added, units changed, other rules."""

from collections.abc import Iterator, Mapping, Sequence

from engine.forms import rows_of
from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic, Place, errors
from engine.model.form_layout import DATA_SHEET, HEADER_ROW
from engine.model.observation import Observation
from engine.model.submission import Submission
from engine.written import Scale

Key = tuple[str, str]
"""Indicator and registered name of the jurisdiction."""


def returned(catalog: Catalog, submission: Submission, rules_sha256: str) -> Iterator[Diagnostic]:
    """What differs from the form as it was sent out; nothing for what is no form of ours.

    Rows that the rules of today no longer ask for may be gone.
    """
    mark = submission.form
    if mark is None:
        return
    given = {(g.indicator, catalog.place(g.jurisdiction)): g.unit for g in submission.given}
    found = {(o.indicator, catalog.place(o.jurisdiction)): o for o in submission.observations}
    sheet = Place(submission.file, 0, 0, _sheet(submission))
    if mark.rules_sha256 != rules_sha256:
        yield Diagnostic.of("N428", sheet)
    if found or not errors(submission.problems):  # else the table was not read at all
        lines = {key: o.place.line for key, o in found.items()}
        yield from _lacking(catalog, list(given), set(rows_of(catalog, mark)), lines, submission, sheet)
    for key, o in found.items():
        if o.year == mark.year:
            yield from _other(catalog, key, o, given)


def _sheet(submission: Submission) -> str:
    """The sheet of figures, in whichever language it was made."""
    places = [*(o.place for o in submission.observations), *(d.place for d in submission.problems)]
    return next((p.sheet for p in places if p.sheet in DATA_SHEET), DATA_SHEET.zh)


def _lacking(
    catalog: Catalog,
    given: Sequence[Key],
    needed: set[Key],
    lines: Mapping[Key, int],
    submission: Submission,
    sheet: Place,
) -> Iterator[Diagnostic]:
    """Rows that are gone; one that is there but cannot be read has an error of its own, between the same neighbours."""
    unread = {d.place.line for d in errors(submission.problems)} - set(lines.values())
    for n, (indicator, place) in enumerate(given):
        if (indicator, place) in lines or (indicator, place) not in needed:
            continue
        before = max((lines[key] for key in given[:n] if key in lines), default=HEADER_ROW)
        after = min((lines[key] for key in given[n + 1 :] if key in lines), default=None)
        if any(before < line and (after is None or line < after) for line in unread):
            continue
        name, row = catalog.indicator[indicator].name, HEADER_ROW + 1 + n
        yield Diagnostic.of("S444", sheet, indicator=indicator, name=name, jurisdiction=place, row=row)


def _same(scale: Scale, unit: str, other: str) -> bool:
    """Whether a figure is the same number in both units: 家 and 个 where the registry says so."""
    return scale.factor(unit) is not None and scale.factor(unit) == scale.factor(other)


def _other(catalog: Catalog, key: Key, o: Observation, given: Mapping[Key, str]) -> Iterator[Diagnostic]:
    """A row that the form never had, or one whose unit was changed: 家 made 万家 is 10,000 times as much.

    One of an indicator that is not registered has an error of its own.
    """
    registered = catalog.indicator.get(o.indicator)
    if registered is None:
        return
    if key not in given:
        yield Diagnostic.of("S445", o.place, name=registered.name, jurisdiction=key[1])._replace(raw=o.written)
    elif o.unit != given[key] and not _same(Scale(registered), o.unit, given[key]):
        fields = {"name": registered.name, "unit": o.unit, "expected": given[key]}
        yield Diagnostic.of("S451", o.place, **fields)._replace(raw=o.unit)
