"""Outcome from what is asked and what is known: decided only when every number it may be agrees."""

from typing import NamedTuple

from engine.criterion import Criterion
from engine.interval import Interval
from engine.measure import Measurement
from engine.model.finding import Outcome, Reason
from engine.model.policy import Policy
from engine.weigh import Weighed


class Verdict(NamedTuple):
    """Outcome and reason."""

    outcome: Outcome
    reason: Reason


def decide(criterion: Criterion | None, m: Measurement, weighed: Weighed, policy: Policy) -> Verdict:
    """The verdict on a commitment that the year concerns."""
    if m.not_applicable:
        return Verdict(Outcome.NOT_APPLICABLE, Reason.MARKED)
    if criterion is None:
        return Verdict(Outcome.NOT_DUE, Reason.NO_INTERIM)
    if weighed.interval.within(criterion.accepted):
        return Verdict(Outcome.PASS, Reason.REACHED)
    if weighed.interval.misses(criterion.accepted):
        return Verdict(Outcome.GAP, Reason.SHORT)
    return _doubtful(criterion, m, weighed, policy)


def _doubtful(criterion: Criterion, m: Measurement, weighed: Weighed, policy: Policy) -> Verdict:
    """What the plan's policy makes of a condition that may lie on either side."""
    if weighed.sampling:
        inside = m.value is not None and Interval.point(m.value).within(criterion.accepted)
        return Verdict(Outcome.GAP, Reason.GUARDED if inside else Reason.SHORT)
    reason = doubt(m)
    if policy.missing == "gap" and reason in {Reason.NO_DATA, Reason.SILENT}:
        return Verdict(Outcome.GAP, Reason.UNPROVEN)
    return Verdict(Outcome.UNDECIDED, reason)


def doubt(m: Measurement) -> Reason:
    """Why a measurement cannot decide."""
    if m.narrower:
        return Reason.SCOPE
    if m.missing:
        return Reason.NO_DATA
    if m.silent:
        return Reason.SILENT
    return Reason.BOUND if m.value is not None else Reason.UNDEFINED
