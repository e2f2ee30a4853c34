"""An office that accepts submissions: what the tests of its commands share."""

import json
from pathlib import Path
from typing import Any

import pytest
from broken_case import BROKEN, lay
from running import check
from test_schema import validator

HEAD = "indicator,jurisdiction,year,value,unit,status,source,note\n"
AT = ("--received-at", "2025-04-02")
"""Two days after the deadline of 2024."""

IN_TIME = ("--received-at", "2025-03-31")
SCHEMAS = {"accept": "acceptance", "status": "reporting", "validate": "validation"}

JURISDICTIONS = """schema: 1
jurisdictions:
  - {code: '990000', name: 示例市, aliases: [示例]}
"""
"""A place with another name; a file that a test adds to the rules."""


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with rules and a deadline; one plan, led by 市科协 and supported by 市财政局."""
    monkeypatch.chdir(tmp_path)
    lay(BROKEN / "_base", tmp_path)
    (tmp_path / "rules" / "office.yaml").write_text("schema: 1\noffice: {figures_due: 03-31}\n")
    return tmp_path


def csv(name: str, *rows: str, place: str = "示例市") -> str:
    """A file of figures of example data; its name."""
    Path(name).write_text(HEAD + "".join(f"science-bases,{place},{r},家,final,示例数据,\n" for r in rows), "utf-8")
    return name


def as_json(*arguments: object, code: int = 0) -> dict[str, Any]:
    """What a command prints as JSON, true to its schema."""
    ran = check(*arguments, "--format", "json")
    assert (ran.code, ran.err) == (code, "")
    found = json.loads(ran.out)
    validator(SCHEMAS[str(arguments[0])]).validate(found)
    assert isinstance(found, dict)
    return found
