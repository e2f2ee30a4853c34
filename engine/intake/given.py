"""The figures that a test of a rule gives → observations, read as the cells of a submission are."""

from collections.abc import Iterator, Mapping

from engine.intake.figure import FigureError, read_cell
from engine.model.diagnostic import Diagnostic, Place
from engine.model.observation import STATUSES, Observation
from engine.model.registry import Indicator
from engine.model.rule_test import GivenFigure, Suite
from engine.quantity import QuantityError


def read(suite: Suite, i: int, indicators: Mapping[str, Indicator]) -> Iterator[Observation | Diagnostic]:
    """Observations of test `i` of a suite, and cells that cannot be read; unregistered indicators are left out."""
    for jurisdiction, figure, path in suite.figures(i):
        indicator = indicators.get(figure.indicator)
        if indicator is None:
            continue
        place = suite.marks.at(*path)
        try:
            yield _observation(jurisdiction, figure, figure.unit or indicator.unit, place)
        except FigureError as e:
            yield Diagnostic.of(e.code, place, **e.params)
        except QuantityError:
            yield Diagnostic.of("S405", place, text=figure.value)


def _observation(jurisdiction: str, figure: GivenFigure, unit: str, place: Place) -> Observation:
    """One figure; QuantityError when its cell cannot be read."""
    cell = read_cell(figure.value, unit)
    found = Observation(
        indicator=figure.indicator,
        jurisdiction=jurisdiction,
        year=figure.year,
        state=cell.state,
        value=cell.value,
        unit=unit,
        bound=cell.bound,
        status=STATUSES[figure.status],
        source="",
        note="",
        place=place,
        margin=cell.margin,
        case=figure.case or "",
        standard_error=figure.standard_error,
        sample_size=figure.sample_size,
    )
    return found._replace(design_effect=figure.design_effect) if figure.design_effect else found
