"""CSV as Excel saves it → records by column name, each with its line; whatever does not fit is a diagnostic."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text

BOM = "\ufeff"
UTF8_BOM = BOM.encode()
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")

LINE_END = re.compile(r"\r\n|\n|\r")
"""Where an editor begins a new line."""


class Row(NamedTuple):
    """One record by column name, with its place."""

    cells: dict[str, str]
    place: Place


class Columns(NamedTuple):
    """Columns of one kind of file, and the Chinese headers that mean them."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    chinese: Mapping[str, str]

    @property
    def all(self) -> tuple[str, ...]:
        """Every column."""
        return self.required + self.optional

    def called(self, names: Iterable[str]) -> Text:
        """Columns as a reader knows them: 数值（value）."""
        heading = {column: word for word, column in reversed(list(self.chinese.items()))}
        names = list(names)
        zh = "、".join(f"{heading[n]}（{n}）" if n in heading else n for n in names)
        return Text(zh, ", ".join(names))


WHY = {
    "field larger than field limit": Text(
        "一格内容过长，常见原因是引号没有闭合", "a cell is too long, often a quotation mark that is not closed"
    ),
    "unexpected end of data": Text("引号没有闭合", "a quotation mark is not closed"),
    "expected after": Text("引号之后还有文字", "text follows a closing quotation mark"),
    "new-line character": Text("一格中有单独的回车符", "a cell holds a bare carriage return"),
}
"""What the csv module says → what is wrong."""

NO_ENCODING = Text("既不是 UTF-8、UTF-16 也不是 GB18030", "neither UTF-8, UTF-16 nor GB18030")
LISTED = 20
"""Unknown columns that are named; a file with more of them is another kind of file."""

NUL = Text("含有空字符（NUL）", "NUL character found")


def read_rows(content: bytes, file: str, columns: Columns) -> Iterator[Row | Diagnostic]:
    """Records below the header and problems, in order of lines; blank lines are skipped."""
    text = decode(content)
    if text is None or "\0" in text:
        yield unreadable(text, file)
        return
    found = records(text, ",", file)
    first = next(found, ())
    if isinstance(first, Diagnostic):
        yield first
        return
    header = [columns.chinese.get(c.strip(), c.strip()) for c in (first[1] if first else [])]
    width = len(header)
    while header and not header[-1]:  # Excel leaves empty columns at the end
        header.pop()
    places = [Place(file, 1, 1)] * len(header)
    problems = list(header_problems(header, columns, places, Place(file, 1, 1), first[1] if first else ()))
    yield from problems
    for item in () if problems else found:
        yield from [item] if isinstance(item, Diagnostic) else _row(item[1], header, width, Place(file, item[0], 1))


def records(text: str, separator: str, file: str) -> Iterator[tuple[int, list[str]] | Diagnostic]:
    """Fields of each record with the line on which it begins; what cannot be read on ends them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for fields in reader:
            yield start, fields
            start = reader.line_num + 1
    except csv.Error as e:
        why = next((text for part, text in WHY.items() if part in str(e)), Text(str(e), str(e)))
        yield Diagnostic.of("S412", Place(file, start, 1), why=why)


def decode(content: bytes) -> str | None:
    """The text without its mark, or None; Excel on Chinese Windows writes GB18030 unless told otherwise."""
    body = content.removeprefix(UTF8_BOM)
    encodings = ("utf-16",) if content.startswith(UTF16_BOMS) else ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            return body.decode(encoding).removeprefix(BOM)
        except UnicodeDecodeError:
            continue
    return None


def unreadable(text: str | None, file: str) -> Diagnostic:
    """Why text is none, or is not text."""
    if text is None:
        return Diagnostic.of("S412", Place(file), why=NO_ENCODING)
    before = text[: text.index("\0")]
    place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return Diagnostic.of("S412", place, why=NUL)


def _row(fields: list[str], header: list[str], width: int, place: Place) -> Iterator[Row | Diagnostic]:
    """One record, nothing for a blank one, a problem where the number of cells is wrong."""
    if not any(f.strip() for f in fields):
        return
    if len(fields) == width and not any(f.strip() for f in fields[len(header) :]):
        del fields[len(header) :]
    if len(fields) != len(header):
        yield Diagnostic.of("S403", place, found=len(fields), expected=len(header))
        return
    yield Row({c: f.strip() for c, f in zip(header, fields, strict=True)}, place)


def header_problems(
    header: list[str], columns: Columns, places: list[Place], start: Place, written: Sequence[str]
) -> Iterator[Diagnostic]:
    """Missing, repeated and unknown columns, each at its own place; `written` are their headings as they stand."""
    missing = [c for c in columns.required if c not in header]
    if missing:
        yield Diagnostic.of("S401", start, columns=columns.called(missing))
    seen: dict[str, str] = {}
    for column, place, text in zip(header, places, written, strict=False):
        if column in columns.all and column in seen:
            meant = columns.called([column])
            yield Diagnostic.of("S466", place, heading=text.strip(), other=seen[column], column=meant)
        seen.setdefault(column, text.strip())
    named = {*columns.chinese.values()}
    allowed = Text("允许：{a}。", "Allowed: {a}.").fill({"a": columns.called(c for c in columns.all if c in named)})
    unknown = [(c, place) for c, place in zip(header, places, strict=True) if c not in columns.all]
    for column, place in unknown[:LISTED]:
        close = get_close_matches(column, [*columns.all, *columns.chinese], n=1)
        hint = Text(f"是否应为“{close[0]}”？", f"Did you mean '{close[0]}'?") if close else allowed
        yield Diagnostic.of("S402", place, column=column, hint=hint)
