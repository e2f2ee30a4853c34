"""An inbox filled without files of rules: what its tests share."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from engine.inbox.offer import Circumstances, Offer, Taken
from engine.inbox.read import current
from engine.inbox.read import figures as figures_of
from engine.inbox.store import store
from engine.model.day import BEIJING
from engine.model.diagnostic import Place
from engine.model.form import FormMark, form_id
from engine.model.observation import Observation, Status
from engine.model.submission import Submission

UNIT = "市科协"
YEAR = 2024


def figure(value: object = "95", **changes: Any) -> Observation:
    """A figure of example data; None is not reported."""
    found = Observation(
        indicator="science-bases",
        jurisdiction="示例市",
        year=YEAR,
        state="missing" if value is None else "reported",
        value=None if value is None else Decimal(str(value)),
        unit="家",
        bound="exact",
        status=Status.FINAL,
        source="示例数据",
        note="",
        place=Place("a.xlsx", 5, 8, "填报表"),
        received=date(2025, 3, 1),
        reporter=UNIT,
    )
    return found._replace(**changes)


def mark(unit: str = UNIT, year: int = YEAR) -> FormMark:
    """The form of a unit."""
    return FormMark(form_id(year, "unit", unit), year, "unit", unit, "r" * 64)


def moment(text: str = "2025-03-01T09:00:00") -> datetime:
    """A moment in Beijing."""
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def offer(
    folder: Path,
    figures: Iterable[Observation],
    content: bytes | None = None,
    form: FormMark | None = None,
    name: str = "a.csv",
    unit: str = UNIT,
) -> Offer:
    """A file on disk with figures that need not be what its bytes say."""
    found = tuple(figures)
    content = repr(found).encode() if content is None else content
    path = folder / "outside" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    submission = Submission(name, sha256(content).hexdigest(), found, (), form)
    return Offer(path, submission, form.name if form else unit, None)


def accept(inbox: Path, *offers: Offer, at: str = "2025-03-01T09:00:00", replace: bool = False) -> list[Taken]:
    """Store offers as `check accept` does."""
    return store(inbox, offers, Circumstances(moment(at), "target-check test", "r" * 64, replace, str))


def stands(inbox: Path) -> list[Observation]:
    """The figures that stand, once it is known that nothing was tampered with."""
    found = current(inbox)
    assert [p.say("en") for p in found.problems] == []
    return figures_of(found)
