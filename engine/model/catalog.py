"""Everything that the rules folder says, with the place of every key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.model.diagnostic import Place
from engine.model.plan import Commitment, Plan, Task
from engine.model.registry import Department, Indicator

Path = tuple[str | int, ...]


class Marks(NamedTuple):
    """Where each key and list item of one file stands; `position` gives line and column of a path from the top."""

    file: str
    position: Callable[[Path], tuple[int, int]]

    def at(self, *path: str | int) -> Place:
        """Place of the key or item at `path`, or of the nearest enclosing one that the file has."""
        return Place(self.file, *self.position(path))


class PlanEntry(NamedTuple):
    """One folder of rules: the plan, its commitments and tasks, and their places."""

    plan: Plan
    commitments: tuple[Commitment, ...]
    marks: Marks
    folder: str
    tasks: tuple[Task, ...]
    task_marks: Marks


@dataclass(frozen=True)
class Catalog:
    """All plans in order of their ids, and the registries that they refer to."""

    plans: tuple[PlanEntry, ...]
    indicators: tuple[Indicator, ...]
    departments: tuple[Department, ...]
    indicator_marks: Marks
    department_marks: Marks
    indicator: Mapping[str, Indicator] = field(init=False)
    canonical: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Index the registries: indicator by id, canonical department by each of its names."""
        object.__setattr__(self, "indicator", {i.id: i for i in self.indicators})
        names = {name: d.name for d in self.departments for name in (d.name, *d.aliases)}
        object.__setattr__(self, "canonical", names)
