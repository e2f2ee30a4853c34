"""Names on the command line → whom forms go to, or a usage error that says what there is; all of them at once."""

from collections.abc import Iterable
from difflib import get_close_matches

import click

from engine.forms import Addressee
from engine.model.catalog import Catalog
from engine.model.form import Addressed
from engine.model.text import Lang, Text, join_texts

UNKNOWN = {
    "unit": Text("没有单位“{name}”。{hint}", "No unit '{name}'. {hint}"),
    "jurisdiction": Text("没有地区“{name}”。{hint}", "No jurisdiction '{name}'. {hint}"),
}
CLOSE = Text("是否应为“{names}”？", "Did you mean {names}? ")
SEPARATOR = Text("、", ", ")
CLOSEST, CUTOFF = 3, 0.4
NOBODY = Text(
    "请说明给谁：--unit 单位、--jurisdiction 地区，或 --all 全部。",
    "Say for whom: --unit NAME, --jurisdiction NAME, or --all.",
)


def named(catalog: Catalog, units: Iterable[str], places: Iterable[str], lang: Lang) -> list[Addressee]:
    """Addressees by registered name, each once; click.UsageError for all names that are not known."""
    asked: list[tuple[Addressed, str]] = [("unit", u) for u in units] + [("jurisdiction", p) for p in places]
    known = {"unit": catalog.department, "jurisdiction": catalog.places}
    unknown = [_unknown(kind, name, known[kind]) for kind, name in asked if name not in known[kind]]
    if unknown:
        raise click.UsageError("\n".join(text.say(lang) for text in unknown))
    return list(dict.fromkeys(Addressee(kind, known[kind][name]) for kind, name in asked))


def _unknown(kind: Addressed, name: str, known: Iterable[str]) -> Text:
    """That a name is not known, with the nearest ones."""
    close = [Text(n, n) for n in get_close_matches(name, known, n=CLOSEST, cutoff=CUTOFF)]
    hint = CLOSE.fill({"names": join_texts(close, SEPARATOR)}) if close else Text("", "")
    return UNKNOWN[kind].fill({"name": name, "hint": hint})
