"""What the years left must bring: assumed values as given, the others the least that does; each year judged so."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from typing import Literal, NamedTuple

from engine.compare import final_value
from engine.criterion import criterion_of, deadline_of, final_criterion, unit_factor
from engine.evaluate import judge
from engine.finding import JUDGED, finding
from engine.gather import Shelf, Source
from engine.interval import Interval
from engine.measure import Measurement
from engine.model.catalog import Catalog
from engine.model.diagnostic import Place
from engine.model.finding import Finding
from engine.model.observation import Observation, Status
from engine.model.registry import Kind
from engine.model.target import Measure
from engine.quantity import EXACT
from engine.subject import Subject, measure

ASSUMED, NEEDED = "假设值", "推算值"
WHOLE, HUNDREDTH, ZERO = Decimal(1), Decimal("0.01"), Decimal(0)
ADDED_UP = frozenset({(Measure.CUMULATIVE, Kind.FLOW), (Measure.CUMULATIVE, Kind.RATE), (Measure.INCREMENT, Kind.FLOW)})
"""What sums the figures of several years; any other measure reads a figure as it stands at the end of a year."""

Origin = Literal["assumed", "least", "most", "even"]
"""Where a year's figure comes from; an even step in a year that asks for nothing."""


class Year(NamedTuple):
    """One year: its figure in base unit, where that comes from, and the finding it would lead to."""

    year: int
    value: Decimal
    origin: Origin
    finding: Finding


class Prospect(NamedTuple):
    """A subject now and in the years assumed or left, whose figures are of `kind`.

    `lacking` are years without a whole figure; `told` is whether the years left could be reckoned all the same.
    """

    now: Finding
    kind: Kind
    years: tuple[Year, ...]
    lacking: tuple[int, ...]
    told: bool


class Hypothetical:
    """A shelf up to a year, with some figures put before those that are there."""

    def __init__(self, shelf: Shelf, last: int, extra: Iterable[Observation]) -> None:
        self.shelf = shelf
        self.last = last
        self.extra = tuple(extra)

    def observations(self, indicator: str, jurisdiction: str) -> Iterable[Observation]:
        """The added figures replace those of the same year; what came after the last year is not known yet."""
        mine = [o for o in self.extra if (o.indicator, o.jurisdiction) == (indicator, jurisdiction)]
        years = {o.year for o in mine}
        there = self.shelf.observations(indicator, jurisdiction)
        return [*mine, *(o for o in there if o.year <= self.last and o.year not in years)]


class World(NamedTuple):
    """A subject with what is known of it, and the figures assumed by year."""

    catalog: Catalog
    subject: Subject
    shelf: Shelf
    assumed: Mapping[int, Decimal]

    def source(self, values: Mapping[int, Decimal]) -> Source:
        """Series with hypothetical figures."""
        figures = [_figure(self.subject, y, v, ASSUMED if y in self.assumed else NEEDED) for y, v in values.items()]
        return Source(self.catalog, Hypothetical(self.shelf, self.subject.year, figures))

    def measured(self, year: int, values: Mapping[int, Decimal]) -> Measurement:
        """The condition of a year with hypothetical figures."""
        return measure(self.subject._replace(year=year), self.source(values), None)

    def judged(self, year: int, values: Mapping[int, Decimal]) -> Finding:
        """The finding of a year with hypothetical figures."""
        return finding(self.catalog, judge(self.catalog, self.subject._replace(year=year), self.source(values)))


class Limit(NamedTuple):
    """The end of an interval that a figure has to come up to, or (caps) stay under, in steps of `grain`."""

    edge: Decimal
    upward: bool
    strict: bool
    grain: Decimal

    def kept(self, less: Decimal) -> Decimal:
        """The outermost figure on the grain that keeps the limit once `less` is added to it."""
        exact = self.edge - less
        figure = self.rounded(exact)
        return figure + (self.grain if self.upward else -self.grain) if self.strict and figure == exact else figure

    def rounded(self, value: Decimal) -> Decimal:
        """`value` on the grain, rounded to the safe side."""
        way = ROUND_CEILING if self.upward else ROUND_FLOOR
        return EXACT.divide(value, self.grain).to_integral_value(way) * self.grain

    def stricter(self, *figures: Decimal) -> Decimal:
        """Of several figures the one that does most."""
        return max(figures) if self.upward else min(figures)

    def nearer(self, *figures: Decimal) -> Decimal:
        """Of several figures the one that does least."""
        return min(figures) if self.upward else max(figures)


def prospect(catalog: Catalog, subject: Subject, shelf: Shelf, assumed: Mapping[int, Decimal]) -> Prospect:
    """What each year after the subject's must bring for the target to be met, given the `assumed` years."""
    with localcontext(EXACT):
        world = World(catalog, subject, shelf, assumed)
        values, lacking = _values(world)
        cap = not _final(subject).upward
        years = tuple(_year(world, y, values, cap=cap) for y in sorted(values))
        told = all(y in values for y in years_left(subject))
        return Prospect(world.judged(subject.year, assumed), subject.indicator.kind, years, lacking, told)


def years_left(subject: Subject) -> range:
    """Years after the one judged, up to the deadline or the plan's end."""
    return range(max(subject.year + 1, subject.plan.start), deadline_of(subject.commitment, subject.plan) + 1)


