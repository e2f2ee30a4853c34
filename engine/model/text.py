"""A sentence in both languages of the program."""

from collections.abc import Iterator, Mapping
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
        """Both sentences with their {fields} filled in; a field that is itself a Text gives each its own language."""
        zh, en = (
            t.format_map({k: v[i] if isinstance(v, Text) else v for k, v in fields.items()}) for i, t in enumerate(self)
        )
        return Text(zh, en)


def join_texts(texts: Iterator[Text] | list[Text], separator: Text) -> Text:
    """Several texts as one, joined in each language by its own separator."""
    texts = list(texts)
    return Text(separator.zh.join(t.zh for t in texts), separator.en.join(t.en for t in texts))
