"""Everything that the rules folder says, with the place of every key."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from engine.model.diagnostic import Place
from engine.model.plan import Commitment, Plan, Task
from engine.model.registry import Department, Indicator, Jurisdiction
from engine.model.waiver import Waiver

Path = tuple[str | int, ...]


class Marks(NamedTuple):
    """Where each key and list item of one file stands; `position` gives line and column of a path from the top."""

    file: str
    position: Callable[[Path], tuple[int, int]]

    def at(self, *path: str | int) -> Place:
        """Place of the key or item at `path`, or of the nearest enclosing one that the file has."""
        return Place(self.file, *self.position(path))


class PlanEntry(NamedTuple):
    """One folder of rules: the plan, its commitments, tasks and waivers, and their places; tasks may be left unread."""

    plan: Plan
    commitments: tuple[Commitment, ...]
    marks: Marks
    folder: str
    tasks: tuple[Task, ...]
    task_marks: Marks
    tasks_read: bool
    waivers: tuple[Waiver, ...]
    waiver_marks: Marks


@dataclass(frozen=True)
class Catalog:
    """All plans in order of their ids, and the registries that they refer to."""

    plans: tuple[PlanEntry, ...]
    indicators: tuple[Indicator, ...]
    departments: tuple[Department, ...]
    jurisdictions: tuple[Jurisdiction, ...]
    indicator_marks: Marks
    department_marks: Marks
    jurisdiction_marks: Marks
    indicator: Mapping[str, Indicator] = field(init=False)
    department: Mapping[str, str] = field(init=False)
    jurisdiction: Mapping[str, str] = field(init=False)
    children: Mapping[str, tuple[str, ...]] = field(init=False)
    indicator_id: Mapping[str, str] = field(init=False)
    indicator_name: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Index the registries: indicator by id, canonical names by each name, districts by what they lie in.

        An indicator's id is found by its name only where no other indicator shares it.
        """
        names = Counter(i.name for i in self.indicators)
        departments = {name: d.name for d in self.departments for name in (d.name, *d.aliases)}
        places = {name: j.name for j in self.jurisdictions for name in (j.code, j.name, *j.aliases)}
        children: dict[str, tuple[str, ...]] = {}
        for j in self.jurisdictions:
            if j.parent:
                parent = places.get(j.parent, j.parent)
                children[parent] = (*children.get(parent, ()), j.name)
        object.__setattr__(self, "indicator", {i.id: i for i in self.indicators})
        object.__setattr__(self, "department", departments)
        object.__setattr__(self, "jurisdiction", places)
        object.__setattr__(self, "children", children)
        object.__setattr__(self, "indicator_name", {i.id: i.name for i in self.indicators})
        object.__setattr__(self, "indicator_id", {i.name: i.id for i in self.indicators if names[i.name] == 1})

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Every name of a jurisdiction that the rules know, registered or merely named, with its registered name."""
        return {name: self.place(name) for name in (*(name for _, _, name in self.named()), *self.jurisdiction)}

    def named(self) -> Iterator[tuple[Marks, Path, str]]:
        """Every jurisdiction that a rule names, with its path in the file."""
        for i, j in enumerate(self.jurisdictions):
            if j.parent:
                yield self.jurisdiction_marks, ("jurisdictions", i, "parent"), j.parent
        for entry in self.plans:
            yield entry.marks, ("plan", "jurisdiction"), entry.plan.jurisdiction
            for i, c in enumerate(entry.commitments):
                yield from ((entry.marks, ("commitments", i, *key), name) for key, name in _named_by(c))

    def place(self, name: str) -> str:
        """Registered name of a jurisdiction; a name that is not registered stands for itself."""
        return self.jurisdiction.get(name, name)


def _named_by(c: Commitment) -> Iterator[tuple[Path, str]]:
    """Jurisdictions that one commitment names."""
    if c.target.reference:
        yield ("target", "reference"), c.target.reference.jurisdiction
    if c.target.rank:
        yield ("target", "rank"), c.target.rank.within
    yield from ((("decomposition", district), district) for district in c.decomposition or {})
