"""Days and years of figures: days begin and end in Beijing, and figures are due in the year after their own."""

from datetime import date, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""No summer time since 1991, so a fixed offset needs no time zone data on Windows."""

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years that a figure or a target can be of."""


def due_day(year: int | None, due: tuple[int, int] | None) -> date | None:
    """Last day on which figures of `year` are in time; `due` is month and day of the year after it."""
    return None if year is None or due is None else date(year + 1, *due)


def late_days(year: int | None, received: date, due: tuple[int, int] | None) -> int | None:
    """Days after the deadline, 0 in time; None where there is no year or no deadline."""
    last = due_day(year, due)
    return None if last is None else max((received - last).days, 0)
