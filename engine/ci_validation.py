"""What `check validate` found as CI systems have it: a suite for each file, a case for each check held against it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.model.check import Check
from engine.model.ci_report import NOTHING, Annotation, Case, CiReport, CiRule, Suite
from engine.model.codes import CODES, Level
from engine.model.diagnostic import Place, column_number
from engine.model.text import Text
from engine.model.validation import FailOn, Problem, Validation

READING = "reading"
"""The case of every problem that is no check of rules/checks.yaml: whether the file can be read at all, and how."""

NOT_READ = Text("没有读出数据，未作检查。", "Nothing could be read; not checked.")
WARNINGS_COUNT = Text("按 --fail-on warning，警告也算不通过。", "With --fail-on warning, warnings fail a check, too.")
UNTITLED = CiRule(Text("检查规则", "Check"))
BLANK = "…"


def of_validation(validation: Validation, checks: Sequence[Check] = (), fail_on: FailOn = "error") -> CiReport:
    """Every file in its order, then what only problems name; `checks` give their rules a title and advice.

    `fail_on` says whether warnings fail a case, as they do the command.
    """
    found: dict[str, list[Problem]] = {checked.file: [] for checked in validation.files}
    for p in validation.problems:
        found.setdefault(p.file, []).append(p)
    read = {c.file for c in validation.files if c.figures or c.blanks or not c.errors}
    failing: tuple[Level, ...] = ("error", "warning") if fail_on == "warning" else ("error",)
    suites = (
        Suite(f, tuple(_cases(own, validation.checks, failing) if f in read else _unread(own, validation.checks)))
        for f, own in found.items()
    )
    titles = {check.id: CiRule(check.title.text, check.advice.text.unfilled(BLANK), check.severity) for check in checks}
    used = sorted({*validation.checks, *(p.code for p in validation.problems)})
    why = WARNINGS_COUNT if fail_on == "warning" and validation.count("warning") else NOTHING
    return CiReport(validation.tool, tuple(suites), tuple((code, _rule(code, titles)) for code in used), why)


def _cases(problems: Iterable[Problem], checks: Sequence[str], failing: Sequence[Level]) -> Iterator[Case]:
    """Reading first, then each check."""
    cases: dict[str, list[Problem]] = {READING: [], **{check: [] for check in checks}}
    for p in problems:
        cases[p.code if p.code in cases else READING].append(p)
    for name, found in cases.items():
        failed = any(p.level in failing for p in found)
        yield Case(name, "failed" if failed else "passed", _annotations(found))


def _unread(problems: Sequence[Problem], checks: Sequence[str]) -> Iterator[Case]:
    """A file of which nothing could be read, a folder without figures, or what was left out with a note."""
    wrong = any(p.level == "error" for p in problems)
    yield Case(READING, "error" if wrong else "skipped", _annotations(problems))
    yield from (Case(check, "skipped", why=NOT_READ) for check in checks)


def _annotations(problems: Iterable[Problem]) -> tuple[Annotation, ...]:
    return tuple(Annotation(p.level, p.code, _place(p), _text(p), p.fingerprint) for p in problems)


def _text(p: Problem) -> Text:
    """Message and advice, as a diagnostic says them."""
    return Text(p.message + p.advice, f"{p.message_en} {p.advice_en}".rstrip())


def _place(p: Problem) -> Place:
    """Where it is; the column of a workbook follows from its cell."""
    column = column_number(p.cell) if p.cell else p.column or 0
    return Place(p.file, p.line or 0, column, p.sheet or "")


def _rule(code: str, titles: Mapping[str, CiRule]) -> CiRule:
    """Title of a check, or the sentence of a code with its blanks left open."""
    known = CODES.get(code)
    if known is None:
        return titles.get(code, UNTITLED)
    return CiRule(known.text.unfilled(BLANK), known.advice.unfilled(BLANK), known.level)
