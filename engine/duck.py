"""DuckDB, which reads and writes Parquet: opened in one way wherever files are read or kept."""

from typing import Any

SETTINGS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "threads": "1"}
"""Nothing is fetched or loaded, and the same figures give the same bytes."""


def connection(**more: str) -> Any:
    """A database in memory, with more settings; ModuleNotFoundError where the library is not installed."""
    import duckdb  # noqa: PLC0415  heavy, and of an extra

    return duckdb.connect(":memory:", config={**SETTINGS, **more})
