"""The rules folder → a catalog. Every problem of every file is collected; a bad file never hides the others."""

from hashlib import sha256
from os.path import lexists
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from engine.catalog.listing import list_plans
from engine.catalog.shipped import shipped, shown
from engine.catalog.validate import validate
from engine.catalog.waiver_csv import parse as parse_csv
from engine.catalog.yaml_text import Parsed, parse
from engine.files import content, readable, why
from engine.model.catalog import Catalog, PlanEntry
from engine.model.diagnostic import Diagnostic, Place, errors
from engine.model.office import Office, OfficeFile
from engine.model.plan import PlanFile, TaskFile
from engine.model.registry import DepartmentFile, IndicatorFile, JurisdictionFile
from engine.model.text import Text
from engine.model.waiver import WaiverFile

Model = TypeVar("Model", bound=BaseModel)

TASKS = "tasks.yaml"
INDICATORS, DEPARTMENTS, JURISDICTIONS = "indicators.yaml", "departments.yaml", "jurisdictions.yaml"
OFFICE = "office.yaml"
WAIVERS = ("waivers.yaml", "waivers.csv")


PARSERS = {".csv": parse_csv}
"""Suffix of a file that is not YAML → its parser."""


class Loaded(NamedTuple):
    """A catalog, or None when a file could not be used, with all diagnostics.

    The hash covers what judges; how the office works (`office`) is no part of it.
    """

    catalog: Catalog | None
    problems: tuple[Diagnostic, ...]
    folder: str
    sha256: str
    office: Office


def rules_folder(chosen: Path | None) -> Path:
    """`--rules` wins over the working directory's own rules/, which wins over the shipped ones."""
    own = Path("rules")
    return chosen or (own if own.is_dir() else shipped("rules"))


def load(folder: Path, *, tasks: bool = True) -> Loaded:
    """Read every rule file below `folder`; plans in order of folder names.

    Tasks bear on no finding: `tasks=False` reads them only for plans that hold nothing else, and no hash covers them.
    """
    reader = Reader()
    indicators, indicator_file = reader.model(IndicatorFile, folder / INDICATORS)
    departments, department_file = reader.model(DepartmentFile, folder / DEPARTMENTS)
    jurisdictions, jurisdiction_file = reader.optional(JurisdictionFile, folder / JURISDICTIONS)
    listing = list_plans(folder)
    reader.problems += listing.problems
    if not listing.plans and not errors(listing.problems):
        reader.problems.append(Diagnostic.of("F006", Place(shown(folder))))
    entries = [entry for path in listing.plans if (entry := _entry(reader, path, tasks=tasks))]
    catalog = None
    if not errors(reader.problems) and indicators and departments:
        catalog = Catalog(
            plans=tuple(entries),
            indicators=indicators.indicators,
            departments=departments.departments,
            jurisdictions=jurisdictions.jurisdictions if jurisdictions else (),
            jurisdiction_marks=jurisdiction_file.marks,
            indicator_marks=indicator_file.marks,
            department_marks=department_file.marks,
        )
    office, problems = load_office(folder)
    return Loaded(catalog, (*reader.problems, *problems), shown(folder), reader.digest.hexdigest(), office)


def load_office(folder: Path) -> tuple[Office, tuple[Diagnostic, ...]]:
    """The office's settings with the problems of their file; the defaults when there is none."""
    reader = Reader()
    found, _ = reader.optional(OfficeFile, folder / OFFICE)
    return found.office if found else Office(), tuple(reader.problems)


def _entry(reader: "Reader", path: Path, *, tasks: bool) -> PlanEntry | None:
    """One plan's folder; a plan without tasks.yaml has no tasks."""
    plan, parsed = reader.model(PlanFile, path)
    tasks_path = path.with_name(TASKS)
    wanted = tasks or plan is None or not plan.commitments
    task_file, parsed_tasks = reader.optional(TaskFile, tasks_path) if wanted else (None, Parsed(shown(tasks_path)))
    waiver_paths = [p for n in WAIVERS if lexists(p := path.with_name(n))]
    waiver_path = waiver_paths[0] if waiver_paths else path.with_name(WAIVERS[0])
    if len(waiver_paths) > 1:
        names = Text("、".join(WAIVERS), " and ".join(WAIVERS))
        reader.problems.append(Diagnostic.of("F008", Place(shown(path.parent)), names=names))
    waivers, parsed_waivers = reader.optional(WaiverFile, waiver_path)
    if plan is None:
        return None
    name = readable(path.parent.name)
    if task_file and task_file.plan != name:
        place = parsed_tasks.marks.at("plan")
        reader.problems.append(Diagnostic.of("L201", place, id=task_file.plan, folder=name))
    return PlanEntry(
        plan=plan.plan,
        commitments=plan.commitments,
        marks=parsed.marks,
        folder=name,
        tasks=task_file.tasks if task_file else (),
        tasks_read=wanted,
        task_marks=parsed_tasks.marks,
        waivers=waivers.waivers if waivers else (),
        waiver_marks=parsed_waivers.marks,
    )


class Reader:
    """Reads rule files, gathering problems and a hash over all that was read."""

    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []
        self.digest = sha256()

    def optional(self, model: type[Model], path: Path) -> tuple[Model | None, Parsed]:
        """The model of a file that need not be there."""
        return self.model(model, path) if lexists(path) else (None, Parsed(shown(path)))

    def model(self, model: type[Model], path: Path) -> tuple[Model | None, Parsed]:
        """The model of one file, or None with its problems noted."""
        file = shown(path)
        try:
            found = content(path)
        except OSError as e:
            missing = isinstance(e, FileNotFoundError) and not lexists(path)
            what = {"name": path.name} if missing else {"why": why(e)}
            self.problems.append(Diagnostic.of("F007" if missing else "F001", Place(file), **what))
            return None, Parsed(file)
        name = path.name if path.name in {INDICATORS, DEPARTMENTS, JURISDICTIONS} else f"{path.parent.name}/{path.name}"
        if path.name != TASKS:
            self.digest.update(f"{readable(name)}\0{len(found)}\0".encode() + found)
        parsed = PARSERS.get(path.suffix, parse)(found, file)
        result = validate(model, parsed)
        self.problems.extend(parsed.problems)
        return result, parsed
