"""One submitted file → its figures and everything that is to be said of it, whatever its format."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import PurePath

from engine.capped import Alike
from engine.intake import foreign, limits, text_grid
from engine.intake.content import JSON_LINES, LOCKED, PARQUET, SUFFIXES, TABLE, Kind, kind_of
from engine.intake.grid import Line, Record
from engine.intake.observe import observe
from engine.intake.reading import short
from engine.intake.table import read_text
from engine.model.diagnostic import Diagnostic, Place
from engine.model.form import FormMark, Given
from engine.model.layout import Layout
from engine.model.observation import Observation
from engine.model.submission import Submission

Found = Iterator[Record | Diagnostic]


def read(content: bytes, file: str, names: Mapping[str, str], layouts: Sequence[Layout] = ()) -> Submission:
    """Every figure and every problem, in order of their places; a reader that fails is a problem of the file."""
    reader = _Reader(content, file, foreign.fitting(layouts, PurePath(file).name))
    taken = _Taken()
    try:
        taken.take(reader, names)
    except Exception as e:
        taken = _Taken()
        taken.problems.append(Diagnostic.of("S448", Place(file), type=type(e).__name__, why=short(str(e))))
    kept = tuple(sorted([*taken.problems, *taken.alike.others()], key=lambda d: d.order))
    return Submission(file, sha256(content).hexdigest(), tuple(taken.figures), kept, reader.mark, reader.given)


class _Taken:
    """What a file came to so far."""

    def __init__(self) -> None:
        self.figures: list[Observation] = []
        self.problems: list[Diagnostic] = []
        self.alike = Alike()

    def take(self, reader: "_Reader", names: Mapping[str, str]) -> None:
        """Figures and problems of every record, up to the last wrong row that is borne."""
        wrong: set[tuple[str, int]] = set()
        before: list[Diagnostic] = []
        for item in reader.records():
            found = list(observe(item, names, reader.reporter)) if isinstance(item, Record) else [item]
            problems = [each for each in found if isinstance(each, Diagnostic)]
            self.figures += (each for each in found if isinstance(each, Observation))
            self.problems += filter(self.alike.keeps, (each for each in problems if each not in before))
            before = problems  # of a row with a figure for each year, which is said once
            wrong |= {(d.place.sheet, d.place.line) for d in problems if d.level == "error"}
            if len(wrong) >= limits.MAX_WRONG:
                last = problems[-1].place._replace(column=0)
                self.problems.append(Diagnostic.of("S447", last, limit=f"{limits.MAX_WRONG:,}"))
                return


class _Reader:
    """A file while it is read; the mark is known once the first record is asked for."""

    def __init__(self, content: bytes, file: str, layouts: Sequence[Layout]) -> None:
        self.content, self.file, self.layouts = content, file, layouts
        self.mark: FormMark | None = None
        self.given: tuple[Given, ...] = ()

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
        self.given = form.given(found) if mark else ()
        yield from form.altered(found, self.file, self.given)
        yield from sheets.read(found, self.file, None if mark else layout, is_form=mark is not None)
