"""The log of an inbox: one line of JSON for each submission, chained by hashes; a change of any byte is seen."""

from collections.abc import Iterable

from pydantic import ValidationError

from engine.chain import GENESIS, canonical, link
from engine.model.diagnostic import Diagnostic, Place
from engine.model.inbox import Entry


def line(entry: Entry) -> bytes:
    """The one way to write an entry."""
    return canonical(entry.model_dump(mode="json")) + b"\n"


def chained(entry: Entry, previous: str) -> Entry:
    """The entry with its links."""
    entry = entry.model_copy(update={"previous": previous})
    return entry.model_copy(update={"hash": link(entry.model_dump(mode="json"))})


def head(entries: list[Entry]) -> str:
    """What the next entry links to."""
    return entries[-1].hash if entries else GENESIS


def parse(content: bytes, file: str) -> tuple[list[Entry], list[Diagnostic]]:
    """Entries up to the first line that is not as it was written, and a problem for each such line."""
    entries: list[Entry] = []
    problems: list[Diagnostic] = []
    previous = GENESIS
    for n, text in enumerate(content.splitlines(keepends=True), start=1):
        entry = _entry(text)
        if entry is None:
            problems.append(Diagnostic.of("I701", Place(file, n)))
            continue
        if (entry.previous, entry.number) != (previous, n) and not problems:
            problems.append(Diagnostic.of("I702", Place(file, n)))
        previous = entry.hash
        if not problems:
            entries.append(entry)
    return entries, problems


def joined(entries: Iterable[Entry]) -> bytes:
    """A whole log."""
    return b"".join(map(line, entries))


def _entry(text: bytes) -> Entry | None:
    """The entry of a line; None when it is not exactly what `line` writes of an entry with its own hash."""
    try:
        entry = Entry.model_validate_json(text, strict=True)
    except (ValidationError, ValueError, RecursionError):
        return None
    sound = line(entry) == text and link(entry.model_dump(mode="json")) == entry.hash
    return entry if sound and all(0 < r < entry.number for r in (*entry.replaces, *entry.revises)) else None
