"""A submission against those before it: which of them it replaces, and what that changes."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from engine.model.acceptance import Figure, FigureChange
from engine.model.inbox import Entry
from engine.model.observation import Observation, Status

Key = tuple[str, str, int, str]
"""Indicator, registered jurisdiction, year and case: what one figure is about."""

Names = Callable[[str], str]
"""What a place is called in the registry, by any of its names."""

SHOWN = ("state", "value", "unit", "bound", "status")
OTHERS = ("margin", "standard_error", "sample_size", "design_effect", "source", "note")
"""Fields whose change is told as well; where a figure stands and when it came may change freely."""


class Replaced(NamedTuple):
    """Numbers of the submissions that a new one replaces, and of those of which it would harm figures: these.

    `beside` are those that stand on, though single figures (`revised`) are revised.
    """

    whole: tuple[int, ...]
    partly: tuple[int, ...]
    harmed: tuple[FigureChange, ...]
    beside: tuple[int, ...]
    revised: tuple[Observation, ...]


def key_of(o: Observation, place: Names) -> Key:
    """What a figure is about."""
    return o.indicator, place(o.jurisdiction), o.year, o.case


def by_key(observations: Iterable[Observation], place: Names) -> dict[Key, Observation]:
    """The figure that prevails for each key."""
    found: dict[Key, Observation] = {}
    for o in observations:
        other = found.get(key := key_of(o, place))
        if other is None or o.prevails(other):
            found[key] = o
    return found


def first_received(new: Iterable[Observation], before: Iterable[Observation], place: Names) -> tuple[Observation, ...]:
    """Figures with the day on which each was first reported: a correction makes nobody late."""
    days = {key: o.received for key, o in by_key(before, place).items() if o.received and o.state != "missing"}
    found = []
    for o in new:
        day = days.get(key_of(o, place))
        found.append(o._replace(received=day) if day and o.received and day < o.received else o)
    return tuple(found)


def replaced(
    standing: Iterable[tuple[Entry, Iterable[Observation]]],
    form: str | None,
    observations: Iterable[Observation],
    place: Names,
) -> Replaced:
    """Which submissions of the same unit a new one replaces: that of the same form, and any that it reports again.

    Where a figure of one would be lost, for its row is gone or empty, or would give way to one of lower status, which
    it prevails over, that is for the user to decide; unless the new one is no more than a revision of single figures.
    """
    new = by_key(observations, place)
    whole: list[int] = []
    partly: list[int] = []
    beside: list[int] = []
    harmed: list[FigureChange | None] = []
    revised: list[Observation] = []
    for entry, old in standing:
        held = _figures(by_key(old, place))
        again = held.keys() & _figures(new)
        same_form = form is not None and entry.form == form
        if not again and not same_form:
            continue
        if again and not same_form and all(_is_revised(new[key], held[key]) for key in again):
            continue  # its revisions stand on, and prevail over what is final only
        worse = [key for key in sorted(held) if key not in again or held[key].standing > new[key].standing]
        if worse and not same_form and all(_is_revised(held[key], new[key]) for key in again):
            beside.append(entry.number)
            revised += (held[key] for key in sorted(again))
            continue
        (partly if worse else whole).append(entry.number)
        harmed += [_change(key, held[key], new.get(key)) for key in worse]
    return Replaced(tuple(whole), tuple(partly), tuple(c for c in harmed if c), tuple(beside), tuple(revised))


def _is_revised(old: Observation, new: Observation) -> bool:
    """Whether a figure says itself that it revises, and prevails over the old one though that stands on."""
    return new.status is Status.REVISED and new.standing > old.standing


def _figures(found: Mapping[Key, Observation]) -> dict[Key, Observation]:
    """Those that are no empty cells: an empty cell neither reports a figure nor can it be lost."""
    return {key: o for key, o in found.items() if o.state != "missing"}


def changes(before: Iterable[Observation], after: Iterable[Observation], place: Names) -> tuple[FigureChange, ...]:
    """Figures added, removed and changed, in order of what they are about."""
    old, new = by_key(before, place), by_key(after, place)
    found = (_change(key, old.get(key), new.get(key)) for key in sorted({*old, *new}))
    return tuple(c for c in found if c)


def _change(key: Key, old: Observation | None, new: Observation | None) -> FigureChange | None:
    """What became of one figure; None when it is the same."""
    changed = _differing(old._asdict(), new._asdict()) if old and new else ()
    if old and new and not changed:
        return None
    indicator, jurisdiction, year, case = key
    implied = (
        {"margin"} if {"value", "bound"} & {*changed} else set()
    )  # half of the last digit of an approximate figure
    return FigureChange(
        change="changed" if old and new else "added" if new else "removed",
        indicator=indicator,
        jurisdiction=jurisdiction,
        year=year,
        case=case,
        before=old and figure_of(old),
        after=new and figure_of(new),
        others=tuple(name for name in changed if name in OTHERS and name not in implied),
    )


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[str, ...]:
    """Fields of a figure that are not the same."""
    return tuple(name for name in (*SHOWN, *OTHERS) if old[name] != new[name])


def figure_of(o: Observation) -> Figure:
    """A figure as receipts show it."""
    value = None if o.value is None else f"{o.value:f}"
    return Figure(state=o.state, value=value, unit=o.unit, bound=o.bound, status=o.status.word, place=str(o.place))
