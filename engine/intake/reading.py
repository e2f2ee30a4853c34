"""One record read column by column: each method gives what a column says, and keeps its notes and errors."""

from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache

from engine.headings import ALLOWED
from engine.intake import tidy
from engine.intake.figure import UNCLEAR, Cell, FigureError, number, read_cell, without_unit
from engine.intake.grid import Record, Trait
from engine.intake.number_format import as_percentage, per_cent, shows_another
from engine.intake.year import read_day, read_year, serial
from engine.model.diagnostic import Diagnostic
from engine.model.observation import STATUSES, Status
from engine.model.text import Text
from engine.quantity import QuantityError, split_unit, to_ascii

SHOWN = 60
"""Characters of a cell that a sentence repeats; `raw` has them all."""

A_DATE = Text("日期", "a date")
A_FIGURE, A_TEXT = Text("数", "a number"), Text("文字", "text")
A_PERCENTAGE = Text("百分数", "a percentage")


class Reading:
    """A record while it is read."""

    def __init__(self, record: Record) -> None:
        self.cells, self.record = record.cells, record
        self.problems: list[Diagnostic] = []
        self.missing: list[str] = []

    def say(self, code: str, column: str, /, **fields: object) -> None:
        """A note or an error about the cell of a column."""
        fields = {k: short(v) if isinstance(v, str) else v for k, v in fields.items()}
        self.problems.append(Diagnostic.of(code, self.record.place(column), **fields)._replace(raw=self._raw(column)))

    def _raw(self, column: str) -> str:
        """What stands in the cell; for a cell without a value its formula or error."""
        trait = self.record.traits.get(column)
        return self.cells.get(column, "") or (trait and (trait.error or trait.formula)) or ""

    def lacks(self, column: str, trait: Trait | None) -> None:
        """A cell that a figure needs is empty, unless a workbook says why."""
        if not (trait and (trait.error or trait.formula)):
            self.missing.append(column)

    def complete(self) -> None:
        """One error for all that is missing, at the first of it."""
        if self.missing:
            self.say("S411", self.missing[0], what=ALLOWED.called(self.missing))

    def repaired(self, column: str, found: tidy.Tidy) -> str:
        """The tidy text, with its note."""
        if found.code:
            self.say(found.code, column, raw=self.cells[column], text=found.text)
        return found.text

    def trait(self, column: str, wanted: Text | None) -> Trait | None:
        """What a workbook says of the cell; an error of its own where the cell cannot be used as what is wanted."""
        trait = self.record.traits.get(column)
        if trait is None:
            return None
        text = self.cells[column]
        if trait.merged and (text or column == "value"):
            self.say("S435" if column == "value" else "N410", column, range=trait.merged, text=text)
        if trait.error:
            self.say("S427", column, error=trait.error)
        elif trait.formula:
            self.say("N409" if text else "S426", column, formula=trait.formula, text=text)
        if trait.kind and wanted:
            self.say("S437", column, kind=trait.kind, wanted=wanted)
        return trait

    def name(self, column: str, *, needed: bool = False) -> str:
        """A name or code; nothing for a column that the table has not."""
        if column not in self.cells:
            return ""
        trait = self.trait(column, A_TEXT)
        if trait and trait.day:
            self.say("S437", column, kind=A_DATE, wanted=A_TEXT)
        text = self.repaired(column, tidy.name(self.cells[column]))
        if needed and not text:
            self.lacks(column, trait)
        return text

    def free(self, column: str) -> str:
        """Running text, whatever the cell holds; nothing for a column that the table has not."""
        if column not in self.cells:
            return ""
        self.trait(column, None)
        return tidy.free(self.cells[column]).text

    def unit(self) -> str:
        """The unit, known to be one."""
        trait = self.trait("unit", A_TEXT)
        unit = self.repaired("unit", tidy.unit(self.cells["unit"]))
        if not unit:
            self.lacks("unit", trait)
        elif wrong := _wrong_unit(unit):
            self.say(wrong.code, "unit", **wrong.params)
        return unit

    def year(self) -> int:
        """The year, or 0 with an error."""
        text = self.cells["year"]
        trait = self.trait("year", A_FIGURE)
        if trait and trait.day and (day := serial(trait.day)):
            self.say("S428", "year", date=text, number=day)
            return 0
        if trait and (trait.kind or trait.error or (trait.formula and not text)):
            return 0
        if not text.strip():
            self.lacks("year", trait)
            return 0
        found = read_year(text)
        if found is None:
            self.say("S404", "year", text=text)
            return 0
        if found[1]:
            self.say(found[1], "year", raw=text, text=found[0])
        return found[0]

    def status(self) -> Status:
        """How good the figure is."""
        text = self.name("status")
        if text not in STATUSES:
            close = get_close_matches(text, STATUSES, n=1)
            hint = Text(f"是否应为“{close[0]}”？", f"Did you mean '{close[0]}'?") if close else Text("", "")
            self.say("S406", "status", text=text, hint=hint)
        return STATUSES.get(text, Status.FINAL)

    def day(self) -> date | None:
        """The day of receipt as 2025-02-10, 2025/2/10 (so Excel saves it) or 2025年2月10日; None when not given."""
        if "received" not in self.cells:
            return None
        trait = self.trait("received", A_DATE)
        text = self.repaired("received", tidy.number(self.cells["received"]))
        if not text or (trait and trait.kind):
            return None
        if (found := read_day(text)) is None:
            self.say("S418", "received", text=text)
        return found

    def above_zero(self, column: str, unit: str = "", *, whole: bool = False) -> Decimal | None:
        """A number above zero of a sampling column, in `unit` if it has one; None when not given."""
        text = self._number(column, unit) if column in self.cells else ""
        if not text:
            return None
        try:
            cell = read_cell(text, unit)
        except FigureError as e:
            self.say(e.code, column, **e.params)
            return None
        except QuantityError:
            cell = Cell("missing")
        found = cell.value
        if not found or found < 0 or cell.bound != "exact" or (whole and found != int(found)):
            self.say("S413", column, column=ALLOWED.called([column]), text=text)
        return found

    def value(self, unit: str) -> Cell:
        """The figure itself."""
        text = self._number("value", unit)
        if text is None:
            return Cell("missing")
        if text in UNCLEAR:
            self.say("S430", "value", text=self.cells["value"])
            return Cell("missing")
        return self._figure(text, unit)

    def _number(self, column: str, unit: str) -> str | None:
        """The text of a number as it is meant, whatever its cell stores or shows; None where it is none."""
        trait = self.trait(column, A_FIGURE)
        text = self.cells[column]
        if trait and trait.day:
            self.say("S437", column, kind=A_DATE, wanted=A_FIGURE)
        if trait and (trait.day or trait.kind or trait.error):
            return None
        if trait and trait.stored:
            self.say("N407", column, raw=trait.stored, text=text)
        if trait and trait.single:
            self.say("N429", column, text=text)
        clean = self.repaired(column, tidy.number(text))
        return self._as_shown(column, clean, trait.shown, unit) if trait and trait.shown and clean else clean

    def _figure(self, text: str, unit: str) -> Cell:
        """The figure, or an error that says as much as is clear."""
        try:
            return self._read(text, unit)
        except FigureError as e:
            self.say(e.code, "value", **e.params)
        except QuantityError:
            self.say("S405", "value", text=self.cells["value"])
        return Cell("missing")

    def _read(self, text: str, unit: str) -> Cell:
        """Read strictly; once more without the unit of the row behind it."""
        try:
            return read_cell(text, unit)
        except FigureError:
            raise
        except QuantityError:
            bare = without_unit(text, unit)
        cell = read_cell(bare, unit)
        self.say("N404", "value", raw=self.cells["value"], text=bare, unit=unit)
        return cell

    def _as_shown(self, column: str, text: str, shown: str, unit: str) -> str | None:
        """Of a cell that shows another number than it stores: only per cent is sure enough to be followed."""
        if per_cent(shown):
            return self._percent(column, text, shown, unit)
        if shows_another(shown, text, unit):
            self.say("N427", column, shown=shown, text=text)
        return text

    def _percent(self, column: str, text: str, shown: str, unit: str) -> str | None:
        """A cell that stores 0.175 and shows 17.5%: in % for a unit of %, unclear for any other."""
        if not unit:
            self.say("S437", column, kind=A_PERCENTAGE, wanted=A_FIGURE)
            return None
        if to_ascii(unit) != "%":
            self.say("S431", column, shown=shown, unit=unit)
            return None
        try:
            scaled = as_percentage(number(text), shown)
        except QuantityError:
            return text
        self.say("N408", column, raw=text, text=scaled)
        return scaled


@lru_cache(maxsize=256)
def _wrong_unit(unit: str) -> QuantityError | None:
    """Why a unit cannot be one."""
    try:
        split_unit(unit)
    except QuantityError as e:
        return e
    return None


def short(text: str) -> str:
    """No more of a cell than a reader needs, on one line."""
    text = " ".join(text.splitlines())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
