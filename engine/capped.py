"""Problems of one kind in one file: the first are kept, the others counted; a bad file must not hide the others."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from engine.model.codes import Level
from engine.model.diagnostic import Diagnostic, Place

MOST_ALIKE = 1_000
"""Problems with one code that are listed for one file; nobody reads on, and each takes two kilobytes."""

MORE: Mapping[Level, str] = {"error": "S438", "warning": "S450", "info": "N423"}
"""Level → the code that says how many more there are; it never weighs more than they do."""


class Alike:
    """Counts problems by file and code while they are found."""

    def __init__(self) -> None:
        self._found = Counter[tuple[str, str, Level]]()

    def keeps(self, problem: Diagnostic) -> bool:
        """Whether a problem is one of the first of its kind."""
        kind = (problem.place.file, problem.code, problem.level)
        self._found[kind] += 1
        return self._found[kind] <= MOST_ALIKE

    def others(self) -> Iterator[Diagnostic]:
        """How many of each kind were not kept."""
        for (file, code, level), count in self._found.items():
            if count > MOST_ALIKE:
                yield Diagnostic.of(MORE[level], Place(file), count=count - MOST_ALIKE, like=code)


def capped(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first of each kind, and then how many more there are."""
    alike = Alike()
    yield from filter(alike.keeps, problems)
    yield from alike.others()
