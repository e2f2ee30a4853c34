# ruff: noqa: E501  sentences stand on one line, so that both languages can be read side by side
"""Where a commitment is heading, and what other published methods would say of it."""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal

from engine import words
from engine.criterion import deadline_of, final_criterion
from engine.evaluate import Judgement
from engine.methods import Course, Opinion, opinions
from engine.model.finding import Outcome
from engine.model.text import Text
from engine.outlook import TWO_PLACES, Outlook, outlook
from engine.quantity import plain
from engine.words import amount

NOTHING = Text("", "")


def prospects(j: Judgement, path: Mapping[int, Decimal]) -> Outlook | None:
    """Where the path leads; None for targets that stand alone each year, refer elsewhere, or do not concern the year."""
    s = j.subject
    target = s.commitment.target
    if target.every_year or target.reference or target.rank or target.change or s.year not in path:
        return None
    if j.verdict.outcome is Outcome.NOT_APPLICABLE:
        return None
    return outlook(path, final_criterion(s.commitment, s.indicator), deadline_of(s.commitment, s.plan))


def told(o: Outlook, j: Judgement) -> list[Text]:
    """Required rate, feasibility, projection and the year of reaching."""
    unit, due = j.subject.unit, deadline_of(j.subject.commitment, j.subject.plan)
    accepted = final_criterion(j.subject.commitment, j.subject.indicator).accepted
    fields: dict[str, object] = {
        "required": words.difference(_short(o.required), unit),
        "pace": words.difference(_short(o.pace), unit),
        "best": words.difference(_short(o.best), unit),
        "best_year": o.best_year,
        "projected": amount(_short(o.projected), unit),
        "due": due,
        "times": plain(_short(o.feasibility)) if o.feasibility is not None else "—",
        "reached": o.reached_in,
        "more": Text("多于", "more than ") if accepted.open_low else NOTHING,
    }
    lines = [
        Text(
            "剩余每年须{more}{required}；过去最好的{best_year}年为{best}",
            "each remaining year must bring {more}{required}; the best past year, {best_year}, brought {best}",
        )
    ]
    if o.feasibility is not None and o.required:
        lines.append(Text("所需为最好年份的{times}倍", "that is {times} times the best year"))
    lines.append(
        Text(
            "按目前年均{pace}的速度，{due}年为{projected}",
            "at the present pace of {pace} a year, {due} would end at {projected}",
        )
    )
    never = Text("按目前速度百年内达不到目标", "at the present pace the target is not reached within a hundred years")
    lines.append(
        Text("按目前速度{reached}年达到目标", "at the present pace the target is reached in {reached}")
        if o.reached_in
        else never
    )
    return [line.fill(fields) for line in lines]


def _short(value: Decimal) -> Decimal:
    """Two places for a number that only shows a tendency."""
    return value.quantize(TWO_PLACES, ROUND_HALF_EVEN)


def others(j: Judgement, path: Mapping[int, Decimal]) -> list[Opinion]:
    """Other methods on the same path; none for targets without a single number and deadline, or a path of one year."""
    s = j.subject
    target = s.commitment.target
    final = (
        None
        if target.reference or target.rank or target.change or target.every_year
        else final_criterion(s.commitment, s.indicator)
    )
    known = [y for y in path if y <= s.year]
    if final is None or final.value is None or len(known) < 2 or s.year not in path:  # noqa: PLR2004
        return []
    first = min(known)
    course = Course(
        base_year=first,
        base=path[first],
        year=s.year,
        value=path[s.year],
        due=deadline_of(s.commitment, s.plan),
        target=final.value,
        past=path,
    )
    return opinions(course)
