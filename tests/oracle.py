"""A second judge, written from the design alone with fractions, that shares no code with engine/."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

Cell = str
Number = Fraction | None


@dataclass(frozen=True)
class Promise:
    """One commitment, its numbers in its own unit, `factor` of which make one of the indicator's."""

    measure: str
    kind: str
    comparison: str
    value: Number = None
    low: Number = None
    high: Number = None
    tolerance: Fraction = Fraction(0)
    relative: bool = False
    favourable: str = ""
    due: int | None = None
    dated: Mapping[int, Fraction] = field(default_factory=dict)
    method: str | None = None
    base: tuple[int, Fraction] | None = None
    factor: int = 1
    start: int = 2021
    end: int = 2025

    @property
    def last(self) -> int | None:
        """The deadline, None for a promise of every year."""
        return max(self.dated) if self.dated else self.due


class Ruling(NamedTuple):
    """What the engine must agree on."""

    outcome: str
    shortfall: Number
    criterion: Number


class Known(NamedTuple):
    """A measured number: exact, or only what it is at least; '-' when there is no such thing."""

    value: Number = None
    at_least: bool = False
    dash: bool = False


def rule(p: Promise, cells: Mapping[tuple[str, int], Cell], year: int) -> Ruling:
    """The ruling on a promise as of a year, from cells by series ('own', 'over', 'under') and year."""
    if not p.start <= year <= max(p.end, p.last or p.end):
        return Ruling("not_applicable", None, None)
    known = _measured(p, cells, year)
    if known.dash:
        return Ruling("not_applicable", None, None)
    asked = _asked(p, year)
    if asked is None:
        return Ruling("not_due", None, None)
    value, _, high = asked
    if known.value is None:
        return Ruling("undecided", None, value)
    short = _miss(p, asked, known.value)
    over_the_top = high is not None and _beyond(p, known.value, high)
    if known.at_least and not over_the_top:
        open_above = high is None
        return Ruling("pass", Fraction(0), value) if short is None and open_above else Ruling("undecided", None, value)
    return Ruling("pass", Fraction(0), value) if short is None else Ruling("gap", short, value)


def _beyond(p: Promise, x: Fraction, high: Fraction) -> bool:
    """Whether x and everything above it is too much."""
    return x > high or (x == high and p.comparison == "less_than")


def _miss(p: Promise, asked: tuple[Number, Number, Number], x: Fraction) -> Number:
    """By how much x misses what is asked; None when it does not."""
    _, low, high = asked
    if low is not None and (x < low or (x == low and p.comparison == "more_than")):
        return low - x
    if high is not None and _beyond(p, x, high):
        return x - high
    return None


def _asked(p: Promise, year: int) -> tuple[Number, Number, Number] | None:
    """The number asked for in a year, and the ends of what satisfies it; None when nothing is asked yet."""
    if p.comparison == "between":
        ends = [_expected(p, n, year) for n in (p.low, p.high) if n is not None]
        return None if None in ends else (None, ends[0], ends[1])
    value = _expected(p, p.dated[max(p.dated)] if p.dated else p.value, year)
    if value is None:
        return None
    band = abs(value) * p.tolerance if p.relative else p.tolerance * p.factor
    low = value - band if p.comparison in {"at_least", "more_than", "equal", "about"} else None
    high = value + band if p.comparison in {"at_most", "less_than", "equal", "about"} else None
    if p.comparison == "about":
        low, high = (None if p.favourable == "less" else low), (None if p.favourable == "more" else high)
    return value, low, high


def _expected(p: Promise, final: Number, year: int) -> Number:
    """A number of the target on its way to the deadline, in the indicator's unit."""
    assert final is not None
    whole = final * p.factor
    if p.last is None or year >= p.last:
        return whole
    sums = p.kind == "flow" and p.measure in {"cumulative", "increment"}
    counted = p.measure in {"cumulative", "increment"}
    method = p.method or ("milestones" if p.dated else "linear" if counted or p.base else "none")
    if method == "flat":
        return whole
    if method == "milestones":
        reached = [v for y, v in sorted(p.dated.items()) if y <= year]
        return reached[-1] * p.factor if reached else None
    if method == "linear":
        base_year = p.base[0] if p.base and not sums else p.start - 1
        base = p.base[1] * p.factor if p.base and not sums and p.measure != "increment" else Fraction(0)
        if year <= base_year:
            return None
        return base + (whole - base) * Fraction(year - base_year, p.last - base_year)
    return None


def _measured(p: Promise, cells: Mapping[tuple[str, int], Cell], year: int) -> Known:
    """One number out of the cells."""

    def cell(y: int, series: str = "own") -> Known:
        text = cells.get((series, y), "")
        return Known(dash=True) if text == "-" else Known(Fraction(text) if text else None)

    first = year if p.last is None else p.start
    if p.measure == "ratio":
        over, under = cell(year, "over").value, cell(year, "under").value
        return Known(100 * over / under) if over is not None and under else cell(year)
    if p.kind == "flow" and p.measure in {"cumulative", "increment"}:
        years = [cell(y) for y in range(first, year + 1)]
        numbers = [k.value for k in years if k.value is not None]
        gaps = any(k.value is None and not k.dash for k in years)
        return Known(sum(numbers, Fraction(0)), at_least=gaps) if numbers else Known(dash=not gaps)
    if p.measure == "increment":
        now = cell(year)
        before = Known(p.base[1] * p.factor) if p.base else cell(first - 1)
        if now.value is None or before.value is None:
            return Known(dash=now.dash or before.dash)
        return Known(now.value - before.value)
    return cell(year)
