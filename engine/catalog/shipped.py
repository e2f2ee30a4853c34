"""Where rules, templates and example statistics lie: the working directory's own, or those shipped with the program."""

from pathlib import Path

import engine
from engine.files import readable

PACKAGE = Path(engine.__file__).parent

CHECKOUT = {"rules": "rules", "templates": "templates", "statistics": "fixtures/statistics"}
"""Name of a shipped folder → where a source checkout keeps it."""


def shipped(name: str) -> Path:
    """The shipped folder `name`: inside the installed package, or in the checkout it runs from."""
    installed = PACKAGE / "shipped" / name
    return installed if installed.is_dir() else PACKAGE.parent / CHECKOUT[name]


def shown(path: Path) -> str:
    """A path as a reader knows it: relative to the working directory, or a shipped file by its name in a checkout."""
    try:
        return _short(path.resolve())
    except (OSError, RuntimeError):  # a link that leads back to itself
        return readable(path)


def given(path: Path) -> str:
    """A submitted path likewise, but a link by its own name: where it leads is nothing that was submitted."""
    try:
        if ".." in path.parts:  # what that means depends on where links lead
            path = path.resolve() if path.name == ".." else path.parent.resolve() / path.name
        return _short(path.absolute())
    except (OSError, RuntimeError):  # the working directory is gone, or links go in a circle
        return readable(path)


def _short(path: Path) -> str:
    """An absolute path as a reader knows it."""
    for name, in_checkout in CHECKOUT.items():
        if path.is_relative_to(PACKAGE / "shipped" / name):
            return (Path(in_checkout) / path.relative_to(PACKAGE / "shipped" / name)).as_posix()
    for base in (_here(), PACKAGE.parent):
        if base and path.is_relative_to(base):
            return readable(path.relative_to(base).as_posix())
    return readable(path)


def _here() -> Path | None:
    """The working directory, unless it is gone."""
    try:
        return Path.cwd()
    except OSError:
        return None
