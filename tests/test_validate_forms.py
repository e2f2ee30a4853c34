"""Forms whose hidden sheet names nobody that the rules know: its hash is public, so that anybody can make one."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from running import RULES, check

from engine.model.form import Addressed, form_id
from engine.model.form_layout import HIDDEN_SHEET

YEAR = 2024


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form as it was sent out."""
    folder = tmp_path_factory.mktemp("forms")
    assert check("template", "--year", YEAR, "--unit", "市科协", "-o", folder, "--rules", RULES).code == 0
    (path,) = folder.iterdir()
    return path


def renamed(blank: Path, folder: Path, addressed: Addressed, name: str) -> Path:
    """The form of another addressee, with the id that belongs to it."""
    book = openpyxl.load_workbook(blank)
    given: dict[str, Any] = {"addressed": addressed, "name": name, "id": form_id(YEAR, addressed, name)}
    for row in book[HIDDEN_SHEET].iter_rows():
        row[1].value = given.get(row[0].value, row[1].value)
    path = folder / "a.xlsx"
    book.save(path)
    return path


def codes(path: Path) -> list[str]:
    ran = check("validate", path, "--rules", RULES, "--format", "json")
    return [p["code"] for p in json.loads(ran.out)["problems"]]


NOBODY: list[tuple[Addressed, str]] = [
    ("unit", "../../etc/x"),
    ("unit", "市科协\n::error::x"),
    ("unit", "吴兴区"),
    ("jurisdiction", "市科协"),
    ("jurisdiction", "火星市"),
    ("unit", "长" * 20_000),
]


@pytest.mark.parametrize(("addressed", "name"), NOBODY)
def test_a_form_of_nobody_registered(blank: Path, tmp_path: Path, addressed: Addressed, name: str) -> None:
    """S449, and nothing of it is accepted."""
    path = renamed(blank, tmp_path, addressed, name)
    ran = check("validate", path, "--rules", RULES, "--format", "json")
    (said,) = [p for p in json.loads(ran.out)["problems"] if p["code"] == "S449"]
    assert len(said["message"]) < 120
    assert "\n" not in said["message"]
    assert check("accept", path, "--inbox", tmp_path / "inbox", "--rules", RULES).code == 1
    assert not (tmp_path / "inbox").exists()


@pytest.mark.parametrize(
    ("addressed", "name"),
    [("unit", "市科协"), ("unit", "市教育局"), ("jurisdiction", "吴兴区"), ("jurisdiction", "湖州市")],
)
def test_forms_of_registered_units_and_places(blank: Path, tmp_path: Path, addressed: Addressed, name: str) -> None:
    assert "S449" not in codes(renamed(blank, tmp_path, addressed, name))
