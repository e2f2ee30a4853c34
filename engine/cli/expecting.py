"""The forms of a year that units are asked to fill in."""

from engine.listing import listing
from engine.model.catalog import Catalog
from engine.model.form import Form, FormMark, FormRow, form_id


def expected_forms(catalog: Catalog, year: int, rules_sha256: str) -> list[Form]:
    """One form for each unit that leads or supports a commitment of a plan in force, or reports an indicator itself."""
    plans = frozenset(e.plan.id for e in catalog.plans if e.plan.start <= year <= e.plan.end)
    wanted: dict[str, dict[tuple[str, str], FormRow]] = {}
    for c in listing(catalog, plans).commitments:
        indicator = catalog.indicator[c.indicator]
        others = [catalog.department.get(name, name) for name in indicator.reported_by]
        row = FormRow(
            indicator=indicator.id,
            name=indicator.name,
            definition=indicator.definition,
            unit=indicator.unit,
            jurisdiction=c.jurisdiction,
            before="",
            whole_numbers=bool(indicator.whole_numbers),
            minimum=indicator.minimum,
            maximum=indicator.maximum,
        )
        for unit in (*c.lead, *c.support, *others):
            wanted.setdefault(unit, {})[row.indicator, row.jurisdiction] = row
    marks = {u: FormMark(form_id(year, "unit", u), year, "unit", u, rules_sha256) for u in wanted}
    return [Form(marks[unit], tuple(rows.values())) for unit, rows in sorted(wanted.items())]
