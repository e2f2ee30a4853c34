"""A CI report as SARIF 2.1.0 (OASIS), which code scanning reads: rules, results, places.

A place in a text file is a region, 1-based; a cell of a workbook is no region of text but a logical location.
GitHub refuses more than 25,000 results in a run and shows 5,000: the gravest come first, and what was left out is said.
"""

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from engine.model.ci_report import CiReport, CiRule, Remark
from engine.model.codes import Level
from engine.model.diagnostic import Place
from engine.model.text import Lang, Text
from engine.render.characters import in_json, in_utf8

MOST_RESULTS = 25_000
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"
WORKING_DIRECTORY = Text(
    "运行 check 的目录；在仓库根目录运行，路径才与仓库一致", "where check was run; run it at the root of the repository"
)
NOWHERE = Place(".")
"""The root, for a result without a place: GitHub refuses a whole log for one result without a location."""

LEVELS: Mapping[Level, str] = {"error": "error", "warning": "warning", "info": "note"}
SEVERITIES: Mapping[Level, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
"""As GitHub's code scanning names them."""

LANGUAGES: Mapping[Lang, str] = {"zh": "zh-CN", "en": "en-US"}
LEFT_OUT = Text(
    "共 {n} 项，按严重程度只列出前 {most} 项，其余 {rest} 项略去；完整清单见 --format json。",
    "{n} results, of which the gravest {most} are listed and {rest} left out; --format json has them all.",
)


def render(report: CiReport, lang: Lang) -> str:
    """The log: one run."""
    remarks = report.remarks()
    numbers = {rule: number for number, (rule, _) in enumerate(report.rules)}
    run = {
        "tool": {"driver": _driver(report, lang)},
        "language": LANGUAGES[lang],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": WORKING_DIRECTORY.say(lang)}}},
        "invocations": [_invocation(report, len(remarks), lang)],
        "results": [_result(r, numbers, lang) for r in remarks[:MOST_RESULTS]],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return in_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _driver(report: CiReport, lang: Lang) -> dict[str, Any]:
    """The program and its rules."""
    name, _, version = report.tool.rpartition(" ")
    return {
        "name": name or version,
        **({"version": version} if name else {}),
        "rules": [_rule(key, rule, lang) for key, rule in report.rules],
    }


def _rule(key: str, rule: CiRule, lang: Lang) -> dict[str, Any]:
    """One rule: what it is about and what to do."""
    text, advice = rule.text.say(lang), rule.advice.say(lang)
    return {
        "id": key,
        "shortDescription": {"text": text},
        "fullDescription": {"text": text},
        "help": {"text": advice or text},
        "defaultConfiguration": {"level": LEVELS[rule.level]},
        "properties": {"problem.severity": SEVERITIES[rule.level]},
    }


def _invocation(report: CiReport, results: int, lang: Lang) -> dict[str, Any]:
    """That the program ran to its end, whether results were left out, and why it ends badly without an error."""
    said = []
    if results > MOST_RESULTS:
        fields = {"n": results, "most": MOST_RESULTS, "rest": results - MOST_RESULTS}
        said.append({"level": "warning", "message": {"text": LEFT_OUT.fill(fields).say(lang)}})
    if report.why.say(lang):
        said.append({"level": "note", "message": {"text": report.why.say(lang)}})
    return {"executionSuccessful": True, "toolExecutionNotifications": said}


def _result(remark: Remark, numbers: Mapping[str, int], lang: Lang) -> dict[str, Any]:
    """One result; GitHub tells alerts apart by the fingerprint under its own name."""
    a = remark.annotation
    excused = a.excused.say(lang)
    return {
        "ruleId": a.rule,
        "ruleIndex": numbers[a.rule],
        "level": LEVELS[a.level],
        "message": {"text": a.text.say(lang)},
        "locations": [_location(a.place or NOWHERE)],
        "partialFingerprints": {"primaryLocationLineHash": f"{a.id}:1", "targetCheck/v1": a.id},
        "suppressions": [{"kind": "external", "status": "accepted", "justification": excused}] if excused else [],
        "properties": {"suite": remark.suite, "case": remark.case},
    }


def _location(place: Place) -> dict[str, Any]:
    """A file with a region of its text, or with a cell of its sheet."""
    physical: dict[str, Any] = {"artifactLocation": _artifact(place.file)}
    if place.sheet:
        kind = "cell" if place.cell and place.column else "row" if place.cell else "sheet"
        logical = {"name": place.cell or place.sheet, "fullyQualifiedName": place.spot, "kind": kind}
        return {"physicalLocation": physical, "logicalLocations": [logical]}
    if place.line:
        column = {"startColumn": place.column} if place.column else {}
        physical["region"] = {"startLine": place.line, **column}
    return {"physicalLocation": physical}


def _artifact(file: str) -> dict[str, str]:
    """A file as a URI: below the working directory, or absolute."""
    path = PurePath(file)
    encoded = quote(in_utf8(path.as_posix()))
    if path.is_absolute():
        return {"uri": f"file://{'' if encoded.startswith('/') else '/'}{encoded}"}
    return {"uri": encoded, "uriBaseId": ROOT}
