"""R codes: one commitment by itself; its numbers, dates, trajectory and measure must fit together."""

from collections.abc import Callable, Iterator

from engine import words
from engine.compare import final_value
from engine.lint.walk import Found, commitments, fits, own_unit, with_indicator
from engine.model.catalog import Catalog
from engine.model.plan import Commitment
from engine.model.registry import Kind
from engine.model.target import Comparison, Measure, Method, Target
from engine.model.text import Text, join_texts
from engine.trajectory import method_of
from engine.written import converts


def unit_mismatch(catalog: Catalog) -> Found:
    """R106: the target's unit must convert to the indicator's; a place or a change has its own unit."""
    for entry, c, path in commitments(catalog):
        indicator = catalog.indicator.get(c.indicator)
        if indicator is None or fits(c.target, indicator):
            continue
        yield (
            entry.marks.at(*path, "target", "unit"),
            {"unit": c.target.unit, "expected": own_unit(c.target, indicator)},
        )
    yield from _parts_in_other_units(catalog)
    yield from _references_in_other_units(catalog)


def _references_in_other_units(catalog: Catalog) -> Found:
    """An indicator that a target refers to counts in the same unit."""
    for entry, c, path in commitments(catalog):
        own = catalog.indicator.get(c.indicator)
        other = catalog.indicator.get((c.target.reference and c.target.reference.indicator) or "")
        if own and other and own.unit != other.unit:
            place = entry.marks.at(*path, "target", "reference", "indicator")
            yield place, {"unit": other.unit, "expected": own.unit}


def _parts_in_other_units(catalog: Catalog) -> Found:
    """An indicator of narrower scope counts the same things as the wider one."""
    for i, part in enumerate(catalog.indicators):
        for j, wider in enumerate(part.narrower_than):
            whole = catalog.indicator.get(wider)
            if whole and not converts(part.unit, whole):
                place = catalog.indicator_marks.at("indicators", i, "narrower_than", j)
                yield place, {"unit": part.unit, "expected": whole.unit}


def incomplete_target(catalog: Catalog) -> Found:
    """R108: each comparison has the numbers it needs, and one kind of date."""
    for entry, c, path in commitments(catalog):
        for why in _target_problems(c, entry.plan.start):
            yield entry.marks.at(*path, "target"), {"why": why}


def _target_problems(c: Commitment, start: int) -> Iterator[Text]:
    """Each rule that a target breaks."""
    t = c.target
    if [t.due is not None, t.every_year, bool(t.values)].count(True) != 1:
        yield Text(
            "due、every_year: true、values 三者必有其一且只有其一", "exactly one of due, every_year: true and values"
        )
    yield from _number_problems(t)
    yield from _relative_problems(c, start)
    if t.every_year and c.measure is Measure.CUMULATIVE:
        yield Text("cumulative 是多年合计，不能 every_year", "cumulative adds up years and cannot be every_year")
    if t.deadline is not None and t.deadline < start:
        yield Text("期限早于规划起始年", "the deadline is before the plan's first year")


def _number_problems(t: Target) -> Iterator[Text]:
    """Numbers that a comparison needs, and those that it has no use for."""
    ranged = t.low is not None or t.high is not None
    if t.comparison is Comparison.BETWEEN:
        if t.low is None or t.high is None or t.low > t.high or t.value is not None or t.values:
            yield Text(
                "between 只写 low 和 high，且 low 不大于 high", "between takes low and high only, low not above high"
            )
    elif t.reference:
        if t.value is not None or t.values or ranged:
            yield Text(
                "reference 的目标值取自参照地区，不写 value", "a reference takes its value from there: no value here"
            )
    elif (t.value is None) == (not t.values) or ranged:
        yield Text(
            "value 与 values 必写其一；low、high 只用于 between",
            "one of value and values; low and high are for between",
        )
    about = t.comparison is Comparison.ABOUT
    if about and (t.tolerance is None or t.favourable is None):
        yield Text("about 必须写 tolerance 和 favourable", "about needs tolerance and favourable")
    if not about and (t.tolerance is not None or t.favourable is not None):
        yield Text("tolerance、favourable 只用于 about", "tolerance and favourable are for about")
    if t.stretch is not None and not _further(t):
        yield Text("stretch 要比 value 更进一步", "stretch must go further than value")


def _further(t: Target) -> bool:
    """Whether the stretch value is on the far side of the target."""
    value = final_value(t)
    if value is None or t.stretch is None or t.comparison not in ONE_SIDED:
        return False
    return t.stretch > value if ONE_SIDED[t.comparison] else t.stretch < value


ONE_SIDED = {
    Comparison.AT_LEAST: True,
    Comparison.MORE_THAN: True,
    Comparison.AT_MOST: False,
    Comparison.LESS_THAN: False,
}
"""Comparison with one limit → whether more is better."""

SINGLE_YEAR = (Measure.LEVEL, Measure.ANNUAL, Measure.RATIO)


