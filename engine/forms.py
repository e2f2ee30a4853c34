"""Who is asked for which figure of a year: forms for units and jurisdictions, from what they answer for."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from engine import words
from engine.criterion import deadline_of
from engine.evaluate import first_year, revision_of
from engine.gather import Shelf
from engine.model.catalog import Catalog, PlanEntry
from engine.model.form import Addressed, Form, FormMark, FormRow, form_id
from engine.model.plan import Commitment
from engine.model.registry import Indicator, Kind
from engine.model.target import Measure
from engine.model.text import Lang, Text
from engine.series import build

BEFORE = Text("{bound}{value}（{status}）", "{bound}{value} ({status})")
NOT_APPLICABLE = "-"


class Addressee(NamedTuple):
    """Whom a form goes to, by registered name."""

    addressed: Addressed
    name: str


class Question(NamedTuple):
    """One figure that a commitment needs: who answers for it, and which districts took on a part of it."""

    entry: PlanEntry
    indicator: Indicator
    home: str
    units: frozenset[str]
    districts: frozenset[str]


def questions(catalog: Catalog, year: int, plans: frozenset[str]) -> list[Question]:
    """Figures that the commitments of these plans need of a year, in order of plans and commitments."""
    return [
        Question(
            entry,
            indicator,
            catalog.place(entry.plan.jurisdiction),
            frozenset(catalog.department.get(name, name) for name in (*c.lead, *c.support)),
            frozenset(map(catalog.place, c.decomposition or {})),
        )
        for entry in catalog.plans
        if entry.plan.id in plans
        for c in entry.commitments
        if _judged(catalog, entry, c, year)
        for indicator in _needed(catalog, c)
    ]


def _judged(catalog: Catalog, entry: PlanEntry, c: Commitment, year: int) -> bool:
    """Whether a figure of the year bears on the commitment: from the plan's start to its end or a later deadline."""
    plan = entry.plan
    covered = first_year(plan) <= year <= max(plan.end, deadline_of(c, plan))
    return covered and revision_of(catalog, plan, c, year) is None


def _needed(catalog: Catalog, c: Commitment) -> list[Indicator]:
    """The commitment's indicator; for a ratio what stands above and below the line."""
    indicator = catalog.indicator[c.indicator]
    parts = [p for p in (indicator.numerator, indicator.denominator) if p]
    return [catalog.indicator[p] for p in parts] if c.measure is Measure.RATIO and parts else [indicator]


def addressees(catalog: Catalog, asked: Iterable[Question]) -> list[Addressee]:
    """Everyone who may be asked for something, in order of the registries; collective names are left out."""
    asked = list(asked)
    units = [Addressee("unit", d.name) for d in catalog.departments if not d.collective]
    districts = {d: None for q in asked for d in (*q.districts, *catalog.children.get(q.home, ()))}
    known = [j.name for j in catalog.jurisdictions if j.name in districts]
    others = sorted(districts.keys() - set(known))
    everyone = [*units, *(Addressee("jurisdiction", name) for name in (*known, *others))]
    return [a for a in everyone if any(True for _ in _figures(catalog, asked, a))]


def forms(
    catalog: Catalog,
    shelf: Shelf,
    year: int,
    asked: list[Question],
    whom: Iterable[Addressee],
    rules_sha256: str,
    lang: Lang,
) -> list[Form]:
    """A form for each addressee, without rows when nothing is asked of it; `asked` are the questions of the year."""
    answering = _answering(catalog, asked)
    return [_form(catalog, shelf, year, asked, a, answering, rules_sha256, lang) for a in whom]


def _answering(catalog: Catalog, asked: list[Question]) -> dict[tuple[str, str], list[str]]:
    """Everyone who is asked for a figure, collective names aside: several of them must agree on one number."""
    found: dict[tuple[str, str], list[str]] = {}
    for whom in addressees(catalog, asked):
        for figure in dict.fromkeys(_figures(catalog, asked, whom)):
            found.setdefault(figure, []).append(whom.name)
    return found


def rows_of(catalog: Catalog, mark: FormMark) -> list[tuple[str, str]]:
    """Indicator and jurisdiction of each row that a form of this mark has, in their order, as the rules are now."""
    asked = questions(catalog, mark.year, frozenset(mark.plans))
    return list(dict.fromkeys(_figures(catalog, asked, Addressee(mark.addressed, mark.name))))


