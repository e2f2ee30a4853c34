"""Who has reported, who has not, who is late: by the day of the first report, the deadline and the day looked at."""

from collections.abc import Iterable
from datetime import date
from itertools import permutations

import pytest
from inbox_kit import UNIT, figure, mark, moment

from engine.chain import GENESIS
from engine.model.day import due_day, late_days
from engine.model.form import Form, FormMark, FormRow
from engine.model.inbox import Entry
from engine.model.observation import Observation
from engine.model.reporting import Reported, Reporting, UnitReport
from engine.reporting_status import Asked, Held, reporting, until

DUE = (3, 31)


def entry(
    number: int, at: str, form: FormMark | None = None, replaces: tuple[int, ...] = (), unit: str = UNIT
) -> Entry:
    return Entry(
        number=number,
        sha256="0" * 64,
        suffix="",
        name="a.csv",
        received_at=moment(f"{at}T23:59:59"),
        unit=form.name if form else unit,
        form=form.id if form else None,
        addressed="unit" if form else None,
        year=form.year if form else None,
        figures=1,
        observations="0" * 64,
        replaces=replaces,
        tool="",
        rules_sha256="",
        previous=GENESIS,
        hash=GENESIS,
    )


def form(unit: str = UNIT, year: int = 2024, indicators: Iterable[str] = ("science-bases",)) -> Form:
    rows = (FormRow(i, i, "", "家", "示例市", "", whole_numbers=True, minimum=None, maximum=None) for i in indicators)
    return Form(mark(unit, year), tuple(rows))


def looked(
    entries: list[Entry],
    as_of: str,
    forms: Iterable[Form] = (),
    due: tuple[int, int] | None = DUE,
    figures: Iterable[Observation] = (),
    year: int = 2024,
) -> Reporting:
    """The year as it looks on a day; every submission holds the same figures."""
    asked = Asked(year, date.fromisoformat(as_of), due)
    found = tuple(figures) or (figure(year=year),)
    figures_of = {e.number: found for e in entries}
    held = Held(until(entries, asked.as_of), figures_of, lambda name: name.replace("本市", "示例市"))
    return reporting(tuple(forms) or (form(year=year),), held, asked, "inbox")


def only(found: Reporting) -> UnitReport:
    assert len(found.units) == 1
    return found.units[0]


STATES = {
    "nothing yet, before the deadline": ([], "2025-03-31", Reported.AWAITED, 0),
    "nothing, a day after it": ([], "2025-04-01", Reported.OVERDUE, 1),
    "on the last day": (["2025-03-31"], "2025-05-01", Reported.REPORTED, 0),
    "a day late": (["2025-04-01"], "2025-05-01", Reported.LATE, 1),
    "not yet on the day looked at": (["2025-04-01"], "2025-03-31", Reported.AWAITED, 0),
    "revised in time": (["2025-03-01", "2025-03-02"], "2025-05-01", Reported.REVISED, 0),
    "in time, revised afterwards": (["2025-03-01", "2025-06-01"], "2025-07-01", Reported.REVISED, 0),
    "late and revised": (["2025-04-10", "2025-06-01"], "2025-07-01", Reported.LATE, 10),
}


@pytest.mark.parametrize(("days", "as_of", "state", "late"), STATES.values(), ids=STATES)
def test_state(days: list[str], as_of: str, state: Reported, late: int) -> None:
    entries = [entry(n, day, mark(), (n - 1,) if n > 1 else ()) for n, day in enumerate(days, start=1)]
    found = looked(entries, as_of)
    unit = only(found)
    assert (unit.state, unit.late_days) == (state, late)
    assert found.counts == {s: int(s is state) for s in Reported}
    assert unit.revised_after_due == (len(days) > 1 and days[-1] > "2025-03-31" and as_of > days[-1])
    assert found.exit_code(strict=True) == (3 if state is Reported.OVERDUE else 0)
    assert found.exit_code(strict=False) == 0


def test_a_revision_dated_before_what_it_revises() -> None:
    entries = [entry(1, "2025-05-01", mark()), entry(2, "2025-03-01", mark(), (1,))]
    assert only(looked(entries, "2025-04-30")).state is Reported.REPORTED
    assert only(looked(entries, "2025-05-01")).state is Reported.REVISED


def test_without_a_deadline_nobody_is_late() -> None:
    assert only(looked([], "2099-01-01", due=None)).state is Reported.AWAITED
    assert only(looked([entry(1, "2030-01-01", mark())], "2030-01-02", due=None)).state is Reported.REPORTED


LEAPS = {
    (2023, "2024-02-28"): Reported.REPORTED,
    (2023, "2024-02-29"): Reported.LATE,
    (2024, "2025-02-28"): Reported.REPORTED,
    (2024, "2025-03-01"): Reported.LATE,
}


@pytest.mark.parametrize(("year", "day"), LEAPS)
def test_the_end_of_february(year: int, day: str) -> None:
    found = looked([entry(1, day, mark(year=year))], "2026-01-01", due=(2, 28), year=year)
    assert only(found).state is LEAPS[year, day]
    assert only(found).late_days == (LEAPS[year, day] is Reported.LATE)


def test_the_last_year_that_can_be_asked_for_has_a_deadline() -> None:
    assert due_day(2200, (12, 31)) == date(2201, 12, 31)
    assert late_days(None, date(2025, 1, 1), DUE) is late_days(2024, date(2025, 1, 1), None) is None


def test_figures_filled_in_are_counted_against_those_asked_for() -> None:
    asked = form(indicators=("a", "b", "c", "d"))
    figures = [
        figure(indicator="a", jurisdiction="本市"),
        figure(indicator="b", state="not_applicable", value=None),
        figure(None, indicator="c"),
        figure(indicator="d", year=2023),
        figure(indicator="never-asked"),
    ]
    found = looked([entry(1, "2025-01-05", mark())], "2025-02-01", [asked], figures=figures)
    assert (only(found).asked, only(found).filled) == (4, 2)
    assert (found.asked, found.filled) == (4, 2)


def test_a_file_of_the_unit_counts_without_being_its_form() -> None:
    assert only(looked([entry(1, "2025-01-05")], "2025-02-01")).state is Reported.REPORTED
    other_year = looked([entry(1, "2025-01-05")], "2025-02-01", figures=[figure(year=2023)])
    assert only(other_year).state is Reported.AWAITED


def test_a_form_of_another_year_or_unit_does_not_count() -> None:
    entries = [entry(1, "2025-01-05", mark(year=2023)), entry(2, "2025-01-05", mark("市教育局"))]
    found = looked(entries, "2025-02-01")
    assert only(found).state is Reported.AWAITED
    assert found.others == (1, 2)


def test_neither_the_order_of_forms_nor_of_submissions_matters() -> None:
    names = ("甲", "乙", "丙")
    found = set()
    for order in permutations(names):
        entries = [entry(n, f"2025-0{3 + 2 * names.index(u)}-31", mark(u)) for n, u in enumerate(order, 1) if u != "丙"]
        result = looked(entries, "2025-12-31", [form(u) for u in order])
        found.add(tuple(sorted((u.reporter, u.state) for u in result.units)))
    assert found == {(("丙", Reported.OVERDUE), ("乙", Reported.LATE), ("甲", Reported.REPORTED))}
