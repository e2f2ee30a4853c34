"""`checks.yaml` of the rules folder → checks of figures; the shipped ones where it has none."""

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from engine.catalog.policy import policy_file
from engine.catalog.shipped import shown
from engine.catalog.validate import validate
from engine.catalog.yaml_text import Parsed, parse
from engine.files import content, why
from engine.model.catalog import Marks
from engine.model.check import Check, CheckFile
from engine.model.diagnostic import Diagnostic, Place

CHECKS = "checks.yaml"


class LoadedChecks(NamedTuple):
    """Checks in the order written, with all diagnostics; where they came from and the hash of the file."""

    checks: tuple[Check, ...]
    problems: tuple[Diagnostic, ...]
    marks: Marks
    source: str
    sha256: str


def load_checks(folder: Path) -> LoadedChecks:
    """The folder's own file, or the shipped one; an office without checks writes `checks: []`."""
    path = policy_file(folder, CHECKS)
    file = shown(path)
    try:
        found = content(path)
    except OSError as e:
        return LoadedChecks((), (Diagnostic.of("F001", Place(file), why=why(e)),), Parsed(file).marks, file, "")
    parsed = parse(found, file)
    model = validate(CheckFile, parsed)
    checks = model.checks if model else ()
    return LoadedChecks(checks, tuple(parsed.problems), parsed.marks, file, sha256(found).hexdigest())
