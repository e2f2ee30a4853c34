"""Rules held against each other, against their own quotes and against the figures; one generator per code."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from difflib import get_close_matches

from engine import words
from engine.compare import final_value
from engine.model.catalog import Catalog, Marks, Path, PlanEntry
from engine.model.diagnostic import Diagnostic, Place
from engine.model.observation import Observation
from engine.model.plan import Commitment, Task
from engine.model.registry import Indicator, Kind
from engine.model.target import Comparison, Measure, Method
from engine.model.text import Text, join_texts
from engine.quantity import QuantityError, convert, plain, split_unit
from engine.quote import CUMULATIVE_WORDS, EXPECTED_WORDS, YEARLY_WORDS, figures, has, range_ends, span, years
from engine.series import build
from engine.trajectory import method_of

Found = Iterator[tuple[Place, dict[str, object]]]


def lint(catalog: Catalog) -> Iterator[Diagnostic]:
    """Every problem of a catalog that pydantic cannot see."""
    for code, check in CHECKS.items():
        for place, fields in check(catalog):
            yield Diagnostic.of(code, place, **fields)


def lint_observations(catalog: Catalog, observations: Iterable[Observation]) -> Iterator[Diagnostic]:
    """Every problem of figures that a single row cannot show."""
    observations = list(observations)
    for code, check in OBSERVATION_CHECKS.items():
        for place, fields in check(catalog, observations):
            yield Diagnostic.of(code, place, **fields)


def hint(word: str, known: Iterable[str]) -> Text:
    """Advice that names the closest known word."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return Text(f"是否应为“{close[0]}”？", f"Did you mean '{close[0]}'?") if close else Text("请先登记。", "Register it first.")


def _commitments(catalog: Catalog) -> Iterator[tuple[PlanEntry, Commitment, Path]]:
    """Every commitment with its plan and its path in the file."""
    for entry in catalog.plans:
        for i, commitment in enumerate(entry.commitments):
            yield entry, commitment, ("commitments", i)


def _with_indicator(catalog: Catalog) -> Iterator[tuple[PlanEntry, Commitment, Path, Indicator]]:
    """Every commitment whose indicator is registered and whose unit converts; the others have their own codes."""
    for entry, commitment, path in _commitments(catalog):
        indicator = catalog.indicator.get(commitment.indicator)
        if indicator and _converts(commitment.target.unit, indicator):
            yield entry, commitment, path, indicator


def _converts(unit: str, indicator: Indicator) -> bool:
    try:
        convert(Decimal(1), unit, indicator.unit, indicator.unit_aliases)
    except QuantityError:
        return False
    return True


# One rule file by itself


def unit_mismatch(catalog: Catalog) -> Found:
    """R106: the target's unit must convert to the indicator's."""
    for entry, c, path in _commitments(catalog):
        indicator = catalog.indicator.get(c.indicator)
        if indicator and not _converts(c.target.unit, indicator):
            yield entry.marks.at(*path, "target", "unit"), {"unit": c.target.unit, "expected": indicator.unit}


def incomplete_target(catalog: Catalog) -> Found:
    """R108: each comparison has the numbers it needs, and one kind of date."""
    for entry, c, path in _commitments(catalog):
        for why in _target_problems(c, entry.plan.start):
            yield entry.marks.at(*path, "target"), {"why": why}


def _target_problems(c: Commitment, start: int) -> Iterator[Text]:
    t = c.target
    if [t.due is not None, t.every_year, bool(t.values)].count(True) != 1:
        yield Text("due、every_year: true、values 三者必有其一且只有其一", "exactly one of due, every_year: true and values")
    if t.comparison is Comparison.BETWEEN:
        if t.low is None or t.high is None or t.low > t.high or t.value is not None or t.values:
            yield Text("between 只写 low 和 high，且 low 不大于 high", "between takes low and high only, low not above high")
    elif (t.value is None) == (not t.values) or t.low is not None or t.high is not None:
        yield Text("value 与 values 必写其一；low、high 只用于 between", "one of value and values; low and high are for between")
    about = t.comparison is Comparison.ABOUT
    if about and (t.tolerance is None or t.favourable is None):
        yield Text("about 必须写 tolerance 和 favourable", "about needs tolerance and favourable")
    if not about and (t.tolerance is not None or t.favourable is not None):
        yield Text("tolerance、favourable 只用于 about", "tolerance and favourable are for about")
    if t.every_year and c.measure is Measure.CUMULATIVE:
        yield Text("cumulative 是多年合计，不能 every_year", "cumulative adds up years and cannot be every_year")
    if t.deadline is not None and t.deadline < start:
        yield Text("期限早于规划起始年", "the deadline is before the plan's first year")


