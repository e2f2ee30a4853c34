"""Facts of one partition while rules fire, numbered; and every firing, checked. Standard library only."""

from collections.abc import Iterable

from engine.inference.program import Production
from engine.model.fact import Fact, Value

MAX_DERIVED = 100_000
"""Facts that one partition may derive before its rules are taken to have gone astray."""


class TooManyError(Exception):
    """More facts were derived than any sensible policy derives."""


class Memory:
    """Facts by number; a derived fact that is already there is the same fact."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Facts are put in order, so that nothing depends on how they came."""
        self.facts = sorted(set(facts))
        self.given = len(self.facts)
        self.values: list[dict[str, Value]] = [dict(f.fields) for f in self.facts]
        self.numbers = {f: i for i, f in enumerate(self.facts)}
        self.firings: dict[int, set[tuple[str, tuple[int, ...]]]] = {}

    def of_kinds(self, kinds: Iterable[str]) -> list[int]:
        """Numbers of the facts of some kinds."""
        wanted = frozenset(kinds)
        return [i for i, f in enumerate(self.facts) if f.kind in wanted]

    def fire(self, production: Production, found: tuple[int, ...]) -> int | None:
        """Derive from a match; the number of the fact if it is new. An engine's word on equal fields is checked."""
        for match, number in zip(production.positives, found, strict=True):
            for field, pattern, other, minus in match.joins:
                expected = self.values[found[pattern]][other]
                if self.values[number][field] != (expected - minus if isinstance(expected, int) else expected):
                    return None
        fields = dict(production.constants)
        fields.update((f, self.values[found[pattern]][other]) for f, pattern, other in production.taken)
        fact = Fact(production.kind, tuple(sorted(fields.items())))
        number = self.numbers.get(fact, -1)
        fresh = number < 0
        if fresh:
            number = self._add(fact, fields)
        self.firings.setdefault(number, set()).add((production.rule, found))
        return number if fresh else None

    def _add(self, fact: Fact, fields: dict[str, Value]) -> int:
        """Keep a new fact."""
        if len(self.facts) - self.given >= MAX_DERIVED:
            raise TooManyError
        self.numbers[fact] = len(self.facts)
        self.facts.append(fact)
        self.values.append(fields)
        return len(self.facts) - 1


class Symbols:
    """Text as small integers, so that no engine ever sees text: the constants of the rules first, for good."""

    def __init__(self, known: Iterable[str]) -> None:
        self.fixed = {text: i for i, text in enumerate(dict.fromkeys(known))}
        self.numbers = dict(self.fixed)

    def fresh(self) -> None:
        """Forget all but the constants of the rules."""
        self.numbers = dict(self.fixed)

    def of(self, value: Value) -> int:
        """Number of a text; an integer stands for itself."""
        return self.numbers.setdefault(value, len(self.numbers)) if isinstance(value, str) else value
