"""FIGURE: fields of one submitted figure beside others, each worked out when a check names it."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from engine import words
from engine.checking.due import reached
from engine.checking.former import FORMER
from engine.checking.record import Lazy, Record, few
from engine.checking.seen import Beside, Seen
from engine.checking.world import World
from engine.model.observation import Status
from engine.model.registry import Kind
from engine.written import as_given

Field = Callable[[Seen], object]


def figures(world: World) -> Iterator[Record]:
    """Every figure that is being checked."""
    beside = Beside(world)
    of_indicator: dict[str, Mapping[str, object]] = {}
    for o in world.observations:
        if o.indicator not in of_indicator:
            of_indicator[o.indicator] = _of_indicator(world, o.indicator)
        seen = Seen(beside, o)
        known = {**of_indicator[o.indicator], **_of_row(seen)}
        unit = seen.indicator.unit if seen.indicator else o.unit
        yield Record(Lazy(FIGURE, seen, known), o.place, o.written, unit, seen.rests_on_earlier)


def _of_indicator(world: World, name: str) -> Mapping[str, object]:
    """Fields that all figures of an indicator share; nothing but its name is known of one that is not registered."""
    i = world.catalog.indicator.get(name)
    scale = world.scales.get(name)
    counted = i is not None and i.kind is not Kind.RATE
    return {
        "indicator": name,
        "name": i.name if i else name,
        "registered": i is not None,
        "unit_expected": i.unit if i else None,
        "kind": i.kind.value if i else None,
        "percent": i.unit == "%" if i else None,
        "countable": scale.countable if scale else None,
        "minimum": i.minimum if i and (i.minimum is not None or not counted) else Decimal(0) if counted else None,
        "maximum": i.maximum if i else None,
        "bounded": i.maximum is not None if i else None,
        "jump": i.doubtful_jump if i else None,
        "jump_registered": i.jump is not None if i else None,
    }


def _of_row(s: Seen) -> Mapping[str, object]:
    """Fields that stand in the row itself."""
    o = s.o
    return {
        "jurisdiction": s.place,
        "year": o.year,
        "case": o.case,
        "unit": o.unit,
        "point": o.unit in words.POINT_UNITS,
        "value": s.value,
        "reported": o.state == "reported",
        "missing": o.state == "missing",
        "not_applicable": o.state == "not_applicable",
        "zero": o.value is not None and not o.value,
        "bound": o.bound,
        "status": o.status.word,
    }


def _changed(name: str) -> Field:
    return lambda s: getattr(s.change, name) if s.change else None


def _previous(s: Seen) -> Decimal | None:
    return s.comparable(s.years.get(s.o.year - 1))


def _was_not_applicable(s: Seen) -> bool:
    before = s.years.get(s.o.year - 1)
    return before is not None and before.state == "not_applicable"


def _same_as_previous(s: Seen) -> bool | None:
    previous = _previous(s)
    return None if previous is None or s.value is None else previous == s.value


def _last_year(s: Seen) -> int | None:
    return s.latest.year if s.latest else None


def _running(s: Seen) -> bool:
    return s.o.indicator in s.world.running and not s.o.case and s.prevails


def _highest(s: Seen) -> Decimal | None:
    span = s.span(s.o)
    return span.highest if span else None


def _last_lowest(s: Seen) -> Decimal | None:
    span = s.span(s.latest)
    return span.lowest if span else None


def _last_known(s: Seen) -> Decimal | None:
    span = s.span(s.latest)
    return span.value if span else None


def _usual(s: Seen) -> Decimal | None:
    return s.usual.value if s.usual else None


def _last_provisional(s: Seen) -> bool | None:
    return s.latest.status is Status.PROVISIONAL if s.latest else None


def _with_asked_year(s: Seen) -> bool | None:
    asked = s.world.asked_year(s.o)
    return None if asked is None else asked in s.years


def _years_ago(s: Seen) -> int:
    return (s.world.asked_year(s.o) or s.world.newest[s.o.place.file]) - s.o.year


def _others_reported(s: Seen) -> int:
    places = s.world.beside.get((s.o.indicator, s.world.parent.get(s.place, ""), s.o.year), ())
    return len([p for p in places if p != s.place])


def _other_place(s: Seen) -> str | None:
    return next((str(place) for place in s.copies.places if place != s.o.place), None)


def _target(s: Seen) -> Decimal | None:
    found = s.beside.due.get(s.key)
    return found.target if found and not s.o.case else None


def _at_target(s: Seen) -> bool | None:
    found = s.beside.due.get(s.key)
    if found is None or s.o.case or not s.prevails:
        return None
    value = reached(s.world, found, s.place)
    return None if value is None else value == found.target


def _days_late(s: Seen) -> int | None:
    return (s.o.received - s.due_day).days if s.o.received and s.due_day else None


def _has_final(s: Seen) -> bool:
    name = s.name
    earlier = s.world.before.get(name, {}).get(s.o.year)
    return (earlier is not None and earlier.state == "reported") or (name, s.o.year, Status.FINAL) in s.world.copies


def _peers(s: Seen) -> int | None:
    parent = s.world.parent.get(s.place)
    return len(s.beside.changes(s.o.indicator, parent, s.o.year)) if s.change and parent else None


FIGURE: Mapping[str, Field] = {
    "indicator_hint": lambda s: s.beside.indicators.of(s.o.indicator),
    "place_registered": lambda s: s.o.jurisdiction in s.world.catalog.places,
    "place_hint": lambda s: s.beside.places.of(s.o.jurisdiction),
    "unit_converts": lambda s: s.scale.factor(s.o.unit) is not None if s.scale else None,
    "whole": lambda s: None if s.value is None else s.value == s.value.to_integral_value(),
    "asked_year": lambda s: s.world.asked_year(s.o),
    "from_form": lambda s: s.o.place.file in s.world.form_of,
    "with_asked_year": _with_asked_year,
    "years_ago": _years_ago,
    "required": lambda s: s.key in s.beside.required,
    "others_reported": _others_reported,
    "previous": _previous,
    "was_not_applicable": _was_not_applicable,
    "last_known": _last_known,
    "highest": _highest,
    "last_lowest": _last_lowest,
    "last_provisional": _last_provisional,
    "last_year": _last_year,
    "usual": _usual,
    "usual_source": lambda s: s.usual.source if s.usual else None,
    "running": _running,
    "same_as_previous": _same_as_previous,
    "copies": lambda s: s.copies.rows,
    "other_values": lambda s: s.copies.figures - 1,
    "other_place": _other_place,
    "between_units": lambda s: len(s.copies.reporters) > 1,
    "reporters": lambda s: few(s.copies.reporters),
    "given": lambda s: as_given(s.o),
    "target": _target,
    "at_target": _at_target,
    "received": lambda s: s.o.received.isoformat() if s.o.received else None,
    "due": lambda s: s.due_day.isoformat() if s.due_day else None,
    "days_late": _days_late,
    "late": lambda s: (_days_late(s) or 0) > 0,
    "has_final": _has_final,
    "reported_before": lambda s: s.name in s.world.reported_before,
    "peers": _peers,
    "effect": _changed("effect"),
    "effect_median": _changed("median"),
    "effect_low": _changed("low"),
    "effect_high": _changed("high"),
    "usual_ratio": _changed("usual"),
    "ratio": _changed("ratio"),
    **FORMER,
}
"""Field → how it is worked out; what each one means stands in engine/model/check_fields.py."""