def contradictory_trajectory(catalog: Catalog) -> Found:
    """R109: a method has what it needs and something to do."""
    for entry, c, path in _commitments(catalog):
        for why in _trajectory_problems(c):
            yield entry.marks.at(*path, "trajectory"), {"why": why}


def _trajectory_problems(c: Commitment) -> Iterator[Text]:
    trajectory, base, method = c.trajectory, c.trajectory.baseline, method_of(c)
    sums = c.measure in {Measure.CUMULATIVE, Measure.INCREMENT}
    if c.target.every_year and (trajectory.method or base):
        yield Text("every_year 的目标各年独立，不写 trajectory", "a target of every year stands alone and takes no trajectory")
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
    for entry, c, path, indicator in _with_indicator(catalog):
        allowed = KINDS_OF[c.measure]
        if indicator.kind not in allowed:
            kinds = join_texts([words.KINDS[k] for k in allowed], Text("、", ", "))
            why = Text("{measure} 只用于{kinds}，该指标是{kind}", "{measure} is for {kinds}; this indicator is a {kind}")
            fields = {"measure": c.measure.value, "kinds": kinds, "kind": words.KINDS[indicator.kind]}
            yield entry.marks.at(*path, "measure"), {"why": why.fill(fields)}
        elif c.measure is Measure.RATIO and not (indicator.numerator and indicator.denominator):
            why = Text("ratio 的指标要登记 numerator 和 denominator", "an indicator measured as ratio needs numerator and denominator")
            yield entry.marks.at(*path, "measure"), {"why": why}


KINDS_OF = {
    Measure.LEVEL: (Kind.STOCK, Kind.RATE),
    Measure.ANNUAL: (Kind.FLOW, Kind.RATE),
    Measure.CUMULATIVE: (Kind.FLOW, Kind.STOCK),
    Measure.INCREMENT: (Kind.FLOW, Kind.STOCK, Kind.RATE),
    Measure.RATIO: (Kind.RATE,),
}
"""Measure → kinds of indicator it can read."""


# Rule files held against each other


def folder_name(catalog: Catalog) -> Found:
    """L201: the folder is the registration."""
    for entry in catalog.plans:
        if entry.plan.id != entry.folder:
            yield entry.marks.at("plan", "id"), {"id": entry.plan.id, "folder": entry.folder}


def duplicate_ids(catalog: Catalog) -> Found:
    """L202: an id names one thing."""
    for entry in catalog.plans:
        yield from _duplicates((c.id, entry.marks.at("commitments", i, "id")) for i, c in enumerate(entry.commitments))
        if entry.task_marks:
            yield from _duplicates((t.id, entry.task_marks.at("tasks", i, "id")) for i, t in enumerate(entry.tasks))
    marks = catalog.indicator_marks
    yield from _duplicates((x.id, marks.at("indicators", i, "id")) for i, x in enumerate(catalog.indicators))


def _duplicates(named: Iterable[tuple[str, Place]]) -> Found:
    seen: dict[str, Place] = {}
    for name, place in named:
        if name in seen:
            yield place, {"id": name, "other": seen[name]}
        seen.setdefault(name, place)


def unknown_indicators(catalog: Catalog) -> Found:
    """L203: every indicator that a rule names is registered."""
    for entry, c, path in _commitments(catalog):
        if c.indicator not in catalog.indicator:
            yield entry.marks.at(*path, "indicator"), {"id": c.indicator, "hint": hint(c.indicator, catalog.indicator)}
    for i, x in enumerate(catalog.indicators):
        for key in ("narrower_than", "numerator", "denominator"):
            named = getattr(x, key) or ()
            for other in [named] if isinstance(named, str) else named:
                if other not in catalog.indicator:
                    place = catalog.indicator_marks.at("indicators", i, key)
                    yield place, {"id": other, "hint": hint(other, catalog.indicator)}


def unknown_departments(catalog: Catalog) -> Found:
    """L204: every unit that answers is registered."""
    for marks, promise, path in _owned(catalog):
        for key in ("lead", "support"):
            for j, name in enumerate(getattr(promise, key)):
                if name not in catalog.canonical:
                    yield marks.at(*path, key, j), {"name": name, "hint": hint(name, catalog.canonical)}