def _relative_problems(c: Commitment, start: int) -> Iterator[Text]:
    """Rules of targets that are a place, a change, a reference or hold for each case."""
    t = c.target
    chosen = [t.reference, t.rank, t.change, t.per_case or None]
    if sum(x is not None for x in chosen) > 1:
        yield Text("reference、rank、change、per_case 只能选一", "choose one of reference, rank, change and per_case")
    if any(chosen) and c.measure not in SINGLE_YEAR:
        yield Text(
            "reference、rank、change、per_case 只用于 level、annual、ratio", "these are for level, annual and ratio"
        )
    if c.decomposition and (any(chosen) or t.values or t.low is not None):
        yield Text(
            "decomposition 只用于一个数的目标，不与 values、between 等同用",
            "decomposition is for a target of one number",
        )
    if t.change and t.change.base_year >= (t.deadline or start):
        yield Text(
            "change 的 base_year 须早于期限（每年的目标：早于规划起始年）",
            "the base year of a change must come before it is judged",
        )
    if any(chosen) and (c.trajectory.method or c.trajectory.baseline or t.values):
        yield Text(
            "reference、rank、change、per_case 不写 trajectory 和 values", "these take no trajectory and no values"
        )
    if t.rank and not (t.comparison is Comparison.AT_MOST and t.value and t.value == int(t.value) and t.value >= 1):
        yield Text(
            "rank 写作 comparison: at_most、value: 名次、unit: 位", "a rank is at_most a whole value, in unit 位"
        )


def contradictory_trajectory(catalog: Catalog) -> Found:
    """R109: a method has what it needs and something to do."""
    for entry, c, path in commitments(catalog):
        for why in _trajectory_problems(c):
            yield entry.marks.at(*path, "trajectory"), {"why": why}


def _trajectory_problems(c: Commitment) -> Iterator[Text]:
    trajectory, base, method = c.trajectory, c.trajectory.baseline, method_of(c)
    sums = c.measure in {Measure.CUMULATIVE, Measure.INCREMENT}
    if c.target.every_year and (trajectory.method or base):
        yield Text(
            "every_year 的目标各年独立，不写 trajectory",
            "a target of every year stands alone and takes no trajectory",
        )
    if method is Method.LINEAR and base is None and not sums:
        yield Text("linear 需要 baseline", "linear needs a baseline")
    if method is Method.COMPOUND and (base is None or base.value <= 0):
        yield Text("compound 需要大于零的 baseline", "compound needs a baseline above zero")
    if (method is Method.MILESTONES) != bool(c.target.values):
        yield Text("milestones 与 target.values 要同时写", "milestones and target.values go together")
    if base and c.target.deadline is not None and base.year >= c.target.deadline:
        yield Text("baseline 的年份须早于期限", "the baseline's year must be before the deadline")


def kind_and_measure(catalog: Catalog) -> Found:
    """R110: stock, flow and accumulation are declared, never guessed."""
    for entry, c, path, indicator in with_indicator(catalog):
        allowed = KINDS_OF[c.measure]
        if indicator.kind not in allowed:
            kinds = join_texts([words.KINDS[k] for k in allowed], Text("、", ", "))
            why = Text(
                "{measure} 只用于{kinds}，该指标是{kind}",
                "{measure} is for {kinds}; this indicator is a {kind}",
            )
            fields = {"measure": c.measure.value, "kinds": kinds, "kind": words.KINDS[indicator.kind]}
            yield entry.marks.at(*path, "measure"), {"why": why.fill(fields)}
        elif c.measure is Measure.RATIO and not (indicator.numerator and indicator.denominator):
            why = Text(
                "ratio 的指标要登记 numerator 和 denominator",
                "an indicator measured as ratio needs numerator and denominator",
            )
            yield entry.marks.at(*path, "measure"), {"why": why}
    yield from _unsound_ratios(catalog)


def _unsound_ratios(catalog: Catalog) -> Found:
    """A ratio's parts are two other indicators; those of a percentage count the same things."""
    for i, x in enumerate(catalog.indicators):
        over, under = catalog.indicator.get(x.numerator or ""), catalog.indicator.get(x.denominator or "")
        if over is None or under is None:
            continue
        place = catalog.indicator_marks.at("indicators", i, "numerator")
        if len({x.id, over.id, under.id}) < len(("indicator", "numerator", "denominator")):
            yield (
                place,
                {
                    "why": Text(
                        "分子、分母和比率本身须是三个指标", "numerator, denominator and the ratio are three indicators"
                    )
                },
            )
        elif x.unit == "%" and not converts(over.unit, under):
            yield (
                place,
                {"why": Text("百分比的分子、分母单位须能换算", "the parts of a percentage need units that convert")},
            )


KINDS_OF = {
    Measure.LEVEL: (Kind.STOCK, Kind.RATE),
    Measure.ANNUAL: (Kind.FLOW, Kind.RATE),
    Measure.CUMULATIVE: (Kind.FLOW, Kind.STOCK),
    Measure.INCREMENT: (Kind.FLOW, Kind.STOCK, Kind.RATE),
    Measure.RATIO: (Kind.RATE,),
}
"""Measure → kinds of indicator it can read."""


CHECKS: dict[str, Callable[[Catalog], Found]] = {
    "R106": unit_mismatch,
    "R108": incomplete_target,
    "R109": contradictory_trajectory,
    "R110": kind_and_measure,
}
