"""FORMER: fields of a figure beside the one that it takes the place of, and of who gave that one."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from engine import words
from engine.checking.seen import Seen
from engine.model.text import Text
from engine.quantity import EXACT
from engine.written import as_given

BY = Text("（{unit}报）", " (by {unit})")
APART = Text("，相差{difference}", ", {difference} apart")


def _revised_from(s: Seen) -> Decimal | None:
    return s.comparable(s.former)


def _difference(s: Seen) -> Decimal | None:
    before = _revised_from(s)
    return None if before is None or s.value is None else EXACT.subtract(s.value, before)


def _apart(s: Seen) -> Text:
    """How far two numbers differ, worded to follow them; of '-' and an empty cell there is nothing to say."""
    difference = _difference(s)
    if not difference or s.indicator is None:
        return Text("", "")
    return APART.fill({"difference": words.difference(abs(difference), s.indicator.unit)})


def _differs(s: Seen) -> bool | None:
    """None where there is no former figure, or one of the two is in a unit that measures something else.

    An empty cell says nothing and takes no figure's place.
    """
    if s.former is None or any(o.state == "reported" and s.span(o) is None for o in (s.o, s.former)):
        return None
    return s.o.state != "missing" and s.beside.said(s.o) != s.beside.said(s.former)


def _former_reporter(s: Seen) -> str | None:
    return s.world.reporter(s.former) if s.former else None


def _same_reporter(s: Seen) -> bool:
    """Whether the same unit gave both, as far as both say who gave them."""
    return not (former := _former_reporter(s)) or s.world.reporter(s.o) in ("", former)


def _former_by(s: Seen) -> Text:
    former = _former_reporter(s)
    return BY.fill({"unit": former}) if former else Text("", "")


FORMER: Mapping[str, Callable[[Seen], object]] = {
    "revised_from": _revised_from,
    "difference": _difference,
    "apart": _apart,
    "differs": _differs,
    "given_before": lambda s: as_given(s.former) if s.former else None,
    "former_reporter": _former_reporter,
    "same_reporter": _same_reporter,
    "former_by": _former_by,
}
"""Field → how it is worked out; what each one means stands in engine/model/check_fields.py."""
