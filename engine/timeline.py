"""Runs and steps of one commitment → its line over the years."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from engine.model.history import State
from engine.model.ledger import Line, Step
from engine.model.timeline import StepTaken, Timeline, YearLine
from engine.rectification import Standing, days_overdue, follow


def timeline(lines: Sequence[Line], steps: Sequence[Step], day: date) -> Timeline:
    """The line of one fingerprint; of several runs of a year the latest counts."""
    standing, states = Standing(), dict[int, State | None]()
    for _, standing in follow(lines, steps):
        states[max(standing.known)] = standing.state
    latest = {line.year: line for line in sorted(lines, key=lambda x: x.run)}
    last = lines[-1]
    return Timeline(
        commitment=last.commitment,
        title=last.title,
        jurisdiction=last.jurisdiction,
        fingerprint=last.fingerprint,
        lead=last.lead,
        state=standing.state,
        opened_year=standing.opened_year or None,
        deadline=standing.deadline,
        days_overdue=days_overdue(standing, day),
        years=tuple(_year(latest[y], states.get(y)) for y in sorted(latest)),
        steps=tuple(_step(s) for s in steps),
    )


def _year(line: Line, state: State | None) -> YearLine:
    kept: dict[str, Any] = {k: v for k, v in line._asdict().items() if k in YearLine.model_fields}
    return YearLine(**kept, state=state)


def _step(step: Step) -> StepTaken:
    kept: dict[str, Any] = {k: v for k, v in step._asdict().items() if k in StepTaken.model_fields}
    return StepTaken(**kept | {"evidence": tuple(e._asdict() for e in step.evidence)})
