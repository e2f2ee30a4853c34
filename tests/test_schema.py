"""The published JSON Schemas: current, and true of the rule files and of what the commands print."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from running import ROOT, RULES, check

from engine.render.schema import SCHEMAS

COMMITTED = ROOT / "engine" / "schemas"
RULE_FILES = sorted(RULES.rglob("*.yaml"))


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((COMMITTED / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_an_editor(data: Any) -> Any:
    """YAML as editors hold it against a schema: JSON types, dates as text, keys as text."""
    if isinstance(data, dict):
        return {str(k): as_an_editor(v) for k, v in data.items()}
    if isinstance(data, list):
        return [as_an_editor(v) for v in data]
    return data.isoformat() if isinstance(data, date) else data


def rule_file(path: Path) -> Any:
    return as_an_editor(yaml.safe_load(path.read_text(encoding="utf-8")))


def schema_of(path: Path) -> str:
    """The name of the schema that an editor is told of in the first line of a rule file."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    target = (path.parent / first.partition("$schema=")[2]).resolve()
    assert target.parent == COMMITTED
    return target.name.removesuffix(".schema.json")


def test_committed_schemas_are_current(tmp_path: Path) -> None:
    assert check("schema", "--output", tmp_path).code == 0
    fresh = {p.name: p.read_text(encoding="utf-8") for p in tmp_path.iterdir()}
    assert fresh == {p.name: p.read_text(encoding="utf-8") for p in COMMITTED.iterdir()}
    assert set(fresh) == {f"{name}.schema.json" for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_one_schema_is_printed_as_it_is_committed(name: str) -> None:
    assert check("schema", name).out == (COMMITTED / f"{name}.schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda p: p.relative_to(RULES).as_posix())
def test_rule_files_are_valid_to_an_editor(path: Path) -> None:
    name = schema_of(path)
    assert name == path.stem
    assert [e.message for e in validator(name).iter_errors(rule_file(path))] == []


@pytest.mark.parametrize("year", [2017, 2020, 2024, 2030])
def test_findings_are_valid(year: int) -> None:
    validator("findings").validate(json.loads(check("run", "--year", year, "--format", "json").out))


def test_list_is_valid() -> None:
    validator("list").validate(json.loads(check("list", "--format", "json").out))


def edited(change: Callable[[dict[str, Any]], object]) -> list[str]:
    """Messages for the Rushan plan after a change to it."""
    data = rule_file(RULES / "rushan-2021-2025" / "commitments.yaml")
    change(data)
    return [e.message for e in validator("commitments").iter_errors(data)]


REFUSED: dict[str, Callable[[dict[str, Any]], object]] = {
    "an unknown key of the file": lambda d: d.update(extra=1),
    "an unknown key of the plan": lambda d: d["plan"].update(titel="x"),
    "an unknown key of a commitment": lambda d: d["commitments"][0].update(owner="x"),
    "an unknown key of a target": lambda d: d["commitments"][0]["target"].update(valeu=1),
    "a missing key": lambda d: d["commitments"][0].pop("quote"),
    "another schema": lambda d: d.update(schema=2),
    "an unknown comparison": lambda d: d["commitments"][0]["target"].update(comparison="minimum"),
    "an unknown measure": lambda d: d["commitments"][0].update(measure="total"),
    "no lead": lambda d: d["commitments"][0].update(lead=[]),
    "a period of one year": lambda d: d["plan"].update(period=[2021]),
    "a date that is none": lambda d: d["plan"].update(issued="2022-13-41"),
    "an id with capitals": lambda d: d["plan"].update(id="Rushan"),
}


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_the_schema_refuses(change: Callable[[dict[str, Any]], object]) -> None:
    assert len(edited(change)) == 1


ACCEPTED: dict[str, Callable[[dict[str, Any]], object]] = {
    "numbers as plans write them": lambda d: d["commitments"][0]["target"].update(value="2万"),
    "milestones": lambda d: d["commitments"][0].update(
        target={"comparison": "at_least", "unit": "%", "values": {"2023": 14, "2025": "17.5"}}
    ),
    "a range": lambda d: d["commitments"][0].update(
        target={"comparison": "between", "unit": "%", "low": 8, "high": 10, "due": 2025}
    ),
    "about with a share": lambda d: d["commitments"][0]["target"].update(
        comparison="about", tolerance="10%", favourable="more"
    ),
    "a trajectory": lambda d: d["commitments"][0].update(
        trajectory={"method": "linear", "baseline": {"year": 2020, "value": 11.47}}
    ),
}


@pytest.mark.parametrize("change", ACCEPTED.values(), ids=ACCEPTED)
def test_the_schema_accepts(change: Callable[[dict[str, Any]], object]) -> None:
    assert edited(change) == []
