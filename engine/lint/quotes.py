"""Q codes: a commitment held against the words of its own quote."""

from collections.abc import Callable
from decimal import Decimal

from engine import words
from engine.compare import final_value
from engine.lint.walk import Found, commitments, with_indicator
from engine.model.catalog import Catalog
from engine.model.plan import Commitment
from engine.model.registry import Indicator
from engine.model.target import Measure
from engine.model.text import Text, join_texts
from engine.quantity import plain, split_unit
from engine.quote import (
    CUMULATIVE_WORDS,
    EXPECTED_WORDS,
    WHOLE_WORDS,
    YEARLY_WORDS,
    figures,
    has,
    place_words,
    range_ends,
)

WHOLE = Decimal(100)
"""Percent that a quote may say in words: 每个、全覆盖."""


def quoted_number(catalog: Catalog) -> Found:
    """Q301: the target's number stands in the quote."""
    for entry, c, path, indicator in with_indicator(catalog):
        missing = _unquoted(c, indicator)
        if missing is not None:
            yield entry.marks.at(*path, "target"), {"value": plain(missing), "unit": c.target.unit}


def _unquoted(c: Commitment, indicator: Indicator) -> Decimal | None:
    """A number of the target, as written in the rule, that the quote does not hold."""
    t, units = c.target, _units(c, indicator)
    if t.rank and t.value is not None:
        return None if has(c.quote, place_words(int(t.value))) else t.value
    factor = split_unit(t.unit)[0]
    if t.value == WHOLE and t.unit == "%" and has(c.quote, WHOLE_WORDS):
        return None
    if t.low is not None and t.high is not None:
        return None if (t.low * factor, t.high * factor) in range_ends(c.quote, units) else t.low
    quoted = {f.value for f in figures(c.quote, units)}
    asked = t.values.values() if t.values else [t.value]
    return next((n for n in asked if n is not None and n * factor not in quoted), None)


def _units(c: Commitment, indicator: Indicator) -> tuple[str, ...]:
    """Words for the unit in a quote: as the target writes it, its base, and the indicator's other words."""
    if c.target.change:
        return ("个百分点", "百分点") if c.target.change.by == "points" else ("%",)
    return (c.target.unit, split_unit(c.target.unit)[1], *indicator.unit_aliases)


def quoted_comparison(catalog: Catalog) -> Found:
    """Q302: 以上、超过、左右、最高 … mean what the rule says."""
    for entry, c, path, indicator in with_indicator(catalog):
        value = final_value(c.target)
        if value is None or c.target.rank:
            continue
        base = value * split_unit(c.target.unit)[0]
        found = [f for f in figures(c.quote, _units(c, indicator)) if f.value == base]
        if found and not any(c.target.comparison in f.meant for f in found):
            meant = join_texts([words.COMPARISONS[m] for m in sorted(found[0].meant)], Text("或", " or "))
            fields: dict[str, object] = {
                "word": found[0].word or plain(value),
                "meant": meant,
                "written": c.target.comparison.value,
            }
            yield entry.marks.at(*path, "target", "comparison"), fields


def quoted_yearly(catalog: Catalog) -> Found:
    """Q303: 每年 is not by-the-end."""
    for entry, c, path in commitments(catalog):
        if has(c.quote, YEARLY_WORDS) and not c.target.every_year:
            yield entry.marks.at(*path, "target"), {}


def quoted_nature(catalog: Catalog) -> Found:
    """Q304: 力争、争取 make a commitment expected."""
    for entry, c, path in commitments(catalog):
        word = has(c.quote, EXPECTED_WORDS)
        if word and c.nature != "expected" and c.target.stretch is None:  # 力争 may belong to the stretch value
            yield entry.marks.at(*path, "nature"), {"word": word}


def quoted_cumulative(catalog: Catalog) -> Found:
    """Q305: 累计 is not a stock."""
    for entry, c, path in commitments(catalog):
        if has(c.quote, CUMULATIVE_WORDS) and c.measure is not Measure.CUMULATIVE:
            yield entry.marks.at(*path, "measure"), {}


CHECKS: dict[str, Callable[[Catalog], Found]] = {
    "Q301": quoted_number,
    "Q302": quoted_comparison,
    "Q303": quoted_yearly,
    "Q304": quoted_nature,
    "Q305": quoted_cumulative,
}
