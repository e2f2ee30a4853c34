"""One submitted file → its figures and everything that is to be said of it, whatever its format."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import PurePath

from engine.intake import foreign, limits, text_grid
from engine.intake.content import JSON_LINES, LOCKED, PARQUET, SUFFIXES, TABLE, Kind, kind_of
from engine.intake.grid import Line, Record
from engine.intake.observe import observe
from engine.intake.table import read_text
from engine.model.diagnostic import Diagnostic, Place
from engine.model.form import FormMark
from engine.model.layout import Layout
from engine.model.observation import Observation
from engine.model.submission import Submission

Found = Iterator[Record | Diagnostic]


def read(content: bytes, file: str, names: Mapping[str, str], layouts: Sequence[Layout] = ()) -> Submission:
    """Every figure and every problem, in order of their places."""
    reader = _Reader(content, file, foreign.fitting(layouts, PurePath(file).name))
    figures: list[Observation] = []
    problems: list[Diagnostic] = []
    for item in reader.records():
        found = observe(item, names, reader.reporter) if isinstance(item, Record) else [item]
        for each in found:
            if isinstance(each, Observation):
                figures.append(each)
            else:
                problems.append(each)
    kept = tuple(sorted(_counted(problems), key=lambda d: d.order))
    return Submission(file, sha256(content).hexdigest(), tuple(figures), kept, reader.mark)


class _Reader:
    """A file while it is read; the mark is known once the first record is asked for."""

    def __init__(self, content: bytes, file: str, layouts: Sequence[Layout]) -> None:
        self.content, self.file, self.layouts = content, file, layouts
        self.mark: FormMark | None = None

    @property
    def reporter(self) -> str:
        """The unit that a form was sent to."""
        return self.mark.name if self.mark else ""

    def records(self) -> Found:
        """Records and problems of the whole file."""
        kind, place = kind_of(self.content), Place(self.file)
        if kind is LOCKED:
            yield Diagnostic.of("S421", place)
            return
        if not kind.readable:
            yield Diagnostic.of("S422", place, found=kind.called)
            return
        suffix = PurePath(self.file).suffix.lower()
        if SUFFIXES.get(suffix, kind) is not kind:
            yield Diagnostic.of("N415", place, suffix=suffix, found=kind.called)
        if len(self.layouts) > 1:
            why = foreign.SEVERAL.fill({"other": self.layouts[1].file})
            yield Diagnostic.of("S434", place, layout=self.layouts[0].file, why=why)
            return
        yield from self._of(kind, self.layouts[0] if self.layouts else None)

    def _of(self, kind: Kind, layout: Layout | None) -> Found:
        """Records of one kind of content."""
        if kind is PARQUET:
            from engine.intake import parquet  # noqa: PLC0415  start-up with CSV does without it, as below

            return parquet.read(self.content, self.file)
        if kind is JSON_LINES:
            from engine.intake import json_lines  # noqa: PLC0415

            return json_lines.read(self.content, self.file)
        return self._text(layout) if kind is TABLE else self._workbook(kind, layout)

    def _text(self, layout: Layout | None) -> Found:
        """Of a text file."""
        grid = text_grid.read(self.content, self.file)
        if isinstance(grid, Diagnostic):
            yield grid
        elif layout:
            lines = list(grid.lines)
            yield from (line for line in lines if isinstance(line, Diagnostic))
            yield from foreign.read(grid, [line for line in lines if isinstance(line, Line)], layout)
        else:
            yield from read_text(grid)

    def _workbook(self, kind: Kind, layout: Layout | None) -> Found:
        """Of a workbook."""
        from engine.intake import form, sheets, worker  # noqa: PLC0415  subprocess and threading with all they load

        found = worker.WORKER.read(self.content, self.file, kind)
        if isinstance(found, Diagnostic):
            yield found
            return
        mark = form.mark(found, self.file)
        if isinstance(mark, Diagnostic):
            yield mark
            return
        self.mark = mark
        yield from sheets.read(found, self.file, None if mark else layout, is_form=mark is not None)


def _counted(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first thousand with each code, and how many more there are: a bad file must not fill the memory of others."""
    seen: Counter[str] = Counter()
    for problem in problems:
        seen[problem.code] += 1
        if seen[problem.code] <= limits.MAX_ALIKE:
            yield problem
            last = problem.place
    for code, count in seen.items():
        if count > limits.MAX_ALIKE:
            more = "N423" if code.startswith("N") else "S438"
            yield Diagnostic.of(more, Place(last.file), count=count - limits.MAX_ALIKE, like=code)
