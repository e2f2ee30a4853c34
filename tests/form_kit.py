"""Forms of little rules, and their workbooks read back by openpyxl."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from little_rules import PLACE, catalog, commitment, indicator, observations, target

from engine.forms import Addressee, forms, questions
from engine.model.catalog import Catalog
from engine.model.form import Form
from engine.model.form_layout import COLUMNS, DATA_SHEET, HEADER_ROW
from engine.model.text import Lang
from engine.render.form import workbook
from engine.warehouse.memory import Memory

UNITS = [
    {"name": "市科协", "aliases": ["科协"]},
    {"name": "市教育局"},
    {"name": "市统计局"},
    {"name": "各成员单位", "collective": True},
]
PLACES = [
    {"code": "990000", "name": PLACE},
    {"code": "990001", "name": "东区", "parent": PLACE, "aliases": ["东"]},
    {"code": "990002", "name": "西县", "parent": PLACE},
    {"code": "980000", "name": "外市"},
]
INDICATORS = [
    indicator(),
    indicator(id="talks", name="报告会", unit="场次", kind="flow", minimum="0", maximum="5000"),
    indicator(id="rate", name="比例", unit="%", kind="rate", numerator="i", denominator="all", maximum="100"),
    indicator(id="all", name="全部", unit="家"),
    indicator(id="survey", name="调查比例", unit="%", kind="rate", minimum="0", maximum="100"),
    indicator(id="money", name="经费", unit="万元", kind="flow", reported_by=["市统计局"]),
]
YEARLY = {"comparison": "at_least", "value": 10, "unit": "场次", "every_year": True}
RATE = target(value=18, unit="%")
TALKS = {"id": "talks", "indicator": "talks", "measure": "annual", "target": YEARLY, "quote": "每年报告会10场次以上"}
COMMITMENTS = [
    commitment(**TALKS, lead=["市教育局"], support=["科协"]),
    commitment(lead=["市科协"], support=["各成员单位"], quote="建成基地100家以上"),
    commitment(id="share", indicator="rate", measure="ratio", target=RATE, quote="比例达到18%以上"),
    commitment(id="survey", indicator="survey", target=RATE, quote="比例达到18%以上"),
]


def made(folder: Path, commitments: Iterable[Any] = COMMITMENTS, **plan: object) -> Catalog:
    """The catalog of the rules above."""
    return catalog(folder, commitments, INDICATORS, PLACES, UNITS, **plan)


def form(rules: Catalog, whom: Addressee, year: int = 2023, figures: Sequence[str] = (), lang: Lang = "zh") -> Form:
    """The form of one addressee; `figures` are CSV lines."""
    shelf = Memory(observations(figures), rules.place)
    plans = frozenset(e.plan.id for e in rules.plans)
    (found,) = forms(rules, shelf, year, questions(rules, year, plans), [whom], "0" * 64, lang)
    return found


def asked(found: Form) -> list[tuple[str, str]]:
    """Indicator and jurisdiction of each row."""
    return [(row.indicator, row.jurisdiction) for row in found.rows]


def opened(content: bytes) -> Any:
    """The workbook."""
    return openpyxl.load_workbook(io.BytesIO(content))


def sheet_rows(content: bytes, lang: Lang = "zh") -> list[dict[str, Any]]:
    """Rows of the figures sheet by the key of the column."""
    sheet = opened(content)[DATA_SHEET.say(lang)]
    keys = [c.key for c in COLUMNS]
    return [dict(zip(keys, row, strict=True)) for row in sheet.iter_rows(min_row=HEADER_ROW + 1, values_only=True)]


def written(rules: Catalog, whom: Addressee, **options: Any) -> bytes:
    """The workbook of one addressee's form."""
    return workbook(form(rules, whom, **options), None, "zh")