def department_names(catalog: Catalog) -> Found:
    """L205: a name or alias leads to one department."""
    owner: dict[str, str] = {}
    for i, d in enumerate(catalog.departments):
        for name in (d.name, *d.aliases):
            if name in owner:
                yield catalog.department_marks.at("departments", i), {"name": name, "other": owner[name]}
            owner.setdefault(name, d.name)


def repeated_departments(catalog: Catalog) -> Found:
    """L206: a unit leads or supports, once."""
    for marks, promise, path in _owned(catalog):
        names = [catalog.canonical.get(n, n) for n in (*promise.lead, *promise.support)]
        for name in (n for n, times in Counter(names).items() if times > 1):
            yield marks.at(*path, "lead"), {"name": name}


def _owned(catalog: Catalog) -> Iterator[tuple[Marks, Commitment | Task, Path]]:
    """Everything with lead and support: marks, promise, path."""
    for entry in catalog.plans:
        for i, c in enumerate(entry.commitments):
            yield entry.marks, c, ("commitments", i)
        for i, t in enumerate(entry.tasks):
            yield entry.task_marks, t, ("tasks", i)


def due_year(catalog: Catalog) -> Found:
    """L207: the due year is said by the quote, or is the plan's last year."""
    for entry, c, path in _commitments(catalog):
        due = c.target.deadline
        if due is not None and due not in (years(c.quote) or {entry.plan.end}):
            yield entry.marks.at(*path, "target"), {"due": due, "end": entry.plan.end}


def period_and_title(catalog: Catalog) -> Found:
    """L208: the period is the one of the title."""
    for entry in catalog.plans:
        first, last = entry.plan.period
        if first > last or span(entry.plan.title) not in (None, (first, last)):
            yield entry.marks.at("plan", "period"), {"period": f"{first}—{last}"}


def conflicting_targets(catalog: Catalog) -> Found:
    """L209: one plan asks one thing of one indicator at one date, by one side of comparison."""
    for entry in catalog.plans:
        seen: dict[tuple[object, ...], Place] = {}
        for i, c in enumerate(entry.commitments):
            key = (c.indicator, c.measure, c.target.deadline, c.target.comparison)
            place = entry.marks.at("commitments", i, "target")
            if key in seen:
                yield place, {"other": seen[key]}
            seen.setdefault(key, place)


# Rules held against the words of their quotes


def quoted_number(catalog: Catalog) -> Found:
    """Q301: the target's number stands in the quote."""
    for entry, c, path, indicator in _with_indicator(catalog):
        missing = _unquoted(c, indicator)
        if missing is not None:
            yield entry.marks.at(*path, "target"), {"value": plain(missing), "unit": c.target.unit}


def _unquoted(c: Commitment, indicator: Indicator) -> Decimal | None:
    """A number of the target, as written in the rule, that the quote does not hold."""
    t, units = c.target, _units(c, indicator)
    factor = split_unit(t.unit)[0]
    if t.low is not None and t.high is not None:
        return None if (t.low * factor, t.high * factor) in range_ends(c.quote, units) else t.low
    quoted = {f.value for f in figures(c.quote, units)}
    return next((n for n in (t.values or {0: t.value}).values() if n is not None and n * factor not in quoted), None)


def _units(c: Commitment, indicator: Indicator) -> tuple[str, ...]:
    """Words for the unit in a quote: as the target writes it, its base, and the indicator's other words."""
    return (c.target.unit, split_unit(c.target.unit)[1], *indicator.unit_aliases)


def quoted_comparison(catalog: Catalog) -> Found:
    """Q302: 以上、超过、左右、最高 … mean what the rule says."""
    for entry, c, path, indicator in _with_indicator(catalog):
        value = final_value(c.target)
        if value is None:
            continue
        base = value * split_unit(c.target.unit)[0]
        found = [f for f in figures(c.quote, _units(c, indicator)) if f.value == base]
        if found and not any(c.target.comparison in f.meant for f in found):
            meant = join_texts([words.COMPARISONS[m] for m in sorted(found[0].meant)], Text("或", " or "))
            fields = {"word": found[0].word or plain(value), "meant": meant, "written": c.target.comparison.value}
            yield entry.marks.at(*path, "target", "comparison"), fields


