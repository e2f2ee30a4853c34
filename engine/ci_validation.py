"""What `check validate` found as CI systems have it: a suite for each file, a case for each check held against it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.model.check import Check
from engine.model.ci_report import Annotation, Case, CiReport, CiRule, Result, Suite
from engine.model.codes import CODES
from engine.model.diagnostic import Place, column_number
from engine.model.text import Text
from engine.model.validation import Problem, Validation

READING = "reading"
"""The case of every problem that is no check of rules/checks.yaml: whether the file can be read at all, and how."""

NOT_READ = Text("文件没有读出数据，未作检查。", "Nothing could be read from the file; not checked.")
UNTITLED = CiRule(Text("检查规则", "Check"))
_FIELD = re.compile(r"\{\w+\}")


def of_validation(validation: Validation, checks: Sequence[Check] = ()) -> CiReport:
    """Every file in its order, then files that only problems name; `checks` give their rules a title and advice."""
    found: dict[str, list[Problem]] = {checked.file: [] for checked in validation.files}
    for p in validation.problems:
        found.setdefault(p.file, []).append(p)
    unread = {c.file for c in validation.files if c.errors and not c.figures}
    suites = (Suite(f, tuple(_cases(own, validation.checks, unread=f in unread))) for f, own in found.items())
    titles = {check.id: CiRule(check.title.text, _blank(check.advice.text), check.severity) for check in checks}
    used = sorted({*validation.checks, *(p.code for p in validation.problems)})
    return CiReport(validation.tool, tuple(suites), tuple((code, _rule(code, titles)) for code in used))


def _cases(problems: Iterable[Problem], checks: Sequence[str], *, unread: bool) -> Iterator[Case]:
    """Reading first; the checks were not held against a file without a single figure that has errors."""
    cases: dict[str, list[Problem]] = {READING: [], **{check: [] for check in checks}}
    for p in problems:
        cases[p.code if p.code in cases else READING].append(p)
    for name, found in cases.items():
        if unread and name == READING:
            yield Case(name, "error", _annotations(found))
        elif unread and not found:
            yield Case(name, "skipped", why=NOT_READ)
        else:
            yield Case(name, _result(found), _annotations(found))


def _result(problems: Iterable[Problem]) -> Result:
    """Only errors fail a case."""
    return "failed" if any(p.level == "error" for p in problems) else "passed"


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
    return CiRule(_blank(known.text), _blank(known.advice), known.level)


def _blank(sentence: Text) -> Text:
    return Text(_FIELD.sub("…", sentence.zh), _FIELD.sub("…", sentence.en))
