"""A CI report as JUnit XML, which Jenkins, GitLab and most CI systems read; valid against Ant's and Jenkins's schema.

Ant's schema wants a host and a moment for each suite: here both are constants, so that the same input gives the same
bytes. It allows one element in a case, so the remarks of cases that did not fail stand in the suite's output.
"""

from xml.etree import ElementTree as ET

from engine.model.ci_report import Annotation, Case, CiReport, Result, Suite
from engine.model.codes import GRAVEST_FIRST
from engine.model.text import Lang
from engine.render.characters import in_xml

ELEMENTS: dict[Result, str] = {"failed": "failure", "error": "error", "skipped": "skipped"}
"""Result → element within the case; one that passed has none."""

MOMENT = {"timestamp": "1970-01-01T00:00:00", "hostname": "localhost", "time": "0"}


def render(report: CiReport, lang: Lang) -> str:
    """The document, with its XML declaration."""
    root = ET.Element("testsuites")
    for number, suite in enumerate(report.suites):
        _suite(root, suite, number, report.tool, lang)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, suite: Suite, number: int, tool: str, lang: Lang) -> None:
    """One suite with its counts, its cases, and the remarks that no failing case shows."""
    counts = {
        "tests": len(suite.cases),
        "failures": suite.count("failed"),
        "errors": suite.count("error"),
        "skipped": suite.count("skipped"),
    }
    named = {"name": _name(suite.name), "package": _name(tool.partition(" ")[0]), "id": str(number)}
    element = ET.SubElement(root, "testsuite", named | {k: str(v) for k, v in counts.items()} | MOMENT)
    ET.SubElement(ET.SubElement(element, "properties"), "property", name="tool", value=in_xml(tool))
    for case in suite.cases:
        _case(element, case, suite.name, lang)
    aside = [a for c in suite.cases if c.result in ("passed", "skipped") for a in c.annotations]
    ET.SubElement(element, "system-out").text = in_xml("\n".join(_said(a, lang) for a in aside))
    ET.SubElement(element, "system-err")


def _case(parent: ET.Element, case: Case, suite: str, lang: Lang) -> None:
    """One case; an element within it says what became of it, unless it passed."""
    element = ET.SubElement(parent, "testcase", name=_name(case.name), classname=_name(suite), time="0")
    if case.result == "passed":
        return
    inner = ET.SubElement(element, ELEMENTS[case.result])
    lines = [case.why.say(lang)] if case.why.say(lang) else [_said(a, lang) for a in case.annotations]
    inner.text = in_xml("\n".join(lines))
    if case.result != "skipped":  # Jenkins's schema of old allows no attributes there
        gravest = min(case.annotations, key=lambda a: GRAVEST_FIRST.index(a.level), default=None)
        inner.set("message", _message(gravest, case, lang))
        inner.set("type", _name(gravest.rule if gravest else case.result))


def _message(gravest: Annotation | None, case: Case, lang: Lang) -> str:
    """The gravest remark, and how many more there are."""
    if gravest is None:
        return in_xml(case.why.say(lang))
    more = len(case.annotations) - 1
    return in_xml(gravest.text.say(lang)) + (f" (+{more})" if more else "")


def _said(annotation: Annotation, lang: Lang) -> str:
    """One remark as a line: place, code and sentence."""
    place = f"{annotation.place}: " if annotation.place else ""
    return f"{place}{annotation.rule} {annotation.sentence.say(lang)}"


def _name(text: str) -> str:
    """A name that is never empty, as Ant's schema wants it."""
    return in_xml(text).strip() or "-"
