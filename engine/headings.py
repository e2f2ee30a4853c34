"""The columns of submitted figures, the headings that mean them, and the header rows they make."""

from collections.abc import Mapping, Sequence
from typing import get_args

from engine.model.form_layout import COLUMNS as FORM_COLUMNS
from engine.model.layout import NEEDED, Column
from engine.rows import Columns

UNUSED = ("name", "definition", "before", "serial")
"""Columns that tell the reader something and are no part of a figure."""

HEADINGS: Mapping[str, str] = {
    "序号": "serial",
    "指标": "indicator",
    "地区": "jurisdiction",
    "年份": "year",
    "年度": "year",
    "数值": "value",
    "完成值": "value",
    "单位": "unit",
    "计量单位": "unit",
    "状态": "status",
    "来源": "source",
    "出处": "source",
    "备注": "note",
    "说明": "note",
    "个案": "case",
    "标准误": "standard_error",
    "样本量": "sample_size",
    "设计效应": "design_effect",
    "报送日期": "received",
    "填报单位": "reporter",
    "报送单位": "reporter",
}
"""Chinese headings → columns."""

FORM_HEADINGS: Mapping[str, str] = {t: c.key for c in FORM_COLUMNS for t in c.heading}
"""Headings of our form in both languages; there 指标 is the name and the code has a column of its own."""

MARKS = frozenset(t for c in FORM_COLUMNS if c.key in {"indicator", "value"} for t in c.heading)
"""Headings of the code and of this year's figure: where one stands, the table is laid out like our form."""

LOOKED_AT = 20
"""Rows of a table among which the header is looked for; titles and remarks stand above it."""

OPTIONAL = tuple(c for c in get_args(Column) if c not in NEEDED)
ALLOWED = Columns(NEEDED, (*OPTIONAL, *UNUSED), HEADINGS)
IN_FORM = ALLOWED._replace(chinese={**{c.heading.zh: c.key for c in FORM_COLUMNS}, **HEADINGS, **FORM_HEADINGS})


def columns_of(cells: Sequence[str]) -> Columns:
    """The columns of a table with these headings, called as our form calls them where it is laid out like it."""
    return IN_FORM if MARKS.intersection(" ".join(c.split()) for c in cells) else ALLOWED


def fields_of(cells: Sequence[str]) -> list[str]:
    """The column that each heading means, or the heading itself; blanks at the end are dropped."""
    stripped = [" ".join(c.split()) for c in cells]
    meanings = columns_of(cells).chinese
    header = [meanings.get(c, c) for c in stripped]
    while header and not header[-1]:
        header.pop()
    return header


def needed(cells: Sequence[str]) -> int:
    """How many of the columns that a figure needs a row has as a header."""
    return len({*fields_of(cells)} & {*NEEDED})


def complete(header: Sequence[str]) -> bool:
    """Whether a header has every column that a figure needs."""
    return set(NEEDED) <= set(header)
