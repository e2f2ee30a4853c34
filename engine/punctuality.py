"""Which units reported their figures, and how late: from the day on which each figure was received."""

from collections.abc import Iterable, Iterator
from datetime import date

from engine.facts import Submission
from engine.model.day import late_days
from engine.model.finding import Finding

Place = tuple[str, str, str, int]


def submissions(findings: Iterable[Finding], due: tuple[int, int] | None) -> Iterator[Submission]:
    """The latest report of each lead unit for the year judged; `due` is month and day of the year after it.

    Only figures of the year itself that carry a day of receipt say anything; without `due` nobody is late.
    """
    latest: dict[Place, date] = {}
    for f in findings:
        days = [o.received for o in f.observations if o.received and o.year == f.year]
        for unit in f.lead if days else ():
            place = (f.plan, f.jurisdiction, unit, f.year)
            latest[place] = max([*days, latest.get(place, date.min)])
    for (plan, jurisdiction, unit, year), day in latest.items():
        late = late_days(year, day, due) or 0
        yield Submission(plan, jurisdiction, unit, year, "late" if late else "received", late)
