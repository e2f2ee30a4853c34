"""Submitted bytes → figures and problems in one list, as the tests of reading want them."""

from collections.abc import Mapping, Sequence

from engine.intake import submission
from engine.model.diagnostic import Diagnostic
from engine.model.layout import Layout
from engine.model.observation import Observation


def read(
    content: bytes, file: str, names: Mapping[str, str] | None = None, layouts: Sequence[Layout] = ()
) -> list[Observation | Diagnostic]:
    """In order of their places; what is wrong with a figure's row comes before the figure."""
    found = submission.read(content, file, names or {}, layouts)
    together: list[Observation | Diagnostic] = [*found.problems, *found.observations]
    return sorted(together, key=lambda item: (item.place.sheet, item.place.line))


def codes(content: bytes, file: str, **more: object) -> list[tuple[str, str]]:
    """Code and spot of each problem."""
    found = read(content, file, **more)  # type: ignore[arg-type]
    return [(d.code, d.place.spot) for d in found if isinstance(d, Diagnostic)]
