"""The steps of a gap: which may follow which, deadlines, and gaps that come back."""

from datetime import date, datetime
from itertools import product
from typing import get_args

import pytest

from engine.model.history import State
from engine.model.ledger import Action, Line, Step
from engine.rectification import (
    ACTION_WORDS,
    STATE_WORDS,
    STEPS,
    Standing,
    StepError,
    days_overdue,
    deadline_of,
    follow,
    found,
    possible,
    rectification,
    refuse,
    standing_of,
    taken,
)

PRINT = "02ac8912cb5968db"


def line(run: int, year: int, outcome: str = "gap") -> Line:
    lead = ("市科协",)
    return Line(
        run,
        PRINT,
        "plan/events",
        "活动",
        "湖州市",
        year,
        outcome,
        "interim",
        lead,
        "场次",
        "100",
        "100",
        None,
        "85",
        "15",
        None,
    )


def step(number: int, action: Action, *, run: int = 1, at: str = "2022-03-01T00:00:00+08:00", **more: object) -> Step:
    return Step(number, run, PRINT, action, at, "李四", "督办〔2022〕1号", (), "", None)._replace(**more)


ALLOWED = {
    ("open", "notify"): "notified",
    ("reopened", "notify"): "notified",
    ("notified", "reply"): "replied",
    ("replied", "verify"): "verified",
    ("verified", "close"): "closed",
    ("replied", "reopen"): "reopened",
    ("verified", "reopen"): "reopened",
    ("closed", "reopen"): "reopened",
}


@pytest.mark.parametrize(("state", "action"), list(product(get_args(State), get_args(Action))))
def test_every_step_from_every_state(state: State, action: Action) -> None:
    standing = Standing(state, 2021)
    wanted = step(1, action)
    if (state, action) in ALLOWED:
        refuse(standing, wanted)
        assert taken(standing, wanted).state == ALLOWED[state, action]
        return
    with pytest.raises(StepError) as error:
        refuse(standing, wanted)
    assert STATE_WORDS[state].zh in error.value.text.zh
    for can in possible(state):
        assert ACTION_WORDS[can].zh in error.value.text.zh


def test_every_state_leads_on_and_has_words() -> None:
    for state in get_args(State):
        assert possible(state), state
        assert STATE_WORDS[state].en == state
    assert set(STEPS) == set(ACTION_WORDS)


def test_what_was_never_a_gap_cannot_be_rectified() -> None:
    standing = standing_of([line(1, 2021, "pass")], [])
    assert standing.state is None
    with pytest.raises(StepError, match="no gap"):
        refuse(standing, step(1, "notify"))
    assert rectification(line(1, 2021, "pass"), standing, date(2022, 1, 1)) is None


def test_a_gap_opens_once() -> None:
    standing = standing_of([line(1, 2021, "pass"), line(2, 2022), line(3, 2023)], [])
    assert (standing.state, standing.opened_year) == ("open", 2022)


def test_a_gap_of_a_later_year_reopens_what_was_closed() -> None:
    steps = [step(n, a) for n, a in enumerate(("notify", "reply", "verify", "close"), start=1)]
    assert standing_of([line(1, 2021)], steps).state == "closed"
    again = standing_of([line(1, 2021), line(2, 2022)], steps)
    assert (again.state, again.opened_year, again.deadline) == ("reopened", 2022, None)


@pytest.mark.parametrize("settled", [("notify", "reply", "verify"), ("notify", "reply", "verify", "close")])
@pytest.mark.parametrize(
    ("later", "reopened"),
    [
        ([(2021, "gap")], False),  # the same year judged again, nothing new
        ([(2021, "pass"), (2021, "gap")], True),  # it had been reached in between
        ([(2020, "gap")], False),  # an earlier year recorded afterwards
        ([(2022, "pass")], False),
        ([(2022, "undecided"), (2023, "gap")], True),
    ],
)
def test_what_reopens(settled: tuple[Action, ...], later: list[tuple[int, str]], reopened: bool) -> None:
    steps = [step(n, a) for n, a in enumerate(settled, start=1)]
    lines = [line(1, 2021), *(line(n, y, o) for n, (y, o) in enumerate(later, start=2))]
    assert (standing_of(lines, steps).state == "reopened") is reopened


@pytest.mark.parametrize("steps", [["notify"], ["notify", "reply"]])
def test_what_is_under_way_goes_on_when_the_gap_persists(steps: list[Action]) -> None:
    done = [step(n, a) for n, a in enumerate(steps, start=1)]
    before, after = standing_of([line(1, 2021)], done), standing_of([line(1, 2021), line(2, 2022)], done)
    assert (after.state, after.opened_year) == (before.state, 2021)


def test_facts_are_followed_in_the_order_of_recording() -> None:
    steps = [step(1, "notify"), step(2, "reply", run=2)]
    seen = [s.state for _, s in follow([line(1, 2021), line(2, 2022), line(3, 2023)], steps)]
    assert seen == ["open", "notified", "notified", "replied", "replied"]


def test_overdue_only_while_no_reply_has_come() -> None:
    due = date(2022, 3, 31)
    notified = standing_of([line(1, 2021)], [step(1, "notify", deadline=due)])
    assert notified.deadline == due
    assert [days_overdue(notified, d) for d in (date(2022, 3, 1), due, date(2022, 4, 10))] == [0, 0, 10]
    replied = taken(notified, step(2, "reply"))
    assert (replied.deadline, days_overdue(replied, date(2022, 12, 31))) == (due, 0)
    assert taken(taken(replied, step(3, "verify")), step(4, "reopen")).deadline is None
    assert days_overdue(found(Standing(), line(1, 2021)), date(2030, 1, 1)) == 0
    fact = rectification(line(1, 2021), notified, date(2022, 4, 10))
    assert fact is not None
    assert (fact.state, fact.opened_year, fact.deadline, fact.days_overdue) == ("notified", 2021, due, 10)


def test_deadline_counts_from_the_day_of_the_notice() -> None:
    assert deadline_of(datetime.fromisoformat("2024-01-31T23:59:59+08:00"), 30) == date(2024, 3, 1)


def test_time_goes_forward() -> None:
    standing = standing_of([line(1, 2021)], [step(1, "notify")])
    with pytest.raises(StepError, match="before the last step"):
        refuse(standing, step(2, "reply", at="2022-02-28T00:00:00+08:00"))
    refuse(standing, step(2, "reply", at="2022-02-28T16:00:00+00:00"))


def test_a_deadline_before_the_notice_is_refused() -> None:
    standing = standing_of([line(1, 2021)], [])
    with pytest.raises(StepError, match="before the day of the notice"):
        refuse(standing, step(1, "notify", deadline=date(2022, 2, 28)))
    refuse(standing, step(1, "notify", deadline=date(2022, 3, 1)))
