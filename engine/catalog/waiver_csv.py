"""Waivers kept in Excel and saved as `waivers.csv`: the same fields as the YAML file, one waiver a row."""

import csv
import re

from engine.catalog.yaml_text import Data, Parsed
from engine.model.catalog import Path
from engine.model.diagnostic import Diagnostic, Place

SEPARATORS = re.compile(r"[;；、,，\s]+")
"""Between the years of one cell: 2023、2024."""


def parse(content: bytes, file: str) -> Parsed:
    """The rows as the data of a WaiverFile, with the line of each row; problems in the result."""
    parsed = Parsed(file)
    try:
        text = content.decode("utf-8-sig")
        reader = csv.DictReader(text.splitlines(keepends=True), strict=True, restkey="", restval="")
        rows, lines = [], []
        for row in reader:
            rows.append(_row(row))
            lines.append(reader.line_num)
    except UnicodeDecodeError as e:
        parsed.problems.append(Diagnostic.of("F002", Place(file), offset=e.start + 1))
        return parsed
    except csv.Error as e:
        parsed.problems.append(Diagnostic.of("S412", Place(file), why=str(e)))
        return parsed

    def position(path: Path) -> tuple[int, int]:
        index = path[1] if len(path) > 1 and isinstance(path[1], int) else None
        return (lines[index], 1) if index is not None else (1, 1)

    parsed.data, parsed.position = {"schema": "1", "waivers": rows}, position
    return parsed


def _row(row: dict[str, str]) -> Data:
    """One waiver; empty cells are left out, years are split."""
    cells: dict[str, Data] = {k.strip(): v.strip() for k, v in row.items() if isinstance(v, str) and v.strip()}
    years = cells.get("years")
    if isinstance(years, str):
        cells["years"] = list(SEPARATORS.split(years))
    return cells
