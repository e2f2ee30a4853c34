"""Accepting: every file of a call goes in, or none; first the files, then, in one step, their lines of the log."""

import shutil
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from engine.chain import GENESIS
from engine.files import INBOX_LOG, content, readable
from engine.inbox.disk import STAGING, flushed, safe_suffix, swept, write
from engine.inbox.gate import MOVED, DamagedError, InboxError, duckdb, usable
from engine.inbox.lock import locked
from engine.inbox.log import chained, head, joined
from engine.inbox.offer import Circumstances, Offer, Taken
from engine.inbox.parquet import write as write_parquet
from engine.inbox.read import OBSERVATIONS, RECEIVED, figures_path, log, observations, received_path
from engine.model.inbox import Entry, standing
from engine.model.observation import Observation
from engine.revision import first_received, replaced


def store(folder: Path, offers: Sequence[Offer], given: Circumstances) -> list[Taken]:
    """Store all offers unless one of them clashes; raises InboxError and DamagedError, and then stored nothing."""
    duckdb()
    with usable(folder):
        for part in (OBSERVATIONS, RECEIVED):
            (folder / part).mkdir(parents=True, exist_ok=True)
        with locked(folder):
            swept(folder)
            entries, problems = log(folder)
            if problems:
                raise DamagedError(tuple(problems))
            staging = Path(tempfile.mkdtemp(dir=folder, prefix=STAGING))
            try:
                batch = Batch(folder, staging, entries, given)
                taken = [batch.take(offer) for offer in offers]
                if not any(t.refused for t in taken):
                    batch.commit()
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    return taken


class Batch:
    """The files of one call on their way into the inbox."""

    def __init__(self, folder: Path, staging: Path, entries: list[Entry], given: Circumstances) -> None:
        self.folder, self.staging, self.given = folder, staging, given
        self.entries = list(entries)
        self.known = len(entries)
        self.figures: dict[int, tuple[Observation, ...]] = {}

    def take(self, offer: Offer) -> Taken:
        """Stage one file and enter it; a file that stands already is not entered again."""
        form = offer.submission.form
        own = [e for e in standing(self.entries) if e.unit == offer.unit or (form and e.form == form.id)]
        for entry in own:
            if entry.sha256 == offer.submission.sha256 and entry.form == (form.id if form else None):
                return Taken(offer, entry, new=False, before=())
        held = self._observations(own)
        found = replaced(held, form.id if form else None, offer.submission.observations, self.given.place)
        numbers = found.whole + (found.partly if self.given.replace else ())
        before = (*(o for e, old in held if e.number in numbers for o in old), *found.revised)
        figures = first_received(offer.submission.observations, before, self.given.place)
        offer = offer._replace(submission=offer.submission._replace(observations=figures))
        entry = self._enter(offer, tuple(sorted(numbers)), found.beside)
        later = self._later(entry)
        return Taken(
            offer=offer,
            entry=entry,
            new=True,
            before=before,
            partly=() if self.given.replace else found.partly,
            within=tuple(n for n in found.whole + found.partly + found.beside if n > self.known),
            harmed=found.harmed,
            later=later,
            backdated=() if self.given.replace else tuple(n for n in later if n in entry.replaces + entry.revises),
        )

    def commit(self) -> None:
        """Move everything in; the log comes last and in one step, so that no line is ever without its files."""
        new = self.entries[self.known :]
        write(self.staging / INBOX_LOG, joined(self.entries))
        for entry in new:
            for goal in (figures_path(self.folder, entry), received_path(self.folder, entry)):
                staged = self.staging / goal.name
                if staged.exists():
                    staged.replace(goal)
        if new:
            flushed(self.folder / OBSERVATIONS)
            flushed(self.folder / RECEIVED)
            (self.staging / INBOX_LOG).replace(self.folder / INBOX_LOG)
            flushed(self.folder)

    def _later(self, entry: Entry) -> tuple[int, ...]:
        """Submissions of the same unit and year that were recorded before this one, as received on a later day."""
        return tuple(
            e.number
            for e in self.entries[: self.known]
            if e.unit == entry.unit and e.day > entry.day and (e.year == entry.year or not (e.year and entry.year))
        )

    def _observations(self, entries: list[Entry]) -> list[tuple[Entry, tuple[Observation, ...]]]:
        """Submissions with their figures, perhaps with those of one that is still being entered."""
        unread = [e for e in entries if e.number not in self.figures]
        for entry, found in zip(unread, observations(self.folder, unread), strict=True):
            self.figures[entry.number] = tuple(found)
        return [(e, self.figures[e.number]) for e in entries]

    def _enter(self, offer: Offer, replaces: tuple[int, ...], revises: tuple[int, ...]) -> Entry:
        """Stage the file and its figures, and make their line."""
        entry = chained(self._entry(offer, replaces, revises), head(self.entries))
        self.entries.append(entry)
        self.figures[entry.number] = offer.submission.observations
        return entry

    def _entry(self, offer: Offer, replaces: tuple[int, ...], revises: tuple[int, ...]) -> Entry:
        """The line of an offer, without its links."""
        form, suffix = offer.submission.form, safe_suffix(offer.path.name)
        write(self.staging / f"{offer.submission.sha256}{suffix}", _unchanged(offer))
        return Entry(
            number=len(self.entries) + 1,
            sha256=offer.submission.sha256,
            suffix=suffix,
            name=readable(offer.path.name),
            received_at=self.given.received_at,
            unit=offer.unit,
            form=form.id if form else None,
            addressed=form.addressed if form else None,
            year=form.year if form else offer.year,
            figures=offer.submission.figures,
            observations=self._parquet(offer.submission.observations),
            replaces=replaces,
            revises=revises,
            tool=self.given.tool,
            rules_sha256=self.given.rules_sha256,
            previous=GENESIS,
            hash=GENESIS,
        )

    def _parquet(self, figures: Sequence[Observation]) -> str:
        """Stage figures; the hash of their file, which it is named by."""
        path = self.staging / "figures"
        write_parquet(path, figures)
        digest = sha256(path.read_bytes()).hexdigest()
        write(self.staging / f"{digest}.parquet", path.read_bytes())
        return digest


def _unchanged(offer: Offer) -> bytes:
    """The bytes that were read before; InboxError when they are no longer there."""
    try:
        found = content(offer.path)
    except OSError:
        found = b""
    if sha256(found).hexdigest() != offer.submission.sha256:
        raise InboxError(MOVED.fill({"name": readable(offer.path.name)}))
    return found
