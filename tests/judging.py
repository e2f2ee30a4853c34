"""Cases in folders and tables: rules and figures through the readers that files go through, then judged."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from engine.catalog.load import load
from engine.evaluate import evaluate
from engine.intake.statistics import Intake
from engine.intake.statistics import load as load_statistics
from engine.lint import lint, lint_observations
from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic
from engine.model.finding import Finding
from engine.warehouse.memory import Memory

FIXTURES = Path(__file__).parents[1] / "fixtures"


class Written(yaml.BaseLoader):
    """Every scalar as it is written, so that 10.0 stays 10.0; only a plain true or false is a truth value."""


Written.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), ["t", "f"])
Written.add_constructor("tag:yaml.org,2002:bool", lambda _, node: node.value == "true")


def table(path: Path) -> Any:
    """A YAML table of cases."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Written)  # noqa: S506  it builds nothing but text


def rules(folder: Path) -> tuple[Catalog, list[Diagnostic]]:
    """A readable rules folder with what lint says of it."""
    loaded = load(folder)
    assert loaded.catalog, [d.say("en") for d in loaded.problems]
    return loaded.catalog, list(lint(loaded.catalog))


def figures(*paths: Path) -> Intake:
    """Readable statistics."""
    intake = load_statistics([(p, p.name) for p in paths])
    assert not intake.problems, [d.say("en") for d in intake.problems]
    return intake


def judged(catalog: Catalog, intake: Intake, year: int, plan: str) -> list[Finding]:
    """Findings of one plan in a year; the figures are sound."""
    problems = [d.say("en") for d in lint_observations(catalog, intake.observations) if d.level == "error"]
    assert problems == []
    shelf = Memory(intake.observations, catalog.place)
    return list(evaluate(catalog, shelf, year, frozenset({plan})))


def write_rules(folder: Path, files: Mapping[str, Mapping[str, Any]]) -> Path:
    """A rules folder from tables; JSON is YAML too."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"schema": 1, **data}, ensure_ascii=False, indent=1)
        path.write_text(text.replace('"true"', "true"), encoding="utf-8")  # a quoted true is text to the reader
    return folder


def named(cases: Iterable[Mapping[str, Any]], key: str) -> dict[str, Any]:
    """Arguments of pytest.mark.parametrize that show a case by one of its fields."""
    cases = list(cases)
    assert cases
    return {"argvalues": cases, "ids": [str(c[key]) for c in cases]}
