"""`intake/*.yaml` of a folder → layouts. A bad one never hides the others."""

from os.path import lexists
from pathlib import Path

from engine.catalog.shipped import shown
from engine.catalog.validate import validate
from engine.catalog.yaml_text import parse
from engine.files import content, names, why
from engine.model.diagnostic import Diagnostic, Place
from engine.model.layout import Layout, LayoutFile

FOLDER = Path("intake")
"""Of the working directory; without it there are no layouts."""


def load_layouts(folder: Path = FOLDER) -> tuple[tuple[Layout, ...], tuple[Diagnostic, ...]]:
    """Layouts in order of their names, and every problem of their files."""
    layouts: list[Layout] = []
    problems: list[Diagnostic] = []
    if not lexists(folder):
        return (), ()
    try:
        found = [name for name in names(folder) if name.endswith((".yaml", ".yml"))]
    except OSError as e:
        return (), (Diagnostic.of("F001", Place(shown(folder)), why=why(e)),)
    for name in found:
        path = folder / name
        try:
            parsed = parse(content(path), shown(path))
        except OSError as e:
            problems.append(Diagnostic.of("F001", Place(shown(path)), why=why(e)))
            continue
        rules = validate(LayoutFile, parsed)
        problems += parsed.problems
        if rules:
            layouts.append(Layout(shown(path), rules))
    return tuple(layouts), tuple(problems)
