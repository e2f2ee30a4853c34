"""Rates beside the quotient of their numerator and denominator, within what the written digits allow."""

from collections.abc import Iterator
from decimal import Decimal

from engine.checking.record import RESTS_ON_EARLIER, Record, of_indicator
from engine.checking.world import World
from engine.model.observation import Observation
from engine.model.registry import Indicator
from engine.quantity import exact, per

CEILINGS = {"%": Decimal(100), "‰": Decimal(1000)}
"""Where a part stands over its whole; an indicator that may be more declares its maximum."""


def ratios(world: World) -> Iterator[Record]:
    """Every rate that was reported beside both of its parts, where one of the three is being checked."""
    for i in world.catalog.indicators:
        over, under = (world.catalog.indicator.get(name or "") for name in (i.numerator, i.denominator))
        if over is None or under is None:
            continue
        for name, place, case in sorted(world.known):
            years = world.known[name, place, case] if name == i.id and not case else {}
            for year in sorted(years):
                three = [world.figure(x.id, place, year) for x in (i, over, under)]
                figures = [o for o in three if o and o.state == "reported" and o.bound == "exact"]
                checked = [o for o in figures if id(o) in world.current]
                fields = _fields(world, (i, over, under), figures) if len(figures) == len(three) and checked else None
                if fields:
                    fields |= of_indicator(i, False) | {"jurisdiction": place, "year": year}
                    rests = RESTS_ON_EARLIER[len(checked) < len(figures)]
                    yield Record(fields, checked[0].place, checked[0].written, i.unit, rests)


@exact
def _fields(
    world: World, indicators: tuple[Indicator, Indicator, Indicator], figures: list[Observation]
) -> dict[str, object] | None:
    """Fields of rate, numerator and denominator; None where a unit does not convert or the denominator may be 0."""
    scales = [world.scales[i.id] for i in indicators]
    rate, over, under = (s.value(o) for s, o in zip(scales, figures, strict=True))
    if rate is None or over is None or under is None:
        return None
    own, top, bottom = (s.half_digit(o) for s, o in zip(scales, figures, strict=True))
    if under - bottom <= 0:
        return None
    times = per(*(i.unit for i in indicators))
    least, most = (over - top) * times / (under + bottom), (over + top) * times / (under - bottom)
    return {
        "rate": rate,
        "numerator": over,
        "denominator": under,
        "quotient": over * times / under,
        "least": least,
        "ceiling": CEILINGS.get(indicators[0].unit) if indicators[0].maximum is None else indicators[0].maximum,
        "low": least - own,
        "high": most + own,
    }
