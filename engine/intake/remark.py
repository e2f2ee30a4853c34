"""Rows of a table that are no figures: who filled it in, a telephone number, a day."""

import re
from collections.abc import Mapping

from engine.intake import tidy
from engine.intake.figure import number
from engine.intake.grid import Record, Trait
from engine.intake.reading import short
from engine.intake.year import read_year
from engine.model.diagnostic import Diagnostic
from engine.model.layout import NEEDED
from engine.quantity import QuantityError

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""How the id of an indicator is written."""

FIGURE = ("indicator", "year", "value")
"""Columns without which a row says no figure of anything."""

A_DAY = "N406"


def remark(record: Record, names: Mapping[str, str]) -> Diagnostic | None:
    """The note that a row is passed over; `names` are those of registered indicators."""
    if record.cells["value"].strip() or _coded(record.cells["indicator"], names):
        return None
    cells = {column: text.strip() for column, text in record.cells.items() if column not in record.fixed}
    said = {column: text for column, text in cells.items() if text}
    if not said or _dated(cells.get("year", "")):
        return None
    lacking = any(column in cells and column not in said for column in NEEDED if column != "value")
    if not (lacking or cells.get("year")) or any(_telling(record.traits.get(column)) for column in FIGURE):
        return None
    if any(_numeric(said.get(column, "")) for column in ("jurisdiction", "unit")):  # a row whose cells have moved
        return None
    text = " ".join(said.values())
    first = min(record.place(column) for column in said)
    return Diagnostic.of("N434", first, text=short(text))._replace(raw=text)


def _coded(text: str, names: Mapping[str, str]) -> bool:
    """Whether it names an indicator, registered or not."""
    clean = tidy.name(text).text
    return clean in names or SLUG.fullmatch(clean.translate(tidy.WIDE)) is not None


def _numeric(text: str) -> bool:
    """Whether it is a number."""
    try:
        return bool(text) and number(tidy.number(text).text).is_finite()
    except QuantityError:
        return False


def _dated(text: str) -> bool:
    """Whether it is a year; a whole day is when somebody signed."""
    found = read_year(text)
    return found is not None and found[1] != A_DAY


def _telling(trait: Trait | None) -> bool:
    """Whether an empty cell of a workbook is more than that."""
    return trait is not None and bool(trait.error or trait.formula or trait.kind or (trait.merged and not trait.across))
