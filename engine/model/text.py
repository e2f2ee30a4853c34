"""A sentence in both languages of the program."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Text(NamedTuple):
    """Simplified Chinese and English of the same sentence; either may hold {fields}."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """The sentence in the language asked for."""
        return self.zh if lang == "zh" else self.en

    def fill(self, fields: Mapping[str, object]) -> "Text":
        """Both sentences with their {fields} filled in; a field that is itself a Text gives each its own language.

        English counts in the singular and the plural: {n:row} is 1 row or 2 rows, {n:entry/entries} 2 entries.
        """
        zh = {k: v.zh if isinstance(v, Text) else v for k, v in fields.items()}
        en = {k: _Counted(v.en if isinstance(v, Text) else v) for k, v in fields.items()}
        return Text(self.zh.format_map(zh), self.en.format_map(en))

    def unfilled(self, blank: str = r"{\1}") -> "Text":
        """Both sentences with each field as `blank`, by default its name, and what is counted in the plural."""
        return Text(*(_FIELD.sub(lambda found: found.expand(blank) + _many(found[2] or ""), said) for said in self))


_FIELD = re.compile(r"\{(\w+)(?::([^{}]*))?\}")


def _many(noun: str) -> str:
    """The noun of a field as it stands behind numbers other than one."""
    one, _, many = noun.partition("/")
    return f" {many or f'{one}s'}" if noun else ""


class _Counted(str):
    """A field of an English sentence, which agrees with the noun behind it."""

    __slots__ = ()

    def __format__(self, noun: str) -> str:
        return f"{self!s} {noun.partition('/')[0]}" if noun and self == "1" else f"{self!s}{_many(noun)}"


def listed(names: Iterable[object]) -> Text:
    """Names one after another."""
    said = [str(name) for name in names]
    return Text("、".join(said), ", ".join(said))


def join_texts(texts: Iterator[Text] | list[Text], separator: Text) -> Text:
    """Several texts as one, joined in each language by its own separator."""
    texts = list(texts)
    return Text(separator.zh.join(t.zh for t in texts), separator.en.join(t.en for t in texts))
