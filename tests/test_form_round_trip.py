"""A form that we write, filled in with anything that may be typed, reads back as exactly what was typed."""

import io
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from form_kit import made
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.forms import Addressee, forms, questions
from engine.intake.submission import read
from engine.model.catalog import Catalog
from engine.model.form import Form
from engine.model.form_layout import COLUMNS, DATA_SHEET, HEADER_ROW
from engine.model.observation import Bound, Observation, State, Status
from engine.model.text import Lang
from engine.quantity import plain
from engine.render.form import workbook
from engine.warehouse.memory import Memory

COLUMN = {c.key: n for n, c in enumerate(COLUMNS, 1)}
STATUSES = {"": Status.FINAL, "核实数": Status.FINAL, "快报数": Status.PROVISIONAL, "修订数": Status.REVISED}
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12)
"""Without spaces and control characters, which are tidied, with a note."""


class Typed(NamedTuple):
    """What is typed into one row, and what it means."""

    text: str
    state: State
    value: Decimal | None
    bound: Bound
    status: str
    source: str
    note: str


def figures() -> st.SearchStrategy[tuple[str, State, Decimal | None, Bound]]:
    """A value as it may be typed, with what it must become."""
    numbers = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False).map(lambda d: d.normalize())
    exact = numbers.map(lambda d: (plain(d), "reported", d, "exact"))
    grouped = numbers.map(lambda d: (f"{d:,f}", "reported", d, "exact"))
    in_wan = numbers.map(lambda d: (f"{plain(d)}万", "reported", d * 10_000, "exact"))
    above = numbers.map(lambda d: (f"超过{plain(d)}", "reported", d, "above"))
    about = numbers.map(lambda d: (f"约{plain(d)}", "reported", d, "approximate"))
    none = st.sampled_from([("", "missing", None, "exact"), ("-", "not_applicable", None, "exact")])
    return st.one_of(exact, grouped, in_wan, above, about, none)  # type: ignore[arg-type]


ROWS = st.builds(
    lambda figure, status, source, note: Typed(*figure, status, source, note),
    figures(),
    st.sampled_from(sorted(STATUSES)),
    WORDS,
    WORDS,
)


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The little rules of the forms."""
    return made(tmp_path_factory.mktemp("rules"))


def filled(content: bytes, rows: list[Typed], lang: Lang) -> bytes:
    """The workbook with its cells to fill typed into, as a person would."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[DATA_SHEET.say(lang)]
    for number, typed in enumerate(rows, HEADER_ROW + 1):
        cells = {"value": typed.text, "status": typed.status, "source": typed.source, "note": typed.note}
        for key, text in cells.items():
            cell = sheet.cell(number, COLUMN[key])
            cell.value = text or None
            cell.data_type = "s" if text else cell.data_type  # a cell of text: nothing typed is a formula
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def meant(form: Form, rows: list[Typed]) -> list[tuple[object, ...]]:
    """What the rows must be read as, in plain words."""
    found: list[tuple[object, ...]] = []
    for n, (r, t) in enumerate(zip(form.rows, rows, strict=True), HEADER_ROW + 1):
        about = (r.indicator, r.jurisdiction, form.mark.year, r.unit, t.state, t.value, t.bound)
        found.append((*about, STATUSES[t.status], t.source, t.note, form.mark.name, f"H{n}"))
    return found


def said(o: Observation) -> tuple[object, ...]:
    """The same of an observation."""
    about = (o.indicator, o.jurisdiction, o.year, o.unit, o.state, o.value, o.bound)
    return (*about, o.status, o.source, o.note, o.reporter, o.place.cell)


@settings(deadline=None, max_examples=60)
@given(data=st.data(), lang=st.sampled_from(["zh", "en"]))
def test_a_form_filled_in_reads_back_exactly(rules: Catalog, data: st.DataObject, lang: Lang) -> None:
    whom = data.draw(st.sampled_from([Addressee("unit", "市科协"), Addressee("jurisdiction", "东区")]))
    asked = questions(rules, 2023, frozenset(e.plan.id for e in rules.plans))
    (form,) = forms(rules, Memory(()), 2023, asked, [whom], "0" * 64, lang)
    rows = data.draw(st.lists(ROWS, min_size=len(form.rows), max_size=len(form.rows)))
    found = read(filled(workbook(form, None, lang), rows, lang), "form.xlsx", {}, ())
    assert [d for d in found.problems if d.level != "info"] == []
    assert found.form == form.mark
    assert list(map(said, found.observations)) == meant(form, rows)


def test_a_figure_of_a_form_knows_its_cell(rules: Catalog, tmp_path: Path) -> None:
    asked = questions(rules, 2023, frozenset(e.plan.id for e in rules.plans))
    (form,) = forms(rules, Memory(()), 2023, asked, [Addressee("unit", "市科协")], "0" * 64, "zh")
    rows = [Typed("12", "reported", Decimal(12), "exact", "", "", "")] * len(form.rows)
    found = read(filled(workbook(form, None, "zh"), rows, "zh"), "a.xlsx", {}, ())
    assert str(found.observations[0].place) == "a.xlsx:填报表!H5"
