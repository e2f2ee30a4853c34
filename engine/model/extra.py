"""Libraries that are not always installed: which extra brings each, and the one sentence for when it is missing."""

from typing import NamedTuple

from engine.model.text import Text

INSTALL = "pip install 'target-check[{extra}]'"
MISSING = Text(f"{{what}}需要安装 {{package}}：{INSTALL}", f"{{what}} needs {{package}}: {INSTALL}")


class Library(NamedTuple):
    """A package as pip knows it, and the extra of ours that brings it."""

    package: str
    extra: str


LIBRARIES = {
    "openpyxl": Library("openpyxl", "excel"),
    "python_calamine": Library("python-calamine", "excel"),
    "duckdb": Library("duckdb", "parquet"),
    "sqlalchemy": Library("sqlalchemy", "ledger"),
    "psycopg": Library("psycopg", "postgres"),
}
"""Module → what brings it."""


def missing(what: Text, module: str | None, extra: str) -> Text:
    """That `what` needs a module that is not installed; `extra` is for one that is brought by another package."""
    library = LIBRARIES.get(module or "", Library(module or "", extra))
    return MISSING.fill({"what": what, **library._asdict()})
