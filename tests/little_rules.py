"""A rules folder of one plan, written to disk, loaded and judged: what the tests of the judgement share."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reading import read

from engine.catalog.load import load
from engine.evaluate import evaluate
from engine.model.catalog import Catalog
from engine.model.finding import Finding
from engine.model.observation import Observation
from engine.warehouse.memory import Memory

Data = dict[str, Any]
Row = tuple[object, ...]
"""Year, value as submitted; then unit, status, indicator and place where not 家, final, i and 示例市."""

PLACE = "示例市"
COLUMNS = "indicator,jurisdiction,year,value,unit,status"


def indicator(**changes: object) -> Data:
    """An indicator that counts something at the end of the year."""
    return {"id": "i", "name": "科普基地", "unit": "家", "kind": "stock", "definition": "年末数", **changes}


def commitment(**changes: object) -> Data:
    """A commitment to 100 at least by 2025."""
    return {
        "id": "c",
        "title": "科普基地",
        "indicator": "i",
        "measure": "level",
        "target": target(),
        "nature": "binding",
        "lead": ["市科协"],
        "clause": "一",
        "quote": "建成基地",
        **changes,
    }


def target(**changes: object) -> Data:
    """100家以上 by 2025; a change to None leaves a key out."""
    whole = {"comparison": "at_least", "value": 100, "unit": "家", "due": 2025} | changes
    return {k: v for k, v in whole.items() if v is not None}


def catalog(
    folder: Path,
    commitments: Iterable[Data],
    indicators: Iterable[Data] = (),
    jurisdictions: Iterable[Data] = (),
    departments: Iterable[Data] = ({"name": "市科协"},),
    **plan: object,
) -> Catalog:
    """The catalog of a plan `p` in 示例市, read back from the files it was written to (JSON is YAML)."""
    head = {"id": "p", "title": "方案", "issuer": "市政府", "jurisdiction": PLACE, "period": [2021, 2025], **plan}
    write(folder / "indicators.yaml", {"indicators": list(indicators) or [indicator()]})
    write(folder / "departments.yaml", {"departments": list(departments)})
    write(folder / "p" / "commitments.yaml", {"plan": head, "commitments": list(commitments)})
    if jurisdictions:
        write(folder / "jurisdictions.yaml", {"jurisdictions": list(jurisdictions)})
    loaded = load(folder)
    assert loaded.catalog, [d.say("en") for d in loaded.problems]
    return loaded.catalog


def write(path: Path, content: Mapping[str, object]) -> None:
    """One rule file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"schema": 1, **content}, ensure_ascii=False), "utf-8")


def observations(lines: Iterable[str], header: str = COLUMNS) -> list[Observation]:
    """Figures from CSV lines below a header."""
    found = list(read("\n".join([header, *lines]).encode(), "figures.csv"))
    sound = [o for o in found if isinstance(o, Observation)]
    assert sound == found
    return sound


def line(row: Row) -> str:
    """One CSV line of a row."""
    year, value, unit, status, name, place = (*row, *("家", "final", "i", PLACE)[len(row) - 2 :])
    return f'{name},{place},{year},"{value}",{unit},{status}'


def judged(
    folder: Path, rows: Iterable[Row], year: int, *, indicators: Iterable[Data] = (), **changes: object
) -> Finding:
    """The finding of one commitment, changed as asked, for the rows submitted."""
    made = catalog(folder, [commitment(**changes)], indicators)
    (found,) = evaluate(made, Memory(observations(map(line, rows))), year, frozenset({"p"}))
    return found
