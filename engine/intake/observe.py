"""One record → its observation, or each thing that is wrong with it; notes of what was put right come with both."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from engine.intake import tidy
from engine.intake.grid import Record
from engine.intake.reading import Reading
from engine.intake.remark import SLUG, remark
from engine.model.diagnostic import Diagnostic
from engine.model.layout import NEEDED
from engine.model.observation import Observation


def observe(record: Record, names: Mapping[str, str], reporter: str = "") -> Iterator[Observation | Diagnostic]:
    """The figure of a record; `names` are the indicators' names with their ids, `reporter` the unit of the form."""
    cells = record.cells
    if not record.traits and not any(map(str.strip, cells.values())):
        return
    for column in NEEDED:
        cells.setdefault(column, "")
    if aside := remark(record, names):
        yield aside
        return
    reading = Reading(record)
    indicator, jurisdiction = _indicator(reading, names), reading.name("jurisdiction", needed=True)
    called = tidy.name(cells.get("name", "")).text
    if indicator and names.get(called, indicator) != indicator:
        reading.say("S453", "name", indicator=indicator, name=called, other=names[called])
    year, unit, status = reading.year(), reading.unit(), reading.status()
    received, sample = reading.day(), reading.above_zero("sample_size", whole=True)
    error, effect = reading.above_zero("standard_error", unit), reading.above_zero("design_effect")
    cell, case, sender = reading.value(unit), reading.name("case"), reading.name("reporter") or reporter
    source, note = reading.free("source"), reading.free("note")
    reading.complete()
    bad = False
    for problem in reading.problems:
        yield problem
        bad = bad or problem.level == "error"
    if bad:
        return
    yield Observation(
        indicator=indicator,
        jurisdiction=jurisdiction,
        year=year,
        state=cell.state,
        value=cell.value,
        unit=unit,
        bound=cell.bound,
        status=status,
        source=source,
        note=note,
        place=record.place("value"),
        margin=cell.margin,
        case=case,
        standard_error=error,
        sample_size=None if sample is None else int(sample),
        design_effect=Decimal(1) if effect is None else effect,
        received=received,
        reporter=sender,
        written=cells["value"],
    )


def _indicator(reading: Reading, names: Mapping[str, str]) -> str:
    """The indicator's id; its exact name means the same."""
    text = reading.name("indicator", needed=True)
    if text in names:
        return names[text]
    narrow = text.translate(tidy.WIDE)
    if narrow != text and SLUG.fullmatch(narrow):
        reading.say("N401", "indicator", raw=text, text=narrow)
        return narrow
    return text
