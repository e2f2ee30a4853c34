"""Who has reported the figures of a year, who has not, and who is late: forms asked for against what was accepted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from engine.model.day import due_day, late_days
from engine.model.form import Form
from engine.model.inbox import Entry, before, standing
from engine.model.observation import Observation
from engine.model.reporting import Reported, Reporting, UnitReport

Cell = tuple[str, str]
"""Indicator and jurisdiction of a figure that a form asks for."""


class Held(NamedTuple):
    """The log up to the day asked for, the figures of those that stand by their numbers, and what places are called."""

    entries: Sequence[Entry]
    figures: Mapping[int, Sequence[Observation]]
    place: Callable[[str], str]


class Asked(NamedTuple):
    """The year, the day that it is looked at on, and month and day of the following year by which figures are due."""

    year: int
    as_of: date
    due: tuple[int, int] | None


def until(entries: Iterable[Entry], day: date) -> list[Entry]:
    """The log as it stood at the end of a day."""
    return [e for e in entries if e.day <= day]


def reporting(expected: Iterable[Form], held: Held, asked: Asked, inbox: str) -> Reporting:
    """Every addressee in the order given, and how many there are of each kind."""
    stood = [(e, _answered(held, e, asked.year)) for e in standing(held.entries)]
    units, used = [], set()
    for form in expected:
        own = [(e, cells) for e, cells in stood if _is_from(form, e, cells, asked.year)]
        used |= {e.number for e, _ in own}
        units.append(_unit(form, own, held, asked))
    counts = {state: sum(u.state == state for u in units) for state in Reported}
    return Reporting(
        inbox=inbox,
        year=asked.year,
        as_of=asked.as_of,
        due=due_day(asked.year, asked.due),
        units=tuple(units),
        counts=counts,
        asked=sum(u.asked for u in units),
        filled=sum(u.filled for u in units),
        others=tuple(e.number for e, cells in stood if cells and e.number not in used),
    )


def _answered(held: Held, entry: Entry, year: int) -> set[Cell]:
    """What a submission gives a figure or '-' for."""
    found = held.figures[entry.number]
    return {(o.indicator, held.place(o.jurisdiction)) for o in found if o.year == year and o.state != "missing"}


def _is_from(form: Form, entry: Entry, cells: set[Cell], year: int) -> bool:
    """Whether a submission answers a form: it fills it in, or its unit reports figures of the year in another file."""
    if entry.form:
        return entry.form == form.mark.id
    return entry.unit == form.mark.name and (entry.year == year or bool(cells))


def _unit(form: Form, own: list[tuple[Entry, set[Cell]]], held: Held, asked: Asked) -> UnitReport:
    """One addressee."""
    wanted = {(row.indicator, held.place(row.jurisdiction)) for row in form.rows}
    answered = {cell for _, cells in own for cell in cells}
    earlier = {e.number: e for entry, _ in own for e in before(held.entries, entry)}
    days = sorted(e.day for e in (*earlier.values(), *(e for e, _ in own)))
    due = due_day(asked.year, asked.due)
    decisive = days[0] if days else asked.as_of
    late = late_days(asked.year, decisive, asked.due) or 0
    return UnitReport(
        reporter=form.mark.name,
        addressed=form.mark.addressed,
        form=form.mark.id,
        state=STATES[bool(days), bool(late), bool(earlier)],
        asked=len(wanted),
        filled=len(wanted & answered),
        first=days[0] if days else None,
        latest=days[-1] if days else None,
        submissions=tuple(e.number for e, _ in own),
        revisions=len(earlier),
        late_days=late,
        revised_after_due=bool(earlier and due and days[-1] > due),
    )


STATES = {
    (True, False, False): Reported.REPORTED,
    (True, False, True): Reported.REVISED,
    (True, True, False): Reported.LATE,
    (True, True, True): Reported.LATE,
    (False, False, False): Reported.AWAITED,
    (False, True, False): Reported.OVERDUE,
}
"""Whether it reported, whether after the deadline, whether it revised → how it stands."""
