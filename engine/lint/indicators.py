"""L codes of indicators: what the registry says of an indicator agrees with itself."""

from collections.abc import Callable, Iterator, Mapping

from engine.lint.walk import Found
from engine.model.catalog import Catalog
from engine.model.registry import Indicator, Kind
from engine.model.text import Text


def contradictory(catalog: Catalog) -> Found:
    """L222: limits, factors and parts that no figure could meet."""
    for i, indicator in enumerate(catalog.indicators):
        for key, why in _contradictions(catalog, indicator):
            yield catalog.indicator_marks.at("indicators", i, key), {"why": why}


def _contradictions(catalog: Catalog, i: Indicator) -> Iterator[tuple[str, Text]]:
    """Key and reason of each."""
    if i.minimum is not None and i.maximum is not None and i.minimum > i.maximum:
        yield "minimum", Text("minimum 大于 maximum", "the minimum is above the maximum")
    if i.jump is not None and i.jump <= 1:
        yield "jump", Text("jump 应大于 1", "a jump is a factor above 1")
    if i.parts and i.kind is Kind.RATE:
        yield "parts", Text("比率不能由分项相加", "a rate is not the sum of parts")
    if len(set(i.parts)) < len(i.parts):
        yield "parts", Text("同一分项出现两次", "a part is listed twice")
    if i.id in _within(catalog, i.id):
        yield "parts", Text("它是自身的分项", "it is part of itself")


def _within(catalog: Catalog, name: str) -> set[str]:
    """Everything that adds up to an indicator, through all levels."""
    found: set[str] = set()
    pending = [name]
    while pending:
        indicator = catalog.indicator.get(pending.pop())
        new = set(indicator.parts) - found if indicator else set()
        found |= new
        pending += new
    return found


CHECKS: Mapping[str, Callable[[Catalog], Found]] = {"L222": contradictory}
