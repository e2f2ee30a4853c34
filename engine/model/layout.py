"""`intake/<name>.yaml`: how somebody else's table maps to figures, said once instead of retyped every year."""

from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from engine.model.fields import SchemaVersion, Slug, Strict, Words, Year
from engine.model.text import Text

Column = Literal[
    "indicator",
    "jurisdiction",
    "year",
    "value",
    "unit",
    "status",
    "source",
    "note",
    "case",
    "standard_error",
    "sample_size",
    "design_effect",
    "received",
    "reporter",
]
"""What a column can be; the columns of our own CSV."""

Constant = Literal["indicator", "jurisdiction", "year", "unit", "status", "source", "reporter"]

NEEDED: tuple[Column, ...] = ("indicator", "jurisdiction", "year", "value", "unit")

HeaderRow = Annotated[int, Field(ge=1, le=100)]


class LayoutError(ValueError):
    """A layout that contradicts itself; `code` and `params` become the diagnostic."""

    def __init__(self, why: Text, key: str = "columns") -> None:
        super().__init__(why.en)
        self.code, self.params = "R107", {"key": key, "why": why}


BOTH_WIDE = Text(
    "years 和 jurisdictions 不能同时用：数值列只能按年份或按地区分",
    "years and jurisdictions exclude each other: columns of values are split by year or by jurisdiction",
)


class LayoutFile(Strict):
    """One layout. A file fits it by its name; headings of several header rows are joined by '/'."""

    schema_: SchemaVersion = Field(alias="schema")
    files: Annotated[tuple[Words, ...], Field(min_length=1)] = Field(
        description="patterns of file names, such as '*农业*.xlsx'"
    )
    sheet: Words | None = Field(None, description="the sheet to read; every sheet that fits if absent")
    header: Annotated[tuple[HeaderRow, ...], Field(min_length=1, max_length=3)] = Field(
        (1,), description="row or rows of the headings, from 1"
    )
    columns: dict[Words, Column] = Field(description="heading → what the column holds; other columns are not used")
    years: dict[Words, Year] = Field({}, description="heading → year, where each year has a column of values")
    jurisdictions: dict[Words, Words] = Field(
        {}, description="heading → jurisdiction, where each jurisdiction has a column of values"
    )
    constants: dict[Constant, Words] = Field({}, description="what holds for every row and is not in the table")
    indicators: dict[Words, Slug] = Field({}, description="indicator as written → its id")
    skip: tuple[Words, ...] = Field((), description="patterns of the first cell of rows to leave out: 合计, '注：*'")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Each field that a figure needs comes from exactly one place."""
        if self.years and self.jurisdictions:
            raise LayoutError(BOTH_WIDE, "jurisdictions")
        given = [*self.columns.values(), *self.constants, *self.wide]
        for field in dict.fromkeys([*NEEDED, *given]):
            times = given.count(field)
            if times == 0:
                raise LayoutError(Text(f"没有说明 {field} 从哪里来", f"nothing says where {field} comes from"))
            if times > 1:
                raise LayoutError(Text(f"{field} 有不止一个来源", f"{field} comes from more than one place"))
        return self

    @property
    def across(self) -> dict[str, str]:
        """Heading of each column of values → the year or jurisdiction that it is of; nothing with a figure a row."""
        return {heading: str(year) for heading, year in self.years.items()} or dict(self.jurisdictions)

    @property
    def wide(self) -> tuple[Column, ...]:
        """What the columns of values give: what each is of, and the value."""
        return ("year", "value") if self.years else ("jurisdiction", "value") if self.jurisdictions else ()


class Layout(NamedTuple):
    """One layout and the name of its file."""

    file: str
    rules: LayoutFile
