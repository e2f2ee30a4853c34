"""A gap on its way to being closed: which step may follow which, and where a gap stands after runs and steps."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from engine.model.history import Rectification, State
from engine.model.ledger import Action, Line, Step
from engine.model.text import Text, join_texts

STEPS: Mapping[Action, tuple[tuple[State, ...], State]] = MappingProxyType(
    {
        "notify": (("open", "reopened"), "notified"),
        "reply": (("notified",), "replied"),
        "verify": (("replied",), "verified"),
        "close": (("verified",), "closed"),
        "reopen": (("replied", "verified", "closed"), "reopened"),
    }
)
"""Action → the states it may start from, and the one it leads to."""

SETTLED: tuple[State, ...] = ("verified", "closed")
"""States that a gap found again reopens."""

STATE_WORDS: Mapping[State, Text] = {
    "open": Text("待交办", "open"),
    "notified": Text("已交办", "notified"),
    "replied": Text("已反馈", "replied"),
    "verified": Text("已核实", "verified"),
    "closed": Text("已销号", "closed"),
    "reopened": Text("重新立项", "reopened"),
}

ACTION_WORDS: Mapping[Action, Text] = {
    "notify": Text("交办（notify）", "notify"),
    "reply": Text("反馈（reply）", "reply"),
    "verify": Text("核实（verify）", "verify"),
    "close": Text("销号（close）", "close"),
    "reopen": Text("重新立项（reopen）", "reopen"),
}

NEVER_A_GAP = Text(
    "台账中该事项从未未达标，无须整改。", "The ledger knows no gap of this commitment; nothing to rectify."
)
ILLEGAL = Text(
    "该事项现为“{state}”，不能{action}。现在可以：{possible}。",
    "This gap is {state}; '{action}' is not possible now. Possible: {possible}.",
)
TOO_EARLY = Text(
    "时间 {at} 早于上一步的 {last}，台账按时间先后记录。",
    "{at} is before the last step, {last}; steps go forward in time.",
)
DEADLINE_PASSED = Text(
    "期限 {deadline} 早于交办日 {at}。", "The deadline {deadline} is before the day of the notice, {at}."
)


class StepError(ValueError):
    """A step that cannot be taken; `text` says what is possible."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Standing(NamedTuple):
    """Where a gap stands; `known` holds the latest outcome of each year, `last` the time of the last step."""

    state: State | None = None
    opened_year: int = 0
    deadline: date | None = None
    last: str = ""
    known: Mapping[int, str] = MappingProxyType({})


def found(standing: Standing, line: Line) -> Standing:
    """After a run: a gap opens, and reopens what was settled if it is news of the latest year or a later one."""
    known = {**standing.known, line.year: line.outcome}
    now = standing._replace(known=known)
    if line.outcome != "gap":
        return now
    if standing.state is None:
        return now._replace(state="open", opened_year=line.year)
    news = standing.known.get(line.year) != "gap" and line.year == max(known)
    if standing.state in SETTLED and news:
        return now._replace(state="reopened", opened_year=line.year, deadline=None)
    return now


def taken(standing: Standing, step: Step) -> Standing:
    """After a step that was recorded."""
    state = STEPS[step.action][1]
    deadline = {"notified": step.deadline, "reopened": None}.get(state, standing.deadline)
    return standing._replace(state=state, deadline=deadline, last=step.at)


def refuse(standing: Standing, step: Step) -> None:
    """StepError unless the step may be taken now."""
    if standing.state is None:
        raise StepError(NEVER_A_GAP)
    if standing.state not in STEPS[step.action][0]:
        fields = {
            "state": STATE_WORDS[standing.state],
            "action": ACTION_WORDS[step.action],
            "possible": join_texts([ACTION_WORDS[a] for a in possible(standing.state)], Text("、", ", ")),
        }
        raise StepError(ILLEGAL.fill(fields))
    at = datetime.fromisoformat(step.at)
    if standing.last and at < datetime.fromisoformat(standing.last):
        raise StepError(TOO_EARLY.fill({"at": step.at, "last": standing.last}))
    if step.deadline and step.deadline < at.date():
        raise StepError(DEADLINE_PASSED.fill({"deadline": step.deadline, "at": at.date()}))


def possible(state: State) -> list[Action]:
    """Actions that may follow."""
    return [action for action, (before, _) in STEPS.items() if state in before]


def deadline_of(at: datetime, days: int) -> date:
    """The last day of a time limit of `days` that begins on the day of the notice."""
    return at.date() + timedelta(days=days)


def follow(lines: Iterable[Line], steps: Iterable[Step]) -> Iterator[tuple[Line | Step, Standing]]:
    """Runs and steps of one fingerprint in the order of recording, each with where the gap stands after it."""
    facts: list[Line | Step] = [*lines, *steps]
    facts.sort(key=lambda f: (f.run, f.number if isinstance(f, Step) else 0))
    standing = Standing()
    for fact in facts:
        standing = taken(standing, fact) if isinstance(fact, Step) else found(standing, fact)
        yield fact, standing


def standing_of(lines: Iterable[Line], steps: Iterable[Step]) -> Standing:
    """Where one fingerprint stands now."""
    standing = Standing()
    for _, standing in follow(lines, steps):  # noqa: B007  the last one is wanted
        pass
    return standing


def days_overdue(standing: Standing, day: date) -> int:
    """Days past the deadline while no reply has come; 0 before, without a deadline and once there is a reply."""
    if standing.state != "notified" or standing.deadline is None:
        return 0
    return max((day - standing.deadline).days, 0)


def rectification(line: Line, standing: Standing, day: date) -> Rectification | None:
    """The rectification of the gap that `line` belongs to as of `day`; None when there never was a gap."""
    if standing.state is None:
        return None
    return Rectification(
        fingerprint=line.fingerprint,
        commitment=line.commitment,
        jurisdiction=line.jurisdiction,
        state=standing.state,
        opened_year=standing.opened_year,
        deadline=standing.deadline,
        days_overdue=days_overdue(standing, day),
    )
