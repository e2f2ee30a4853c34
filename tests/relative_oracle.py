"""A second opinion on relative targets, written from the design with fractions alone; shares no code with engine/.

A cell is the text of a CSV value: a number, '' for not reported, '-' for no such thing.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

Cell = str
Range = tuple[Fraction | None, Fraction | None]
"""What a condition may be, both ends included; None is unbounded."""


class Ruling(NamedTuple):
    """What engine and oracle must agree on."""

    outcome: str
    condition: Fraction | None
    shortfall: Fraction | None


class Asked(NamedTuple):
    """A one-sided target, and whether the plan takes the unproven for not done."""

    comparison: str
    value: Fraction
    strict_on_missing: bool = False

    @property
    def upward(self) -> bool:
        """Whether more is better."""
        return self.comparison in {"at_least", "more_than"}

    def met(self, x: Fraction) -> bool:
        """Whether a number satisfies the target."""
        return {
            "at_least": x >= self.value,
            "more_than": x > self.value,
            "at_most": x <= self.value,
            "less_than": x < self.value,
        }[self.comparison]

    def short(self, x: Fraction) -> Fraction:
        """How far a number misses the target."""
        return max(Fraction(0), self.value - x if self.upward else x - self.value)


def known(cell: Cell) -> bool:
    """Whether a cell holds a number."""
    return cell not in {"", "-"}


def rule(asked: Asked, condition: Fraction | None, may_be: Range, *, excused: bool = True) -> Ruling:
    """A decision only if both ends agree; `excused` when what is lacking is a figure that a policy can hold against."""
    low, high = may_be
    worst, best = (low, high) if asked.upward else (high, low)
    if worst is not None and asked.met(worst):
        return Ruling("pass", condition, Fraction(0))
    if best is not None and not asked.met(best):
        return Ruling("gap", condition, asked.short(best))
    return Ruling("gap" if asked.strict_on_missing and excused else "undecided", condition, None)


def exactly(asked: Asked, x: Fraction) -> Ruling:
    """The ruling on a number that is known."""
    return rule(asked, x, (x, x))


def unknown(asked: Asked, *, excused: bool = True) -> Ruling:
    """The ruling when nothing is known."""
    return rule(asked, None, (None, None), excused=excused)


NOT_APPLICABLE = Ruling("not_applicable", None, None)


def one(asked: Asked, cell: Cell) -> Ruling:
    """The ruling on one cell."""
    if cell == "-":
        return NOT_APPLICABLE
    return exactly(asked, Fraction(cell)) if known(cell) else unknown(asked)


def ratio(asked: Asked, over: Sequence[Cell], under: Sequence[Cell], published: Cell) -> Ruling:
    """Sum of numerators over sum of denominators if all are known, else the published rate."""
    numbers = [c for c in (*over, *under) if known(c)]
    if len(numbers) == len(over) + len(under) and (total := sum(map(Fraction, under))) > 0:
        return exactly(asked, 100 * sum(map(Fraction, over)) / total)
    return one(asked, published)


def rank(asked: Asked, own: Cell, others: Sequence[Cell], *, highest: bool) -> Ruling:
    """Equals share a place, the missing may take any, those without such a thing do not take part."""
    if not known(own):
        return one(asked, own)
    mine = Fraction(own) if highest else -Fraction(own)
    theirs = [Fraction(c) if highest else -Fraction(c) for c in others if known(c)]
    place = Fraction(1 + sum(x > mine for x in theirs))
    return rule(asked, place, (place, place + sum(c == "" for c in others)))


def change(asked: Asked, base: Cell, now: Cell, by: str) -> Ruling:
    """Growth in percent of the base, or a difference of percentages."""
    if "-" in (base, now):
        return NOT_APPLICABLE
    if "" in (base, now):
        return unknown(asked)
    before, after = Fraction(base), Fraction(now)
    if by == "points":
        return exactly(asked, after - before)
    return exactly(asked, (after - before) / before * 100) if before > 0 else unknown(asked, excused=False)


def cases(asked: Asked, found: Sequence[Cell]) -> Ruling:
    """Every case must conform; one that is not reported leaves that open."""
    numbers = [Fraction(c) for c in found if known(c)]
    if not numbers:
        return unknown(asked)
    worst = min(numbers) if asked.upward else max(numbers)
    if "" not in found:
        return exactly(asked, worst)
    return rule(asked, worst, (None, worst) if asked.upward else (worst, None))


def half_even(value: Fraction, places: int) -> Fraction:
    """One rounding to so many decimals, a tie to the even digit."""
    scaled = value * 10**places
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1)
    return Fraction(whole + up, 10**places)


def rounded(asked: Asked, value: Fraction, places: int) -> Ruling:
    """The rounded number decides, the full one is shown."""
    return exactly(asked, half_even(value, places))._replace(condition=value)


def added(own: Cell, parts: Sequence[Cell]) -> tuple[Cell | Fraction, bool]:
    """A city's year: its own cell, else the sum of its districts, and whether one of them is silent."""
    if own != "":
        return (Fraction(own) if known(own) else own), False
    numbers = [Fraction(c) for c in parts if known(c)]
    if numbers:
        return sum(numbers, Fraction(0)), "" in parts
    return ("-" if parts and all(c == "-" for c in parts) else ""), False


def total(asked: Asked, years: Sequence[tuple[Cell | Fraction, bool]]) -> Ruling:
    """Sum over years; '-' adds nothing, what is missing makes it a lower bound."""
    numbers = [x for x, _ in years if isinstance(x, Fraction)]
    if not numbers:
        return NOT_APPLICABLE if all(x == "-" for x, _ in years) else unknown(asked)
    low = sum(numbers, Fraction(0))
    open_end = any(x == "" or silent for x, silent in years)
    return rule(asked, low, (low, None if open_end else low))


def stretched(comparison: str, stretch: Fraction, cell: Cell) -> bool | None:
    """Whether a further value is reached; not known without a number."""
    return Asked(comparison, stretch).met(Fraction(cell)) if known(cell) else None
