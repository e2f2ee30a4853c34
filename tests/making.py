"""Small catalogs and figures made on the fly, through the same readers that files go through."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reading import read

from engine.catalog.load import load
from engine.evaluate import evaluate
from engine.lint import lint
from engine.model.catalog import Catalog
from engine.model.finding import Finding
from engine.model.observation import Observation
from engine.quantity import plain
from engine.warehouse.memory import Memory

PLACE = "云溪市"
PERIOD = (2021, 2025)
COLUMNS = "indicator,jurisdiction,year,value,unit,status\n"


def indicator(name: str = "things", **fields: Any) -> dict[str, Any]:
    """An indicator as a rule file writes it: a flow counted in 人次 unless told otherwise."""
    return {"id": name, "name": name, "unit": "人次", "kind": "flow", "definition": "测试用"} | fields


def commitment(name: str = "promise", **fields: Any) -> dict[str, Any]:
    """A commitment as a rule file writes it: at least 100 in every year unless told otherwise."""
    return {
        "id": name,
        "title": name,
        "indicator": "things",
        "measure": "annual",
        "target": {"comparison": "at_least", "value": "100", "unit": "人次", "every_year": True},
        "nature": "binding",
        "lead": ["市科协"],
        "clause": "一",
        "quote": "测试摘录",
    } | fields


def catalog(commitments: Iterable[Mapping[str, Any]], indicators: Iterable[Mapping[str, Any]] = ()) -> Catalog:
    """One plan 2021–2025 in one city, read from rule files; its targets do not contradict themselves."""
    plan = {"id": "made", "title": "测试方案", "issuer": PLACE, "jurisdiction": PLACE, "period": PERIOD}
    files: dict[str, dict[str, Any]] = {
        "made/commitments.yaml": {"plan": plan, "commitments": list(commitments)},
        "indicators.yaml": {"indicators": list(indicators) or [indicator()]},
        "departments.yaml": {"departments": [{"name": "市科协"}]},
    }
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps({"schema": 1} | data), encoding="utf-8")
        loaded = load(Path(folder))
        assert loaded.catalog, [d.say("en") for d in loaded.problems]
        assert [d.say("en") for d in lint(loaded.catalog) if d.code.startswith("R")] == []
    return loaded.catalog


def row(year: int, value: Decimal | str, unit: str = "人次", name: str = "things", status: str = "final") -> str:
    """One line of a CSV file."""
    text = value if isinstance(value, str) else plain(value)
    return f"{name},{PLACE},{year},{text},{unit},{status}\n"


def figures(rows: Iterable[str]) -> list[Observation]:
    """Observations of CSV lines, all of them readable."""
    found = list(read((COLUMNS + "".join(rows)).encode(), "made.csv"))
    assert all(isinstance(f, Observation) for f in found), found
    return [f for f in found if isinstance(f, Observation)]


def judged(made: Catalog, observations: Iterable[Observation], year: int) -> list[Finding]:
    """Findings of the made plan."""
    return list(evaluate(made, Memory(observations), year, frozenset({"made"})))