def assumable(catalog: Catalog, subject: Subject, shelf: Shelf) -> tuple[int, ...]:
    """Years whose figure may be assumed: those left, and those of the plan that lack a whole figure."""
    past = _lacking(World(catalog, subject, shelf, {}).measured(subject.year, {}))
    return (*(y for y in past if y >= subject.plan.start), *years_left(subject))


def _lacking(m: Measurement) -> tuple[int, ...]:
    """Years with no figure, or one of a part only."""
    return tuple(sorted({*m.missing, *(f.year for f in m.figures if f.silent or f.narrower)}))


def _adds_up(subject: Subject) -> bool:
    """Whether the figures of several years are summed."""
    several = not subject.commitment.target.every_year
    return several and (subject.commitment.measure, subject.indicator.kind) in ADDED_UP


def _year(world: World, year: int, values: Mapping[int, Decimal], *, cap: bool) -> Year:
    """A year judged by the figures up to it."""
    found = world.judged(year, values)
    needed: Origin = "even" if found.outcome not in JUDGED else "most" if cap else "least"
    return Year(year, values[year], "assumed" if year in world.assumed else needed, found)


def _values(world: World) -> tuple[dict[int, Decimal], tuple[int, ...]]:
    """A figure for each year assumed or left, as far as it can be told, and the years that lack one."""
    subject, values = world.subject, dict(world.assumed)
    lacking = _lacking(world.measured(subject.year, values)) if _adds_up(subject) else ()
    for year in (y for y in years_left(subject) if y not in values):
        before = {y: v for y, v in values.items() if y < year}
        bare = world.measured(year, {**before, year: ZERO})
        if bare.value is None:
            return values, _lacking(bare)
        values[year] = _needed(world, year, values, bare.value)
    return values, lacking


def _needed(world: World, year: int, values: Mapping[int, Decimal], bare: Decimal) -> Decimal:
    """The least figure (for caps: the most) for a year's own criterion and for the target.

    `bare` is the condition that a figure of zero would lead to: a sum so far, or a stock's baseline negated.
    """
    subject, final = world.subject, _final(world.subject)
    criterion = criterion_of(subject.commitment, subject.plan, subject.indicator, year)
    asked = [_limit(subject, criterion.accepted).kept(bare)] if criterion else []
    if subject.commitment.target.every_year:
        return final.stricter(*asked)
    if _adds_up(subject):
        return max(final.stricter(_share(world, year, values, bare), *asked), ZERO)
    return final.stricter(*([*_step(world, year, values, bare), *asked] or [final.kept(bare)]))


def _share(world: World, year: int, values: Mapping[int, Decimal], so_far: Decimal) -> Decimal:
    """An even share of what a sum lacks, over the years without a figure."""
    final = _final(world.subject)
    later = sum((v for y, v in values.items() if y > year), ZERO)
    open_years = sum(y >= year and y not in values for y in years_left(world.subject))
    return final.rounded(EXACT.divide(final.kept(so_far + later), Decimal(open_years)))


def _step(world: World, year: int, values: Mapping[int, Decimal], bare: Decimal) -> list[Decimal]:
    """An even step from the latest figure to the limit at the deadline; none when no figure is known."""
    subject, final = world.subject, _final(world.subject)
    now = world.measured(subject.year, values).value
    known = {} if now is None else {subject.year: now - bare}
    known |= {y: v for y, v in values.items() if subject.year < y < year}
    if not known:
        return []
    last, end = max(known), final.kept(bare)
    start = final.nearer(known[last], end)
    span = deadline_of(subject.commitment, subject.plan) - last
    return [final.rounded(start + EXACT.divide((end - start) * (year - last), Decimal(span)))]


def _final(subject: Subject) -> Limit:
    """The limit at the deadline."""
    return _limit(subject, final_criterion(subject.commitment, subject.indicator).accepted)


def _limit(subject: Subject, accepted: Interval) -> Limit:
    """The limit to come up to; a range is entered at its low end."""
    grain = _grain(subject)
    if accepted.low is not None:
        return Limit(accepted.low, True, accepted.open_low, grain)
    return Limit(accepted.high or ZERO, False, accepted.open_high, grain)


def _grain(subject: Subject) -> Decimal:
    """Whole things, hundredths of a percent, or the target's last digit where that is finer or the policy rounds."""
    target = subject.commitment.target
    numbers = (n for n in (final_value(target), target.low, target.high) if n is not None)
    digits = min(int(n.as_tuple().exponent) for n in numbers)
    written = Decimal(1).scaleb(digits) * unit_factor(subject.commitment, subject.indicator)
    if subject.plan.policy.rounding == "as_written":
        return written
    return min(written, HUNDREDTH if subject.unit == "%" else WHOLE)


def _figure(subject: Subject, year: int, value: Decimal, source: str) -> Observation:
    """A hypothetical observation."""
    return Observation(
        indicator=subject.indicator.id,
        jurisdiction=subject.jurisdiction,
        year=year,
        state="reported",
        value=value,
        unit=subject.indicator.unit,
        bound="exact",
        status=Status.PROVISIONAL,
        source=source,
        note="",
        place=Place(source),
    )
