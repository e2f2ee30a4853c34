"""Scalars of rule files: text stays as written, only a plain null, true or false is not text."""

import pytest

from engine.catalog.yaml_text import parse

CASES = {
    "null": None,
    "~": None,
    "": None,
    "true": True,
    "False": False,
    "'null'": "null",
    '"true"': "true",
    "7.0": "7.0",
    "2022-03-08": "2022-03-08",
    "1_000": "1_000",
    "0x10": "0x10",
    "yes": "yes",
    "2万": "2万",
    "1e5": "1e5",
    ".inf": ".inf",
}


@pytest.mark.parametrize(("text", "value"), CASES.items(), ids=repr)
def test_scalar(text: str, value: object) -> None:
    for document in (f"key: {text}\n", f"{{key: {text}}}\n", f"key:\n  - {text}\n"):
        parsed = parse(document.encode(), "f.yaml")
        assert not parsed.problems
        assert parsed.data in ({"key": value}, {"key": [value]})
