"""Waivers kept in Excel and saved as `waivers.csv`: the same fields as the YAML file, one waiver a row."""

import re

from engine.catalog.yaml_text import Data, Parsed
from engine.model.catalog import Path
from engine.rows import Columns, Row, read_rows

CHINESE = {
    "承诺事项": "commitment",
    "地区": "jurisdiction",
    "年份": "years",
    "年度": "years",
    "理由": "reason",
    "批准人": "approver",
    "文号": "document",
    "起": "from",
    "止": "until",
}
COLUMNS = Columns(
    ("commitment", "years", "reason", "approver", "document", "from", "until"), ("jurisdiction",), CHINESE
)

SEPARATORS = re.compile(r"[;；、,，\s]+")
"""Between the years of one cell: 2023、2024."""

_DATE = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)", re.ASCII)
"""A day as Excel saves it: 2025/1/1, 2025-1-1, 2025年1月1日."""


def parse(content: bytes, file: str) -> Parsed:
    """The rows as the data of a WaiverFile, with the line of each row; problems in the result."""
    parsed = Parsed(file)
    rows: list[Data] = []
    lines: list[int] = []
    for item in read_rows(content, file, COLUMNS):
        if isinstance(item, Row):
            rows.append(_waiver(item.cells))
            lines.append(item.place.line)
        else:
            parsed.problems.append(item)

    def position(path: Path) -> tuple[int, int]:
        index = path[1] if len(path) > 1 and isinstance(path[1], int) else None
        return (lines[index], 1) if index is not None else (1, 1)

    parsed.data, parsed.position = {"schema": "1", "waivers": rows}, position
    return parsed


def _waiver(row: dict[str, str]) -> Data:
    """One waiver; empty cells are left out, years are split, days written as in the YAML file."""
    cells: dict[str, Data] = {k: v for k, v in row.items() if v}
    if years := row.get("years"):
        cells["years"] = [year for year in SEPARATORS.split(years) if year]
    for key in ("from", "until"):
        if match := _DATE.fullmatch(row.get(key, "")):
            year, _, *parts = match.groups()
            month, day = (p for p in parts if p)
            cells[key] = f"{year}-{month:0>2}-{day:0>2}"
    return cells