def quoted_yearly(catalog: Catalog) -> Found:
    """Q303: 每年 is not by-the-end."""
    for entry, c, path in _commitments(catalog):
        if has(c.quote, YEARLY_WORDS) and not c.target.every_year:
            yield entry.marks.at(*path, "target"), {}


def quoted_nature(catalog: Catalog) -> Found:
    """Q304: 力争、争取 make a commitment expected."""
    for entry, c, path in _commitments(catalog):
        word = has(c.quote, EXPECTED_WORDS)
        if word and c.nature != "expected":
            yield entry.marks.at(*path, "nature"), {"word": word}


def quoted_cumulative(catalog: Catalog) -> Found:
    """Q305: 累计 is not a stock."""
    for entry, c, path in _commitments(catalog):
        if has(c.quote, CUMULATIVE_WORDS) and c.measure is not Measure.CUMULATIVE:
            yield entry.marks.at(*path, "measure"), {}


CHECKS: dict[str, Callable[[Catalog], Found]] = {
    "R106": unit_mismatch,
    "R108": incomplete_target,
    "R109": contradictory_trajectory,
    "R110": kind_and_measure,
    "L201": folder_name,
    "L202": duplicate_ids,
    "L203": unknown_indicators,
    "L204": unknown_departments,
    "L205": department_names,
    "L206": repeated_departments,
    "L207": due_year,
    "L208": period_and_title,
    "L209": conflicting_targets,
    "Q301": quoted_number,
    "Q302": quoted_comparison,
    "Q303": quoted_yearly,
    "Q304": quoted_nature,
    "Q305": quoted_cumulative,
}
"""Code → the generator that finds it among the rules."""


# Figures held against the registry and against each other


def unit_of_figures(catalog: Catalog, observations: list[Observation]) -> Found:
    """R106: a figure's unit must convert to the indicator's."""
    for o in observations:
        indicator = catalog.indicator.get(o.indicator)
        if indicator and not _converts(o.unit, indicator):
            yield o.place, {"unit": o.unit, "expected": indicator.unit}


def contradictions(catalog: Catalog, observations: list[Observation]) -> Found:
    """S407: one key and status, one figure."""
    seen: dict[tuple[object, ...], Observation] = {}
    for o in observations:
        other = seen.setdefault((*o.key, o.status), o)
        if other is not o and (other.state, other.value, other.unit, other.bound) != (o.state, o.value, o.unit, o.bound):
            yield o.place, {"other": other.place}


def negative_counts(catalog: Catalog, observations: list[Observation]) -> Found:
    """S408: stocks and flows count things."""
    for o in observations:
        indicator = catalog.indicator.get(o.indicator)
        if indicator and indicator.kind is not Kind.RATE and o.value is not None and o.value < 0:
            yield o.place, {"value": plain(o.value)}


def falling_totals(catalog: Catalog, observations: list[Observation]) -> Found:
    """S409: a running total (a stock measured as cumulative) cannot fall."""
    running = {c.indicator for _, c, _, i in _with_indicator(catalog) if c.measure is Measure.CUMULATIVE and i.kind is Kind.STOCK}
    groups: dict[tuple[str, str], list[Observation]] = {}
    for o in observations:
        if o.indicator in running and _converts(o.unit, catalog.indicator[o.indicator]):
            groups.setdefault((o.indicator, o.jurisdiction), []).append(o)
    for (name, _), group in groups.items():
        figures_ = [f for f in build(catalog.indicator[name], group).values() if f.value is not None]
        for before, now in zip(figures_, figures_[1:], strict=False):
            if now.value is not None and before.value is not None and now.value < before.value:
                fields = {"year": now.year, "value": plain(now.value), "before": plain(before.value)}
                yield now.observation.place, fields


def unregistered_figures(catalog: Catalog, observations: list[Observation]) -> Found:
    """S410: figures of an indicator that no rule knows; said once for each file."""
    rows: dict[tuple[str, str], list[Observation]] = {}
    for o in observations:
        if o.indicator not in catalog.indicator:
            rows.setdefault((o.place.file, o.indicator), []).append(o)
    for (_, name), found in rows.items():
        yield found[0].place, {"id": name, "rows": len(found), "hint": hint(name, catalog.indicator)}


OBSERVATION_CHECKS: dict[str, Callable[[Catalog, list[Observation]], Found]] = {
    "R106": unit_of_figures,
    "S407": contradictions,
    "S408": negative_counts,
    "S409": falling_totals,
    "S410": unregistered_figures,
}
"""Code → the generator that finds it among the figures."""
