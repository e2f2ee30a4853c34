"""A CI report as GitHub workflow commands, which annotate the files of a pull request.

GitHub shows ten annotations of a kind for each step and drops the others without a word, so the tenth says how many
more there are, and they follow as plain lines in the log. It knows no cells: those stand in the title.
"""

from collections.abc import Iterator, Sequence

from engine.model.ci_report import Annotation, CiReport, Result
from engine.model.codes import GRAVEST_FIRST, Level
from engine.model.text import Lang, Text
from engine.render.characters import in_log

RESULTS: tuple[Result, ...] = ("passed", "failed", "error", "skipped")
MOST_OF_A_KIND = 10
KINDS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "notice"}

IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTIES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
"""Escapes of workflow commands, as the toolkit of GitHub Actions writes them."""

OVERFLOW = Text(
    "还有 {n} 条{kind}，GitHub 每步每类只显示 {most} 条；完整清单见本步骤的日志。",
    "{n} more {kind}; GitHub shows {most} of a kind for each step. The full list is in the log of this step.",
)
KIND_WORDS: dict[Level, Text] = {
    "error": Text("错误", "errors"),
    "warning": Text("警告", "warnings"),
    "info": Text("提示", "notices"),
}
REST = Text("未作标注的其余各条", "Those without an annotation")
TALLY = Text(
    "检查 {cases} 项：{passed} 项通过，{failed} 项不通过，{error} 项无法读取，{skipped} 项未判定；共有 {levels}。{why}",
    "{cases:check}: {passed} passed, {failed} failed, {error} could not be read, {skipped} skipped; {levels}. {why}",
)
LEVELS = Text("{error} 个错误、{warning} 个警告、{info} 条提示", "{error:error}, {warning:warning}, {info:notice}")


def render(report: CiReport, lang: Lang) -> str:
    """Commands by kind, then the rest as a group of the log, then a tally."""
    found = [remark.annotation for remark in report.remarks()]
    lines: list[str] = []
    rest: list[Annotation] = []
    for level in GRAVEST_FIRST:
        shown, more = _within_the_cap([a for a in found if a.level == level])
        lines += [command(a, lang) for a in shown]
        lines += _overflow(level, len(more), lang)
        rest += more
    return "".join(f"{line}\n" for line in [*lines, *_group(rest, lang), _tally(report, found, lang)])


def _tally(report: CiReport, found: Sequence[Annotation], lang: Lang) -> str:
    """How the checks ended and what they found, and why the gate is shut without an error."""
    cases: dict[str, int] = {result: report.count(result) for result in RESULTS}
    levels = LEVELS.fill({level: sum(a.level == level for a in found) for level in GRAVEST_FIRST})
    said = TALLY.fill({**cases, "cases": sum(cases.values()), "levels": levels, "why": report.why})
    return in_log(said.say(lang).rstrip())


def _within_the_cap(found: Sequence[Annotation]) -> tuple[Sequence[Annotation], Sequence[Annotation]]:
    """Those that get an annotation, and the rest; the last of ten is left for saying that there are more."""
    cut = len(found) if len(found) <= MOST_OF_A_KIND else MOST_OF_A_KIND - 1
    return found[:cut], found[cut:]


def command(annotation: Annotation, lang: Lang) -> str:
    """One workflow command, on one line."""
    place = annotation.place
    properties = {"title": annotation.rule}
    if place:
        where = {"line": place.line, "col": place.column} if not place.sheet else {}
        numbers = {key: str(number) for key, number in where.items() if number}
        title = f"{annotation.rule} {place.spot}" if place.sheet else annotation.rule
        properties = {"file": place.file, **numbers, "title": title}
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{KINDS[annotation.level]} {said}::{_data(annotation.sentence.say(lang))}"


def _overflow(level: Level, more: int, lang: Lang) -> Iterator[str]:
    """The tenth of its kind, where there are more."""
    if more:
        fields = {"n": more, "kind": KIND_WORDS[level], "most": MOST_OF_A_KIND}
        yield f"::{KINDS[level]}::{_data(OVERFLOW.fill(fields).say(lang))}"


def _group(rest: Sequence[Annotation], lang: Lang) -> Iterator[str]:
    """Annotations that GitHub would drop, as lines that are no commands whatever they quote."""
    if not rest:
        return
    yield f"::group::{REST.say(lang)}"
    for a in rest:
        place = f"{a.place}: " if a.place else ""
        line = in_log(f"{place}{KINDS[a.level]} {a.rule} {a.sentence.say(lang)}").replace("\n", " ")
        yield "- " + line.replace("##[", "# #[")  # the older form of a command counts anywhere in a line
    yield "::endgroup::"


def _data(text: str) -> str:
    return in_log(text).translate(IN_DATA)


def _property(text: str) -> str:
    return in_log(text).translate(IN_PROPERTIES)
