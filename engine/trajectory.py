"""TRAJECTORIES: what a target asks for in a year before its deadline."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from engine.model.plan import Commitment, Plan
from engine.model.registry import Kind
from engine.model.target import Measure, Method
from engine.quantity import EXACT


class Progress(NamedTuple):
    """Where `year` stands between the base year and the deadline; numbers in the target's unit."""

    year: int
    base_year: int
    base: Decimal
    due: int
    milestones: Mapping[int, Decimal]

    @property
    def elapsed(self) -> int:
        """Years since the base year."""
        return self.year - self.base_year

    @property
    def length(self) -> int:
        """Years from the base year to the deadline."""
        return self.due - self.base_year


Expect = Callable[[Decimal, Progress], Decimal | None]


def linear(target: Decimal, p: Progress) -> Decimal | None:
    """Equal steps on the increment from the baseline: base 20 in 2020, target 100 in 2025 expect 68 in 2023, not 60."""
    if p.elapsed <= 0:
        return None
    return EXACT.add(p.base, EXACT.divide((target - p.base) * p.elapsed, Decimal(p.length)))


def compound(target: Decimal, p: Progress) -> Decimal | None:
    """Equal growth rate from a base above zero; a root is irrational, so this criterion is rounded (60 digits)."""
    if p.elapsed <= 0 or p.base <= 0 or target <= 0:
        return None
    share = EXACT.divide(Decimal(p.elapsed), Decimal(p.length))
    return EXACT.multiply(p.base, EXACT.power(EXACT.divide(target, p.base), share))


def milestones(_: Decimal, p: Progress) -> Decimal | None:
    """The latest dated value that has come due; none before the first."""
    come = [year for year in p.milestones if year <= p.year]
    return p.milestones[max(come)] if come else None


TRAJECTORIES: Mapping[Method, Expect] = {
    Method.LINEAR: linear,
    Method.COMPOUND: compound,
    Method.MILESTONES: milestones,
    Method.FLAT: lambda target, _: target,
    Method.NONE: lambda _, __: None,
}
"""Method → value expected of a target in a year before its deadline; None where the method asks for nothing yet."""


def method_of(commitment: Commitment) -> Method:
    """The declared method, or what DESIGN §4.5 says of the measure when none is declared."""
    if commitment.trajectory.method:
        return commitment.trajectory.method
    if commitment.target.values:
        return Method.MILESTONES
    if commitment.measure in {Measure.CUMULATIVE, Measure.INCREMENT} or commitment.trajectory.baseline:
        return Method.LINEAR
    return Method.NONE


def progress_of(commitment: Commitment, plan: Plan, kind: Kind, year: int) -> Progress:
    """Base and deadline of a commitment; sums start from zero at the plan's start, increments at their base."""
    sums = kind is Kind.FLOW and commitment.measure in {Measure.CUMULATIVE, Measure.INCREMENT}
    base = None if sums else commitment.trajectory.baseline
    from_zero = commitment.measure is Measure.INCREMENT
    return Progress(
        year=year,
        base_year=base.year if base else plan.start - 1,
        base=base.value if base and not from_zero else Decimal(0),
        due=commitment.target.deadline or plan.end,
        milestones=commitment.target.values or {},
    )
