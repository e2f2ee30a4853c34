"""Files on their way into the inbox: why one is refused, and the receipt of one that is stored."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from engine.catalog.shipped import shown
from engine.cli.senders import sender
from engine.cli.validating import Validated
from engine.contradiction import contradictions
from engine.inbox.offer import Offer, Taken
from engine.inbox.read import log, observations
from engine.intake.statistics import located
from engine.model.acceptance import FigureChange, Receipt, Refusal
from engine.model.day import late_days
from engine.model.inbox import standing
from engine.model.record import Record
from engine.model.submission import Submission
from engine.model.text import Text, listed
from engine.model.validation import Checked
from engine.revision import changes


class Sent(NamedTuple):
    """Sound files with who reports each, and those of which nobody can tell."""

    offers: list[Offer]
    refused: tuple[Refusal, ...]


def sent(paths: Iterable[Path], found: Validated, unit: str, year: int | None) -> Sent:
    """Files as they go in; `unit` is the one named, or nothing. One without any figure is left to its errors."""
    offers, refused = [], []
    source = {file: path for path, file in located([(p, shown(p)) for p in paths], [])}
    for submission in (s for s in found.submissions if s.observations):
        who = sender(submission, unit, found.catalog)
        if isinstance(who, Text):
            refused.append(_refusal(submission.file, who))
        else:
            offers.append(offer(source[submission.file], submission, who, year))
    return Sent(offers, tuple(refused))


def offer(path: Path, submission: Submission, reporter: str, year: int | None) -> Offer:
    """A file as it goes in: its figures say who reported them, and it is of the year named or of its own."""
    figures = tuple(o._replace(reporter=o.reporter or reporter) for o in submission.observations)
    return Offer(path, submission._replace(observations=figures), reporter, year or submission.year)


CUTS = Text(
    "第 {numbers} 号报送的下列数会丢失，或换成状态较低的数。请报全部数，状态不低于原来；只改个别核实数的，只报这些数并标为修订数；再改修订数的，连同那份的其他修订数一起报；确要取代，加 --replace。",  # noqa: E501
    "These figures of submission {numbers} would be lost, or give way to ones of lower status. Report all of them, in no lower status; or only single final ones, marked as revised; to revise revised ones, report all of that submission; or add --replace.",  # noqa: E501
)
BACKDATED = Text(
    "它要修订的第 {numbers} 号报送登记的收到日期比它晚。请改正 --received-at；确实更早收到的，加 --replace。",
    "It would revise submission {numbers}, which was received on a later day. Correct --received-at; if it did come earlier, add --replace.",  # noqa: E501
)
TWICE = Text(
    "与同时报来的另一份文件是同一报表或有相同的数，分不清先后。请分两次收。",
    "It fills the same form or holds the same figures as another file of this call; accept them one after the other.",
)


def refusals(taken: Taken) -> Iterator[Refusal]:
    """Why a sound file was not stored."""
    file = taken.offer.submission.file
    if taken.within:
        yield _refusal(file, TWICE)
        return
    if taken.partly:
        yield _refusal(file, CUTS.fill({"numbers": listed(taken.partly)}), taken.harmed)
    if taken.backdated:
        yield _refusal(file, BACKDATED.fill({"numbers": listed(taken.backdated)}))


def _refusal(file: str, text: Text, harmed: tuple[FigureChange, ...] = ()) -> Refusal:
    return Refusal(file=file, why=text.zh, why_en=text.en, harmed=harmed)


def outcome(
    taken: Iterable[Taken], folder: Path, found: Validated, due: tuple[int, int] | None
) -> dict[str, tuple[Record, ...]]:
    """What becomes of an acceptance: refusals, or else receipts and what now contradicts the figures stored."""
    taken = list(taken)
    if refused := tuple(r for t in taken for r in refusals(t)):
        return {"refused": refused}
    entries = standing(log(folder)[0])
    clashes = contradictions(found.catalog, zip(entries, observations(folder, entries), strict=True))
    new = {t.entry.number for t in taken}
    own = tuple(c for c in clashes if new & {s.number for s in c.figures})
    checked = {file.file: file for file in found.report.files}
    clashing = Counter(s.number for c in own for s in c.figures)
    receipts = (
        receipt(t, due, checked[t.offer.submission.file], found.catalog.place, clashing[t.entry.number]) for t in taken
    )
    return {"stored": tuple(receipts), "contradictions": own}


def receipt(
    taken: Taken, due: tuple[int, int] | None, checked: Checked, place: Callable[[str], str], clashing: int
) -> Receipt:
    """What the sender gets; `checked` is what was found in the file, `clashing` how many figures others contradict."""
    entry, submission = taken.entry, taken.offer.submission
    earlier = entry.replaces or entry.revises
    return Receipt(
        number=entry.number,
        new=taken.new,
        name=entry.name,
        sha256=entry.sha256,
        hash=entry.hash,
        reporter=entry.unit,
        form=entry.form,
        year=entry.year,
        received_at=entry.received_at.isoformat(),
        figures=entry.figures,
        warnings=checked.warnings + clashing + bool(taken.later),
        notes=checked.notes,
        late_days=late_days(entry.year, entry.day, due),
        later=taken.later,
        replaces=entry.replaces,
        revises=entry.revises,
        changes=changes(taken.before, submission.observations, place) if taken.new and earlier else (),
    )
