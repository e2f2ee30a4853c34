"""One YAML file → plain data with marks. Every scalar stays the text that was written: no floats, no guessed types."""

from collections.abc import Callable, Iterator
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
_LEVELS = Text("嵌套层数", "levels of nesting")
_UTF8_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Parsed:
    """What one file holds: data (None if unreadable), where its parts stand and the problems found on the way."""

    file: str
    data: Data = None
    position: Callable[[Path], tuple[int, int]] = lambda _: (0, 0)
    problems: list[Diagnostic] = field(default_factory=list)

    @property
    def marks(self) -> Marks:
        """Places of all keys and items, found when asked for."""
        return Marks(self.file, self.position)


class _Places:
    """Where keys and items stand; a mapping is indexed once, since each wrong key of it asks for its place."""

    def __init__(self, root: yaml.Node) -> None:
        self.root = root
        self.keys: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = {}

    def position(self, path: Path) -> tuple[int, int]:
        """Line and column of the key or item at `path`, or of the nearest enclosing one that the file has."""
        mark, node = self.root.start_mark, self.root
        for step in path:
            found = self._child(node, step)
            if found is None:
                break
            mark, node = found[0].start_mark, found[1]
        return mark.line + 1, mark.column + 1

    def _child(self, node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
        """The node that marks a step (a key, or an item itself) and the node it leads to."""
        if isinstance(node, yaml.MappingNode):
            if id(node) not in self.keys:
                scalars = ((k, v) for k, v in reversed(node.value) if isinstance(k, yaml.ScalarNode))
                self.keys[id(node)] = {k.value: (k, v) for k, v in scalars}
            return self.keys[id(node)].get(str(step))
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step], node.value[step]
        return None


class _LimitError(Exception):
    """A file that is too deep or too large once its aliases are expanded."""

    def __init__(self, node: yaml.Node | yaml.Event, what: Text, limit: int) -> None:
        super().__init__(what.en)
        self.node, self.what, self.limit = node, what, limit


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
    walker = _Walker(parsed.file)
    try:
        _refuse_depth(text)
        root = yaml.compose(text, Loader=_LOADER)
    except _LimitError as e:
        yield _limit(walker.place(e.node), e.what, e.limit)
        return
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        place = Place(parsed.file, mark.line + 1, mark.column + 1) if mark else Place(parsed.file)
        yield Diagnostic.of("F003", place, why=e.problem or e.context)
        return
    except (yaml.YAMLError, RecursionError) as e:
        yield Diagnostic.of("F003", Place(parsed.file), why=str(e).splitlines()[0])
        return
    if root is None:
        return
    parsed.position = _Places(root).position
    try:
        parsed.data = walker.value(root, 0)
    except _LimitError as e:
        parsed.data = None
        yield _limit(walker.place(e.node), e.what, e.limit)
    yield from walker.problems


def _refuse_depth(text: str) -> None:
    """Stop at the first node that lies too deep: libyaml composes by recursion in C, which a deep file would crash."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            if depth > MAX_DEPTH:
                raise _LimitError(event, _LEVELS, MAX_DEPTH)
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _limit(place: Place, what: Text, limit: int) -> Diagnostic:
    return Diagnostic.of("F005", place, what=what, limit=limit)


class _Walker:
    """Builds data from nodes, counting what aliases would blow up."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Diagnostic] = []
        self.nodes = 0

    def value(self, node: yaml.Node, depth: int) -> Data:
        """Data of one node."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _LimitError(node, Text("节点数（含别名展开）", "nodes with aliases expanded"), MAX_NODES)
        if depth > MAX_DEPTH:
            raise _LimitError(node, _LEVELS, MAX_DEPTH)
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.Node, depth: int) -> Data:
        keys: dict[str, yaml.Node] = {}
        data: dict[str, Data] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
            if key in keys:
                first = keys[key].start_mark.line + 1
                self.problems.append(Diagnostic.of("F004", self.place(key_node), key=key, first=first))
                continue
            keys[key] = key_node
            data[key] = self.value(value_node, depth + 1)
        return data

    def place(self, node: yaml.Node | yaml.Event) -> Place:
        """Where a node stands."""
        mark = node.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)


def _scalar(node: yaml.ScalarNode) -> Data:
    """Text as written; only a plain null or true/false is not text."""
    text: str = node.value
    if node.style:  # quoted or block text; plain is None, or empty when libyaml read it
        return text
    return None if text in _NULLS else _BOOLS.get(text, text)
