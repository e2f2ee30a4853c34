"""The text of a file and its lines, unless there are more of them than any submission has."""

from engine.intake import limits
from engine.model.diagnostic import Diagnostic, Place
from engine.rows import LINE_END, decode, unreadable


def text_of(content: bytes, file: str) -> str | Diagnostic:
    """The text, or why it is not read; lines are counted before anything is made of them."""
    text = decode(content)
    if text is None or "\0" in text:
        return unreadable(text, file)
    count = text.count("\n") + text.count("\r") - text.count("\r\n")
    if count > limits.MAX_ROWS:
        return limits.beyond(Place(file), limits.ROWS, limits.MAX_ROWS, n=count)
    for number, line in enumerate(lines_of(text), 1):
        if len(line) > limits.MAX_LINE:
            return limits.beyond(Place(file, number, 1), limits.LINE, limits.MAX_LINE, n=len(line))
    return text


def lines_of(text: str) -> list[str]:
    """Lines as an editor counts them."""
    return LINE_END.split(text)
