"""A form as a workbook: a guide, the figures to fill in, and a hidden sheet that says which form it is."""

from collections.abc import Iterable
from typing import Any

from engine.files import CONTROLS
from engine.model.form import Form, FormRow
from engine.model.form_layout import DATA_SHEET, FORMAT, GIVEN, GUIDE_SHEET, HIDDEN_SHEET, SEALED, seal
from engine.model.text import Lang
from engine.render.form_figures import figures, given, numbers_as_text
from engine.render.form_guide import guide
from engine.render.workbook import clean, new_book, packed, put

FORBIDDEN = str.maketrans(dict.fromkeys('/\\:*?"<>|' + CONTROLS, "_"))
"""Characters that some file system refuses in a name."""

LONGEST_TITLE = 255
"""Characters of a document's title."""

LONGEST_NAME = 150
"""Bytes of the addressee in a file's name; file systems take 255 for the whole."""


def workbook(form: Form, due: tuple[int, int] | None, lang: Lang) -> bytes:
    """The form as XLSX; `due` is the month and day of the next year by which it is expected."""
    book = new_book()
    book.properties.title = clean(f"{form.mark.year} {form.mark.name}", LONGEST_TITLE)
    first = book.active
    first.title = GUIDE_SHEET.say(lang)
    guide(first, form, due, lang)
    figures(book.create_sheet(DATA_SHEET.say(lang)), form, due, lang)
    _mark(book.create_sheet(HIDDEN_SHEET), form, lang)
    return packed(book, {DATA_SHEET.say(lang): numbers_as_text(form)})


def _mark(sheet: Any, form: Form, lang: Lang) -> None:
    """Key and value in each row, on a sheet that no menu of the program brings up."""
    rows = {"format": FORMAT, **form.mark._asdict(), "plans": " ".join(form.mark.plans)}
    asked = ((GIVEN, row.indicator, row.jurisdiction, row.unit, _seals(row, lang)) for row in form.rows)
    for n, cells in enumerate((*rows.items(), *asked), 1):
        for column, value in enumerate(cells, 1):
            if isinstance(value, int):
                sheet.cell(n, column, value)
            else:
                put(sheet.cell(n, column), value)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _seals(row: FormRow, lang: Lang) -> str:
    """The seals of the cells of a row that only inform."""
    texts = given(row, lang)
    return " ".join(seal(clean(texts[c.key])) for c in SEALED)


def file_names(forms: Iterable[Form]) -> list[str]:
    """A file name for each form, safe on every system; a name that had to change, or is there twice, gets its id."""
    names: list[str] = []
    taken: set[str] = set()
    for mark in (form.mark for form in forms):
        safe = mark.name.translate(FORBIDDEN).strip(". ").encode()[:LONGEST_NAME].decode(errors="ignore")
        if safe != mark.name or safe.casefold() in taken:
            safe = f"{safe}-{mark.id.rpartition('-')[2]}"
        taken.add(safe.casefold())
        names.append(f"填报表-{mark.year}-{safe}.xlsx")
    return names
