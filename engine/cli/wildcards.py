"""`*.xlsx` on the command line: shells of Unix expand it, those of Windows hand it over as it stands."""

from collections.abc import Iterable
from glob import glob


def expanded(arguments: Iterable[str]) -> list[str]:
    """Arguments with wildcards replaced by the files that they match, in order of their names; others as they are."""
    found: list[str] = []
    for word in arguments:
        matched = sorted(glob(word)) if {"*", "?"} & set(word) else []  # noqa: PTH207  Path.glob refuses absolute ones
        found += matched or [word]
    return found
