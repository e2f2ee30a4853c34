"""Our own form, known by its hidden sheet: whose it is, and what was changed of that which it gave."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from engine.headings import fields_of
from engine.intake.grid import Sheet
from engine.model.diagnostic import Diagnostic, Place
from engine.model.form import Addressed, FormMark, Given, form_id
from engine.model.form_layout import (
    DATA_SHEET,
    FORMAT,
    GIVEN,
    GUIDE_SHEET,
    HIDDEN_SHEET,
    LIST_SHEET,
    SEALED,
    seal,
)
from engine.model.text import Text, listed

KEYS = ("format", "id", "year", "addressed", "name", "rules_sha256", "plans")
OWN = frozenset({*DATA_SHEET, *GUIDE_SHEET, *LIST_SHEET, HIDDEN_SHEET})
"""Sheets that we put there; a list has a number behind its name where that was taken."""

INCOMPLETE = Text("缺少 {keys}", "without {keys}")
OTHER_FORMAT = Text("格式“{format}”不是本程序的 {ours}", "its format '{format}' is not {ours}")
OTHER_ID = Text("编号“{id}”与年份、名称不符", "the id '{id}' is not that of its year and name")
NO_FIGURES = Text("找不到工作表“填报表”", "the sheet '填报表' or 'Figures' is gone")


def mark(sheets: Sequence[Sheet], file: str) -> FormMark | Diagnostic | None:
    """The mark of a form, what is wrong with it, or None for a workbook that is no form of ours."""
    hidden = next((s for s in sheets if s.name == HIDDEN_SHEET), None)
    if hidden is None:
        return None
    found = {line.cells[0]: line.cells[1].strip() for line in hidden.lines if len(line.cells) > 1}
    if why := _wrong(found, [s.name for s in sheets]):
        return Diagnostic.of("S432", Place(file, 0, 0, HIDDEN_SHEET), why=why)
    year, addressed = int(found["year"]), cast(Addressed, found["addressed"])
    plans = tuple(found["plans"].split())
    return FormMark(found["id"], year, addressed, found["name"], found["rules_sha256"], plans)


def given(sheets: Sequence[Sheet]) -> tuple[Given, ...]:
    """What the form asked for when it was sent out."""
    rows = (line.cells for s in sheets if s.name == HIDDEN_SHEET for line in s.lines if line.cells[:1] == [GIVEN])
    found = ([cell.strip() for cell in cells[1:]] for cells in rows if len(cells) > len(Given._fields))
    return tuple(Given(cells[0], cells[1], cells[2], tuple(cells[3].split())) for cells in found)


def altered(sheets: Sequence[Sheet], file: str, asked: Sequence[Given]) -> Iterator[Diagnostic]:
    """Cells of the rows of a form that no longer say what they said when it was sent out: a definition, last year's."""
    rows: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for g in asked:
        rows[g.indicator, g.jurisdiction] = [g.seals]
        rows.setdefault((g.indicator,), []).append(g.seals)  # for a place written otherwise
    for sheet in (s for s in sheets if s.name in DATA_SHEET):
        columns: dict[str, int] = {}
        for line in sheet.lines:
            columns = columns or _columns(fields_of(line.cells))
            cells = {key: line.cells[i].strip() if i < len(line.cells) else "" for key, i in columns.items()}
            named = cells.get("indicator", ""), cells.get("jurisdiction", "")
            were = list(zip(*rows.get(named, rows.get(named[:1], [])), strict=False))
            for c, was in zip(SEALED, were, strict=False):
                if c.key in cells and seal(cells[c.key]) not in was:
                    place = Place(file, line.number, columns[c.key] + 1, sheet.name)
                    found = Diagnostic.of("S452", place, column=c.heading, indicator=named[0], jurisdiction=named[1])
                    yield found._replace(raw=cells[c.key])


def _columns(fields: Sequence[str]) -> dict[str, int]:
    """Key of each column → its index, of the row of headings; nothing for any other row."""
    return {f: i for i, f in enumerate(fields)} if {"indicator", "jurisdiction"} <= {*fields} else {}


def own(sheet: str) -> bool:
    """Whether a sheet of a form is one that we put there."""
    return sheet in OWN or sheet.rstrip("0123456789") in LIST_SHEET


def _wrong(found: Mapping[str, str], sheets: Sequence[str]) -> Text | None:
    """Why a mark cannot be used."""
    if missing := [k for k in (*KEYS, GIVEN) if not found.get(k)]:
        return INCOMPLETE.fill({"keys": listed(missing)})
    if found["format"] != FORMAT:
        return OTHER_FORMAT.fill({"format": found["format"], "ours": FORMAT})
    if not set(sheets) & set(DATA_SHEET):
        return NO_FIGURES
    year, addressed = found["year"], found["addressed"]
    whole = len(year) == len("2024") and year.isascii() and year.isdigit() and addressed in {"unit", "jurisdiction"}
    if not whole or form_id(int(year), cast(Addressed, addressed), found["name"]) != found["id"]:
        return OTHER_ID.fill({"id": found["id"]})
    return None
