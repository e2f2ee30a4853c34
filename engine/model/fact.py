"""What inference works on and brings back: facts of symbols and integers, and which rule fired on which facts."""

from typing import NamedTuple

Value = str | int
Fields = tuple[tuple[str, Value], ...]


class Fact(NamedTuple):
    """One statement; fields in order of their names, none of them empty. Equal content is the same fact."""

    kind: str
    fields: Fields

    @classmethod
    def of(cls, kind: str, **fields: Value | None) -> "Fact":
        """A fact of the fields that are known."""
        return cls(kind, tuple(sorted((k, v) for k, v in fields.items() if v is not None)))

    def get(self, field: str) -> Value | None:
        """Value of a field, None if the fact has no such field."""
        return next((v for k, v in self.fields if k == field), None)


class Firing(NamedTuple):
    """One match of a rule: its facts in the order of its positive patterns."""

    rule: str
    facts: tuple[Fact, ...]


class Derived(NamedTuple):
    """A fact that rules derived, with every firing that supports it, in order."""

    fact: Fact
    firings: tuple[Firing, ...]
