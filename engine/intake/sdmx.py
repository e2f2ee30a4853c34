"""SDMX-CSV 1.0 and 2.0, as statistical offices exchange figures → records; the codes that mean a figure are few."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from engine.intake.figure import number
from engine.intake.grid import Line, Record
from engine.intake.reading import short
from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text
from engine.quantity import EXACT, MULTIPLIERS, QuantityError, as_written

COLUMNS: Mapping[str, str] = {
    "INDICATOR": "indicator",
    "REF_AREA": "jurisdiction",
    "TIME_PERIOD": "year",
    "OBS_VALUE": "value",
    "UNIT_MEASURE": "unit",
}
"""Columns of the format that a figure needs → ours."""

_ABOUT = re.compile(
    "DATAFLOW|STRUCTURE|STRUCTURE_ID|STRUCTURE_NAME|ACTION|SERIES_KEY|OBS_KEY|FREQ|UNIT_MULT|DECIMALS|TIME_FORMAT"
    "|CONF_STATUS|COLLECTION|COLL_METHOD|COMPILATION|COMPILING_ORG|COVERAGE|BREAKS|PRE_BREAK_VALUE|TIME_PER_COLLECT"
    "|EMBARGO_DATE|LAST_UPDATE|DATA_COMP|DISS_ORG|REF_PERIOD_DETAIL|UNIT_NAME"
    "|(OBS_|COMMENT|NOTE|TITLE|SOURCE|DOC_).*"
)
"""Columns that are read by themselves or say something about a figure (attributes), and not of whom or what it is."""

TOTALS = frozenset({"", "_T", "_Z", "T", "TOTAL"})
"""Codes of a dimension for all of it, and for where it does not apply."""

YEARLY = ("", "A")
_ID = re.compile("[A-Z][A-Z0-9_]*")
_PART_OF_A_YEAR = re.compile(r"\d{4}-(?!A1$).+", re.ASCII)

ACTIONS = ("", "I", "A", "R", "M")
"""Information, append, replace, merge; D deletes, and no submission can take figures back."""

GREATEST_MULT, MULT_DIGITS = 12, 2


class Meaning(NamedTuple):
    """What a code of CL_OBS_STATUS comes to: a status, or a text in place of the value."""

    text: Text
    status: str = ""
    value: str | None = None


STATUSES: Mapping[str, Meaning] = {
    "": Meaning(Text("", ""), "final"),
    "A": Meaning(Text("正常", "normal"), "final"),
    "P": Meaning(Text("初步数", "provisional"), "provisional"),
    "E": Meaning(Text("估计数", "estimated"), "provisional"),
    "R": Meaning(Text("修订数", "revised"), "revised"),
    "M": Meaning(Text("不可能有数", "data cannot exist"), "final", "-"),
    "L": Meaning(Text("有数而未收集", "data exist but were not collected"), "final", ""),
    "O": Meaning(Text("缺数", "missing"), "final", ""),
}
"""Codes of CL_OBS_STATUS (SDMX 2.1; R as Eurostat uses it) that are accepted; every other one is an error."""

PLAIN = frozenset({"", "A"})
SILENT = frozenset({"", "NAN"})
"""What may stand in OBS_VALUE where the status says that there is no value."""

SAID_AS = {"-": Text("“-”（没有这项工作）", "'-' (no such thing)"), "": Text("未报", "not reported")}
Found = Iterator[Record | Diagnostic]


def fits(header: Sequence[str]) -> bool:
    """Whether a header is one of SDMX-CSV."""
    names = {c.strip() for c in header}
    return {"TIME_PERIOD", "OBS_VALUE"} <= names and bool({"DATAFLOW", "STRUCTURE", "INDICATOR"} & names)


def read(header: Line, lines: Iterator[Line | Diagnostic], place: Callable[[Line, int], Place]) -> Found:
    """Records below the header; a dimension that is not ours must be a total, for a figure could not say it."""
    names = [c.strip() for c in header.cells]
    if missing := [c for c in COLUMNS if c not in names]:
        yield Diagnostic.of("S401", place(header, 0), columns="、".join(missing))
        return
    dimensions = _dimensions(names)
    for line in lines:
        if isinstance(line, Diagnostic):
            yield line
        elif len(line.cells) != len(names):
            if any(map(str.strip, line.cells)):
                yield Diagnostic.of("S403", place(line, 0), found=len(line.cells), expected=len(names))
        else:
            yield from _Figure(names, line, place).read(dimensions)


def _dimensions(names: Sequence[str]) -> list[str]:
    """Columns that are neither ours nor attributes; SDMX-CSV 2.0 may have names of codes behind them, for readers."""
    named = {a: b for a, b in pairwise(names) if _ID.fullmatch(a) and not _ID.fullmatch(b)}
    said = set(named.values()) if "STRUCTURE" in names and {"INDICATOR", "REF_AREA"} <= named.keys() else set()
    return [n for n in names if n and n not in {*COLUMNS, *said} and not _ABOUT.fullmatch(n)]


class _Figure:
    """One line while it is read."""

    def __init__(self, names: list[str], line: Line, place: Callable[[Line, int], Place]) -> None:
        self.names = names
        self.cells = dict(zip(names, line.cells, strict=True))
        self.at = partial(place, line)

    def read(self, dimensions: Sequence[str]) -> Found:
        """The record, with notes of what the codes were taken for, or errors."""
        cells = {ours: self.cells[theirs] for theirs, ours in COLUMNS.items()}
        cells["year"] = cells["year"].removesuffix("-A1")
        problems = [*self._action(), *self._whole(dimensions), *self._status(cells), *self._scale(cells)]
        yield from problems
        if not any(p.level == "error" for p in problems):
            yield Record(cells, self._place, {})

    def _place(self, column: str) -> Place:
        theirs = next((t for t, ours in COLUMNS.items() if ours == column), "OBS_VALUE")
        return self.at(self.names.index(theirs))

    def _code(self, column: str) -> str:
        return self.cells.get(column, "").strip().upper()

    def _say(self, code: str, column: str, /, **fields: object) -> Diagnostic:
        place = self.at(self.names.index(column))
        return Diagnostic.of(code, place, **fields)._replace(raw=self.cells[column])

    def _refuse(self, column: str, allowed: Sequence[str]) -> Diagnostic:
        listed = "、".join(filter(None, allowed))
        return self._say("S433", column, column=column, text=short(self._code(column)), allowed=listed)

    def _action(self) -> Iterator[Diagnostic]:
        """Figures cannot be taken back."""
        if self._code("ACTION") not in ACTIONS:
            yield self._refuse("ACTION", ACTIONS)

    def _whole(self, dimensions: Sequence[str]) -> Iterator[Diagnostic]:
        """A figure is of a whole year, and of all that its dimensions divide."""
        if self._code("FREQ") not in YEARLY:
            yield self._refuse("FREQ", YEARLY)
        elif _PART_OF_A_YEAR.fullmatch(self._code("TIME_PERIOD")):
            yield self._refuse("TIME_PERIOD", ["YYYY"])
        for column in dimensions:
            if self._code(column) not in TOTALS:
                yield self._say("S461", column, column=column, text=short(self.cells[column]))

    def _status(self, cells: dict[str, str]) -> Iterator[Diagnostic]:
        """The status, and '-' or nothing where it says that there is no value."""
        code = self._code("OBS_STATUS")
        meaning = STATUSES.get(code)
        if meaning is None or (meaning.value is not None and self._code("OBS_VALUE") not in SILENT):
            allowed = [c for c, m in STATUSES.items() if meaning is None or m.value is None]
            yield self._refuse("OBS_STATUS", allowed)
            return
        cells["status"] = meaning.status
        said = Text(meaning.status, meaning.status)
        if meaning.value is not None:
            cells["value"], said = meaning.value, SAID_AS[meaning.value]
        if code not in PLAIN:
            yield self._say("N420", "OBS_STATUS", raw=code, meaning=meaning.text, text=said)

    def _scale(self, cells: dict[str, str]) -> Iterator[Diagnostic]:
        """The value times its power of ten."""
        mult = self._code("UNIT_MULT")
        if mult in {"", "0"}:
            return
        if not (mult.isascii() and mult.isdigit() and len(mult) <= MULT_DIGITS and int(mult) <= GREATEST_MULT):
            yield self._refuse("UNIT_MULT", [f"0–{GREATEST_MULT}"])
            return
        raw = cells["value"].strip()
        if (bare := raw.rstrip("".join(MULTIPLIERS))) != raw:
            fields = {"text": raw, "scale": raw.removeprefix(bare), "once": bare}
            yield self._say("S460", "OBS_VALUE", unit=f"UNIT_MULT={mult}", base="UNIT_MULT=0", **fields)
            return
        try:
            text = as_written(number(raw).scaleb(int(mult), EXACT))
        except QuantityError:
            return  # the value is refused by itself, or there is none
        yield self._say("N419", "OBS_VALUE", mult=mult, raw=raw, text=text)
        cells["value"] = text
