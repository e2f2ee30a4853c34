"""The forms of a year that units and jurisdictions are asked to fill in."""

from engine.forms import addressees, forms, questions
from engine.model.catalog import Catalog
from engine.model.form import Form
from engine.warehouse.memory import Memory


def expected_forms(catalog: Catalog, year: int, plans: frozenset[str], rules_sha256: str) -> list[Form]:
    """One form for each unit and jurisdiction that `check template --all` writes one for, in their order."""
    asked = questions(catalog, year, plans)
    return forms(catalog, Memory(()), year, asked, addressees(catalog, asked), rules_sha256, "zh")