def _form(
    catalog: Catalog,
    shelf: Shelf,
    year: int,
    asked: list[Question],
    whom: Addressee,
    answering: dict[tuple[str, str], list[str]],
    rules_sha256: str,
    lang: Lang,
) -> Form:
    """One form; each indicator and jurisdiction stands in it once."""
    found = dict.fromkeys(_figures(catalog, asked, whom))  # as rows_of() finds them again
    places = {place for _, place in found}
    rows = tuple(
        _row(catalog.indicator[i], place, shelf, year, lang)._replace(
            shared=tuple(name for name in answering.get((i, place), ()) if name != whom.name)
        )
        for i, place in found
    )
    homes = [q for q in asked if q.home in places or places & {*q.districts, *catalog.children.get(q.home, ())}]
    offices = tuple(dict.fromkeys(q.entry.plan.office or q.entry.plan.issuer for q in homes))
    plans = tuple(dict.fromkeys(q.entry.plan.id for q in asked))
    mark = FormMark(form_id(year, whom.addressed, whom.name), year, whom.addressed, whom.name, rules_sha256, plans)
    return Form(mark, rows, offices)


def _figures(catalog: Catalog, asked: list[Question], whom: Addressee) -> Iterator[tuple[str, str]]:
    """Indicator and jurisdiction of each figure asked of one addressee."""
    return ASKED_OF[whom.addressed](catalog, asked, whom.name)


def _of_unit(catalog: Catalog, asked: list[Question], unit: str) -> Iterator[tuple[str, str]]:
    """What a unit leads or supports, in the plan's jurisdiction; then the indicators that name it as their reporter."""
    yield from ((q.indicator.id, q.home) for q in asked if unit in q.units)
    for indicator in catalog.indicators:
        if unit in (catalog.department.get(name, name) for name in indicator.reported_by):
            yield from ((indicator.id, home) for home in _homes(asked, indicator, unit))


def _homes(asked: list[Question], indicator: Indicator, unit: str) -> list[str]:
    """Where an indicator is reported for: plans that need it, else those of the unit, else every plan of the year."""
    needing = [q.home for q in asked if q.indicator.id == indicator.id]
    naming = [q.home for q in asked if unit in q.units]
    return list(dict.fromkeys(needing or naming or [q.home for q in asked]))


def _of_jurisdiction(catalog: Catalog, asked: list[Question], place: str) -> Iterator[tuple[str, str]]:
    """What a district took on a part of, and the counts of the place it lies in, for districts add up to it."""
    for q in asked:
        counted = q.indicator.kind is not Kind.RATE and place in catalog.children.get(q.home, ())
        if counted or place in q.districts:
            yield q.indicator.id, place


ASKED_OF: dict[Addressed, Callable[[Catalog, list[Question], str], Iterator[tuple[str, str]]]] = {
    "unit": _of_unit,
    "jurisdiction": _of_jurisdiction,
}


def _row(indicator: Indicator, place: str, shelf: Shelf, year: int, lang: Lang) -> FormRow:
    """One figure asked for, with last year's."""
    return FormRow(
        indicator=indicator.id,
        name=indicator.name,
        definition=indicator.definition,
        unit=indicator.unit,
        jurisdiction=place,
        before=_before(indicator, place, shelf, year - 1, lang),
        whole_numbers=indicator.whole,
        minimum=indicator.minimum,
        maximum=indicator.maximum,
    )


def _before(indicator: Indicator, place: str, shelf: Shelf, year: int, lang: Lang) -> str:
    """The place's own figure of a year with its bound and status; '-' where it said so, empty when there is none."""
    figure = build(indicator, shelf.observations(indicator.id, place)).get(year)
    if figure is None or figure.value is None:
        return NOT_APPLICABLE if figure and figure.state == "not_applicable" else ""
    observation = figure.observations[0]
    fields = {
        "bound": words.BOUND_WORDS[observation.bound],
        "value": words.number(figure.value, indicator.unit),
        "status": words.STATUS_WORDS[observation.status.word],
    }
    return BEFORE.fill(fields).say(lang)
