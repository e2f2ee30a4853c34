"""Workbooks made from JSON, so that a case of the tests can be read: rows, and what is merged, hidden, formatted."""

import json
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADER = ["指标", "地区", "年份", "数值", "单位", "状态", "来源", "备注"]


def made(path: Path) -> bytes:
    """The workbook that a JSON file describes."""
    return built(json.loads(path.read_text("utf-8"))["sheets"])


def simple(*rows: Iterable[Any], **more: Any) -> bytes:
    """One sheet with our header."""
    return built([{"name": "汇总", "rows": [HEADER, *map(list, rows)], **more}])


def built(sheets: Iterable[dict[str, Any]]) -> bytes:
    """Each sheet with name and rows; state, merged, hidden_rows, hidden_columns and formats where given."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for described in sheets:
        sheet = book.create_sheet(described["name"])
        for n, row in enumerate(described["rows"], described.get("first_row", 1)):
            for i, value in enumerate(row, 1):
                sheet.cell(n, i).value = _value(value)
        for cell, code in described.get("formats", {}).items():
            sheet[cell].number_format = code
        for range_ in described.get("merged", ()):
            sheet.merge_cells(range_)
        for row in described.get("hidden_rows", ()):
            sheet.row_dimensions[row].hidden = True
        for column in described.get("hidden_columns", ()):
            sheet.column_dimensions[column].hidden = True
        sheet.sheet_state = described.get("state", "visible")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _value(value: Any) -> Any:
    """{"day": "2024-12-31"} is a date; everything else is itself."""
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
