"""The log of accepted submissions: one entry for each, in the order in which they came."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from engine.model.day import BEIJING
from engine.model.form import Addressed
from engine.model.record import Record

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Entry(Record):
    """One accepted submission; `hash` covers the line and, through `previous`, all lines before it."""

    number: int = Field(ge=1)
    sha256: Digest = Field(description="of the file as it was submitted")
    suffix: Annotated[str, StringConstraints(pattern=r"^(\.[a-z0-9]{1,8})?$")] = Field(description="of the kept file")
    name: str = Field(description="what the file was called")
    received_at: AwareDatetime
    unit: str = Field(description="whom the form was sent to, else the unit named on acceptance; may be empty")
    form: str | None = Field(description="id of the form that it fills in")
    addressed: Addressed | None = Field(description="whether that form goes to a unit or a jurisdiction")
    year: int | None = Field(description="of that form, else the year named on acceptance")
    figures: int = Field(description="with '-', without empty cells")
    observations: Digest = Field(description="of the Parquet file of its figures")
    replaces: tuple[int, ...] = Field(description="numbers of the submissions that it is a revision of")
    revises: tuple[int, ...] = Field((), description="numbers of those that stand on, though it revises single figures")
    tool: str
    rules_sha256: str
    previous: Digest
    hash: Digest

    @property
    def day(self) -> date:
        """Day of receipt in Beijing."""
        return self.received_at.astimezone(BEIJING).date()


def standing(entries: Iterable[Entry]) -> list[Entry]:
    """Those that no later one replaces, in order."""
    found: dict[int, Entry] = {}
    for entry in entries:
        for number in entry.replaces:
            found.pop(number, None)
        found[entry.number] = entry
    return list(found.values())


def before(entries: Iterable[Entry], last: Entry) -> list[Entry]:
    """Those of the entries that `last` revises, wholly or in part, directly or through others, the first first."""
    known = {e.number: e for e in entries}
    found: dict[int, Entry] = {}
    waiting = [*last.replaces, *last.revises]
    while waiting:
        entry = known.get(waiting.pop())
        if entry and entry.number not in found:
            found[entry.number] = entry
            waiting += (*entry.replaces, *entry.revises)
    return [found[n] for n in sorted(found)]
