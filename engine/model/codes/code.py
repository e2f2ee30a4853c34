"""A diagnostic code: its level and what it says."""

from typing import Literal, NamedTuple

from engine.model.text import Text

Level = Literal["error", "warning", "info"]
"""Unusable, doubtful, or only worth knowing, such as a repair that was made in reading."""

GRAVEST_FIRST: tuple[Level, ...] = ("error", "warning", "info")


NONE = Text("", "")


class Code(NamedTuple):
    """Level and sentences of one diagnostic code: what is wrong, and what to do where the first does not say it."""

    level: Level
    text: Text
    advice: Text = NONE


Codes = dict[str, Code]


def error(zh: str, en: str, advice: Text = NONE) -> Code:
    """What makes an input unusable."""
    return Code("error", Text(zh, en), advice)


def warning(zh: str, en: str) -> Code:
    """What is doubtful."""
    return Code("warning", Text(zh, en))


def info(zh: str, en: str) -> Code:
    """What is worth knowing."""
    return Code("info", Text(zh, en))
