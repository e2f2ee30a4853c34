"""Who reports a file: its form, else the unit named on the command line, else the one that its rows name."""

import click

from engine.catalog.validate import nearest
from engine.model.catalog import Catalog
from engine.model.submission import Submission
from engine.model.text import Lang, Text

NO_UNIT = Text("“{name}”没有登记为单位或地区。{hint}", "'{name}' is no registered unit or jurisdiction. {hint}")
OTHER_UNIT = Text("填报表是发给{form}的，不是{unit}。", "The form is that of {form}, not of {unit}.")
SAY = "请用 --unit 指明，或在“填报单位”一列写明一个单位。"
SAY_EN = "Name the unit with --unit, or name one in the column 'reporter'."
NOBODY = Text(f"没有写明由谁报送。{SAY}", f"It does not say who reports it. {SAY_EN}")
SEVERAL = Text(f"写了几个填报单位（{{names}}）。{SAY}", f"It names several units ({{names}}). {SAY_EN}")
UNREGISTERED = Text(f"{NO_UNIT.zh}{SAY}", f"{NO_UNIT.en} {SAY_EN}")


def registered(name: str, catalog: Catalog, lang: Lang) -> str:
    """Registered name of the unit or jurisdiction; a usage error when there is none."""
    known = _known(catalog)
    if name not in known:
        raise click.UsageError(NO_UNIT.fill({"name": name, "hint": nearest(name, list(known))}).say(lang))
    return known[name]


def sender(file: Submission, unit: str, catalog: Catalog) -> str | Text:
    """Registered name of who reports a file, or why nobody can tell; `unit` is the one named, or nothing."""
    if file.form:
        fields = {"form": file.form.name, "unit": unit}
        return file.form.name if unit in ("", file.form.name) else OTHER_UNIT.fill(fields)
    return unit or _named(file, _known(catalog))


def _named(file: Submission, known: dict[str, str]) -> str | Text:
    """The one unit that the rows name, by whichever of its names."""
    names = sorted({known.get(o.reporter, o.reporter) for o in file.observations if o.reporter})
    if len(names) != 1:
        return SEVERAL.fill({"names": "、".join(names)}) if names else NOBODY
    (name,) = names
    hint = nearest(name, list(known))
    return name if name in known else UNREGISTERED.fill({"name": name, "hint": hint})


def _known(catalog: Catalog) -> dict[str, str]:
    """Every name of a unit or jurisdiction with its registered one."""
    places = {e.plan.jurisdiction: e.plan.jurisdiction for e in catalog.plans} | dict(catalog.jurisdiction)
    return places | dict(catalog.department)
