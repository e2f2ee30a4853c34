"""The clock, read once at the edge, in Beijing time; every moment can be given instead, for runs that repeat."""

import getpass
from datetime import date, datetime

import click

from engine.model.day import BEIJING, FIRST_YEAR, LAST_YEAR
from engine.model.text import Lang, Text

FORMATS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]
"""ISO 8601 days and moments; without an offset they are Beijing time."""

NO_TIME = Text("收到的年份 {year} 不可能。", "Nothing can be received in the year {year}.")


def moment(lang: Lang, flag: str, words: Text) -> click.Option:
    """An option that takes a day or a moment."""
    return click.Option([flag], type=click.DateTime(FORMATS), metavar="TIME", help=words.say(lang))


def stamp(given: datetime | None) -> datetime:
    """The moment given, or this second in Beijing."""
    given = given or datetime.now(BEIJING).replace(microsecond=0)
    return given if given.tzinfo else given.replace(tzinfo=BEIJING)


def receipt_option(lang: Lang, words: Text) -> click.Option:
    """--received-at TIME."""
    return moment(lang, "--received-at", words)


def day_of_receipt(given: datetime | None, lang: Lang) -> datetime:
    """The moment of receipt in Beijing, now unless given; a usage error for a year that no figure can be of."""
    at = stamp(given)
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise click.UsageError(NO_TIME.fill({"year": at.year}).say(lang))
    return at.astimezone(BEIJING)


def day_of(given: datetime | None) -> date:
    """The day given, or today in Beijing."""
    return stamp(given).date()


def user() -> str:
    """Name of the user of the operating system."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def as_of_option(words: Text, lang: Lang) -> click.Option:
    """--as-of DATE."""
    return click.Option(["--as-of"], type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=words.say(lang))
