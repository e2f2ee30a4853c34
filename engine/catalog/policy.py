"""`grading.yaml` and `escalation.yaml` of the rules folder → inference rules; the shipped ones where it has none."""

from hashlib import sha256
from os.path import lexists
from pathlib import Path
from typing import NamedTuple

from engine.catalog.shipped import shipped, shown
from engine.catalog.validate import validate
from engine.catalog.yaml_text import parse
from engine.files import content, why
from engine.model.catalog import Marks
from engine.model.diagnostic import Diagnostic, Place
from engine.model.escalation import PolicyTest, PolicyTestFile, Rule, RuleFile

FILES = ("grading.yaml", "escalation.yaml")
TESTS = "escalation-tests.yaml"


class RuleSource(NamedTuple):
    """One file of inference rules."""

    rules: tuple[Rule, ...]
    marks: Marks


class LoadedPolicy(NamedTuple):
    """Inference rules by file, with all diagnostics; where they came from and a hash over all that was read."""

    files: tuple[RuleSource, ...]
    problems: tuple[Diagnostic, ...]
    sources: tuple[str, ...]
    sha256: str


def policy_file(folder: Path, name: str) -> Path:
    """The folder's own file, or the shipped one; an office without a policy writes `rules: []`."""
    own = folder / name
    return own if lexists(own) else shipped("rules") / name


def load_policy(folder: Path) -> LoadedPolicy:
    """Both files; a bad one never hides the other."""
    found: list[RuleSource] = []
    problems: list[Diagnostic] = []
    digest = sha256()
    paths = [policy_file(folder, name) for name in FILES]
    for path in paths:
        found_there = _content(path, problems)
        digest.update(f"{path.name}\0{len(found_there)}\0".encode() + found_there)
        parsed = parse(found_there, shown(path))
        model = validate(RuleFile, parsed) if found_there else None
        problems.extend(parsed.problems)
        if model:
            found.append(RuleSource(model.rules, parsed.marks))
    return LoadedPolicy(tuple(found), tuple(problems), tuple(map(shown, paths)), digest.hexdigest())


def load_tests(folder: Path) -> tuple[tuple[PolicyTest, ...], Marks, tuple[Diagnostic, ...]]:
    """Tests of the policy; none where the folder has no such file."""
    path = folder / TESTS
    problems: list[Diagnostic] = []
    found = _content(path, problems) if lexists(path) else b""
    parsed = parse(found, shown(path))
    model = validate(PolicyTestFile, parsed) if lexists(path) and not problems else None
    return model.tests if model else (), parsed.marks, (*problems, *parsed.problems)


def _content(path: Path, problems: list[Diagnostic]) -> bytes:
    """Bytes of a file; a problem where it cannot be read."""
    try:
        return content(path)
    except OSError as e:
        problems.append(Diagnostic.of("F001", Place(shown(path)), why=why(e)))
        return b""
