"""One YAML file → plain data with marks. Every scalar stays the text that was written: no floats, no guessed types."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from engine.model.catalog import Marks, Path
from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text

MAX_BYTES = 2_000_000
MAX_DEPTH = 16
MAX_NODES = 200_000
"""Limits of one file; expansion of aliases counts, so that a YAML bomb is refused and not built."""

Data = dict[str, "Data"] | list["Data"] | str | bool | None

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UTF8_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Parsed:
    """What one file holds: data (None if unreadable), marks and the problems found on the way."""

    file: str
    data: Data = None
    positions: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    @property
    def marks(self) -> Marks:
        """Places of all keys and items."""
        return Marks(self.file, self.positions)


class _LimitError(Exception):
    """A file that is too deep or too large once its aliases are expanded."""


def parse(content: bytes, file: str) -> Parsed:
    """Parse YAML bytes; each problem is a diagnostic in the result, nothing is raised."""
    parsed = Parsed(file)
    for problem in _read(content, parsed):
        parsed.problems.append(problem)
    return parsed


def _read(content: bytes, parsed: Parsed) -> Iterator[Diagnostic]:
    """Fill `parsed`, yielding what is wrong."""
    if len(content) > MAX_BYTES:
        yield _limit(Place(parsed.file), Text("字节数", "bytes"), MAX_BYTES)
        return
    try:
        text = content.removeprefix(_UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as e:
        yield Diagnostic.of("F002", Place(parsed.file), offset=e.start + 1)
        return
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        place = Place(parsed.file, mark.line + 1, mark.column + 1) if mark else Place(parsed.file)
        yield Diagnostic.of("F003", place, why=e.problem or e.context)
        return
    except (yaml.YAMLError, RecursionError) as e:
        yield Diagnostic.of("F003", Place(parsed.file), why=str(e).splitlines()[0])
        return
    walker = _Walker(parsed)
    try:
        parsed.data = walker.value(root, ()) if root else None
    except _LimitError as e:
        parsed.data = None
        yield _limit(walker.last, *e.args)
    yield from walker.problems


def _limit(place: Place, what: Text, limit: int) -> Diagnostic:
    return Diagnostic.of("F005", place, what=what, limit=limit)


class _Walker:
    """Builds data from nodes, counting what aliases would blow up, and remembers where everything stands."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.problems: list[Diagnostic] = []
        self.nodes = 0
        self.last = Place(parsed.file)

    def value(self, node: yaml.Node, path: Path) -> Data:
        """Data of one node at `path`."""
        self.nodes += 1
        self.last = self._place(node)
        self.parsed.positions.setdefault(path, self.last[1:])
        if self.nodes > MAX_NODES:
            raise _LimitError(Text("节点数（含别名展开）", "nodes with aliases expanded"), MAX_NODES)
        if len(path) > MAX_DEPTH:
            raise _LimitError(Text("嵌套层数", "levels of nesting"), MAX_DEPTH)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> Data:
        seen: dict[str, int] = {}
        data: dict[str, Data] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            place = self._place(key_node)
            if key in seen:
                self.problems.append(Diagnostic.of("F004", place, key=key, first=seen[key]))
                continue
            seen[key] = place.line
            self.parsed.positions[(*path, key)] = place[1:]
            data[key] = self.value(value_node, (*path, key))
        return data

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.parsed.file, node.start_mark.line + 1, node.start_mark.column + 1)


def _scalar(node: yaml.ScalarNode) -> Data:
    """Text as written; only a plain null or true/false is not text."""
    text = str(node.value)
    if node.style is None and text in _NULLS:
        return None
    return _BOOLS.get(text, text) if node.style is None else text
