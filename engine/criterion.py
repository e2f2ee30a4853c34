"""What a commitment asks for: in a given year, and at its deadline. Numbers in the indicator's base unit."""

from collections.abc import Callable
from decimal import Decimal
from typing import Literal, NamedTuple

from engine.compare import accepted, final_value
from engine.interval import Interval
from engine.model.plan import Commitment, Plan
from engine.model.registry import Indicator
from engine.model.text import Text
from engine.quantity import convert
from engine.trajectory import TRAJECTORIES, method_of, progress_of

Basis = Literal["final", "interim"]


class Criterion(NamedTuple):
    """The method's name, the number asked for (None for a range), the interval accepted, where the number is from."""

    method: str
    value: Decimal | None
    accepted: Interval
    basis: Basis
    origin: Text = Text("", "")


def unit_factor(commitment: Commitment, indicator: Indicator) -> Decimal:
    """The target's unit in terms of the indicator's base unit; 1 for a place or a change, which have their own."""
    if commitment.target.rank or commitment.target.change:
        return Decimal(1)
    return convert(Decimal(1), commitment.target.unit, indicator.unit, indicator.unit_aliases)


def deadline_of(commitment: Commitment, plan: Plan) -> int:
    """Year in which the target is due; the plan's last year for a target of every year."""
    return commitment.target.deadline or plan.end


def final_criterion(commitment: Commitment, indicator: Indicator, method: str = "deadline") -> Criterion:
    """The target itself, as it counts at the deadline and after it."""
    factor = unit_factor(commitment, indicator)
    return _criterion(method, commitment, factor, lambda n: n * factor, "final")


def criterion_of(commitment: Commitment, plan: Plan, indicator: Indicator, year: int) -> Criterion | None:
    """What `year` asks for; None where the plan asks for nothing before the deadline."""
    if commitment.target.every_year:
        return final_criterion(commitment, indicator, "annual")
    if year >= deadline_of(commitment, plan):
        return final_criterion(commitment, indicator)
    target, method = commitment.target, method_of(commitment)
    progress = progress_of(commitment, plan, indicator.kind, year)
    numbers = [n for n in (final_value(target), target.low, target.high) if n is not None]
    expected = {n: e for n in numbers if (e := TRAJECTORIES[method](n, progress)) is not None}
    if len(expected) < len(set(numbers)):
        return None
    factor = unit_factor(commitment, indicator)
    return _criterion(method.value, commitment, factor, lambda n: expected[n] * factor, "interim")


def referred(commitment: Commitment, value: Decimal, origin: Text) -> Criterion:
    """The criterion of a target that refers to another figure, which is `value`."""
    target = commitment.target.model_copy(update={"value": value})
    return Criterion("reference", value, accepted(target, lambda n: n, Decimal(1)), "final", origin)


def _criterion(
    method: str, commitment: Commitment, factor: Decimal, scale: Callable[[Decimal], Decimal], basis: Basis
) -> Criterion:
    """Criterion from each number of the target, scaled."""
    value = final_value(commitment.target)
    interval = accepted(commitment.target, scale, factor)
    return Criterion(method, None if value is None else scale(value), interval, basis)
