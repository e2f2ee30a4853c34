"""Tests of rules as `rules/<plan>/tests.yaml` writes them: figures given, finding expected."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field, WithJsonSchema

from engine.model.catalog import Marks, Path, PlanEntry
from engine.model.fields import Number, SchemaVersion, Slug, Strict, Words, Year
from engine.model.finding import Outcome, Reason

Cell = Annotated[
    str,
    BeforeValidator(lambda v: "" if v is None else v),
    WithJsonSchema(
        {
            "type": ["string", "number", "null"],
            "description": "as a CSV cell holds it: 85, 2万, 超过3%, 约5万, '-' (no such thing), '' (not reported)",
        }
    ),
]
Figures = dict[Slug, dict[Year, Cell]]
Positive = Annotated[Number, Field(gt=0)]


class GivenFigure(Strict):
    """One figure with everything that a row of statistics may say of it."""

    indicator: Slug
    year: Year
    value: Cell
    unit: Words | None = Field(None, description="the indicator's own unit if absent")
    jurisdiction: Words | None = Field(None, description="the one that the test is about if absent")
    status: Literal["final", "provisional", "revised"] = "final"
    case: Words | None = Field(None, description="one case of several in the year")
    standard_error: Positive | None = None
    sample_size: Annotated[int, Field(gt=0)] | None = None
    design_effect: Positive | None = None


class Expected(Strict):
    """What the finding must say: only what is written here is compared, and null expects none.

    Numbers stand in the finding's unit; one that does not terminate is written to six places.
    """

    outcome: Outcome
    reason_code: Reason | None = None
    method: Words | None = None
    criterion: Number | None = None
    condition: Number | None = None
    shortfall: Number | None = None
    completion: Number | None = None
    required_rate: Number | None = None
    stretch_reached: bool | None = None
    provisional: bool | None = None


class RuleTest(Strict):
    """One commitment judged for one year on the figures given, and on no others."""

    commitment: Slug
    name: Words
    year: Year
    given: Figures = Field({}, description="indicator → year → cell, in the indicator's unit")
    observations: tuple[GivenFigure, ...] = Field((), description="figures that need more words than a cell has")
    elsewhere: dict[Words, Figures] = Field({}, description="the same as `given` for other jurisdictions")
    jurisdiction: Words | None = Field(
        None, description="whose finding is meant, and whose figures are given; the plan's own if absent"
    )
    expect: Expected


class RuleTestFile(Strict):
    """`rules/<plan>/tests.yaml`."""

    schema_: SchemaVersion = Field(alias="schema")
    plan: Slug
    tests: tuple[RuleTest, ...]


class Suite(NamedTuple):
    """The tests of one plan and their places; `named` is the plan that the file says it is for."""

    entry: PlanEntry
    named: str
    tests: tuple[RuleTest, ...]
    marks: Marks

    def jurisdiction(self, i: int) -> str:
        """Whose finding test `i` is about, as written."""
        return self.tests[i].jurisdiction or self.entry.plan.jurisdiction

    def figures(self, i: int) -> Iterator[tuple[str, GivenFigure, Path]]:
        """Every figure given to test `i`: jurisdiction as written, the figure, its path in the file."""
        test, own = self.tests[i], self.jurisdiction(i)
        yield from _cells(own, test.given, ("tests", i, "given"))
        for j, figure in enumerate(test.observations):
            yield figure.jurisdiction or own, figure, ("tests", i, "observations", j)
        for name, figures in test.elsewhere.items():
            yield from _cells(name, figures, ("tests", i, "elsewhere", name))


def _cells(jurisdiction: str, figures: Figures, path: Path) -> Iterator[tuple[str, GivenFigure, Path]]:
    """Cells of one jurisdiction as figures."""
    for indicator, years in figures.items():
        for year, value in years.items():
            figure = GivenFigure(indicator=indicator, year=year, value=value)
            yield jurisdiction, figure, (*path, indicator, year)
