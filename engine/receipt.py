"""The day on which submitted figures came: that of receipt holds, and a day that a file says instead is said."""

from collections.abc import Iterable, Iterator
from datetime import date

from engine.model.diagnostic import Diagnostic
from engine.model.observation import Observation
from engine.model.text import Text

TOO_EARLY = Text("早于数的年份 {year}", "it lies before the year of the figure, {year}")
TOO_LATE = Text("晚于收到的日期 {received}", "it lies after {received}, when the file came")


def stamped(figures: Iterable[Observation], day: date, reporter: str) -> tuple[Observation, ...]:
    """Figures as received on a day, whatever day they write, from a reporter unless they name theirs.

    An empty cell came on no day.
    """
    return tuple(
        o._replace(received=None if o.state == "missing" else day, reporter=o.reporter or reporter) for o in figures
    )


def days_said(figures: Iterable[Observation], received: date | None) -> Iterator[Diagnostic]:
    """Days that files write which cannot be, or which are not that of receipt; each once, at its first row."""
    rows: dict[tuple[str, date, Text | None], list[Observation]] = {}
    for o in figures:
        why = _impossible(o, received)
        if o.received and (why or (received and o.received != received)):
            rows.setdefault((o.place.file, o.received, why), []).append(o)
    for (_, day, why), found in rows.items():
        given = {"why": why} if why else {"received": received}
        said = Diagnostic.of("S471" if why else "S472", found[0].place, day=day, rows=len(found), **given)
        yield said._replace(raw=day.isoformat())


def _impossible(o: Observation, received: date | None) -> Text | None:
    """Why nothing can have come on the day that a row writes."""
    if o.received and o.received.year < o.year:
        return TOO_EARLY.fill({"year": o.year})
    if o.received and received and o.received > received:
        return TOO_LATE.fill({"received": received})
    return None
