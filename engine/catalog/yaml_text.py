"""One YAML file → plain data with marks. Every scalar stays the text that was written: no floats, no guessed types."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

import yaml

from engine.model.catalog import Marks, Path
from engine.model.diagnostic import Diagnostic, Place
from engine.model.text import Text, join_texts

MAX_BYTES = 2_000_000
MAX_DEPTH = 16
MAX_NODES = 200_000
"""Limits of one file; expansion of aliases counts, so that a YAML bomb is refused and not built."""

Data = dict[str, "Data"] | list["Data"] | str | bool | None

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LEVELS = Text("嵌套层数", "levels of nesting")
SUSPICIOUS = 100
_DEEP_LINE = re.compile(rf"^[ \t]{{{SUSPICIOUS},}}|(?:[-?:][ \t]+){{{SUSPICIOUS},}}", re.MULTILINE)
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
        if _looks_deep(text):
            _refuse_depth(text)
        root = yaml.compose(text, Loader=_LOADER)
    except _LimitError as e:
        yield _limit(walker.place(e.node), e.what, e.limit)
        return
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        place = Place(parsed.file, mark.line + 1, mark.column + 1) if mark else Place(parsed.file)
        yield Diagnostic.of("F003", place, why=_why(e, text))
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


WHY = {
    "found character '\\t' that cannot start any token": Text(
        "用了制表符（Tab）缩进，请改用空格", "a tab is used to indent; use spaces"
    ),
    "found character that cannot start any token": Text(
        "有 YAML 不认识的字符，常见原因是用制表符（Tab）缩进，请改用空格",
        "a character that YAML does not know, often a tab used to indent; use spaces",
    ),
    "could not find expected ':'": Text("缺少半角冒号加空格（键: 值）", "a colon and a space are missing (key: value)"),
    "mapping values are not allowed in this context": Text(
        "此处不能有“键: 值”，请检查缩进，或给含冒号的文字加引号",
        "no key: value here; check the indentation, or quote text that holds a colon",
    ),
    "did not find expected key": Text(
        "缩进不齐或缺少键，请与上一行对齐", "a key is missing or the indentation is uneven"
    ),
    "did not find expected '-' indicator": Text("列表各项的缩进不齐", "the items of a list are not aligned"),
    "did not find expected ',' or ']'": Text(
        "方括号没有闭合，或各项之间缺少半角逗号", "a bracket is not closed, or a comma is missing"
    ),
    "did not find expected ',' or '}'": Text(
        "花括号没有闭合，或各项之间缺少半角逗号", "a brace is not closed, or a comma is missing"
    ),
    "found unexpected end of stream": Text("引号没有闭合", "a quotation mark is not closed"),
    "found undefined alias": Text("引用了没有定义的别名（*）", "an alias (*) is not defined"),
}
"""What libyaml says → what a writer of rules should do."""

FULL_WIDTH_HINT = Text(
    "；附近有全角冒号“：”，请改为半角冒号加空格", "; a full-width colon stands nearby, use an ASCII colon and a space"
)


def _why(error: yaml.MarkedYAMLError, text: str) -> Text:
    """The parser's problem in both languages, with a hint where full-width punctuation is the likely cause."""
    problem = str(error.problem or error.context)
    why = WHY.get(problem, Text(problem, problem))
    line = error.problem_mark.line if error.problem_mark else 0
    near = text.splitlines()[max(line - 1, 0) : line + 1]
    hinted = "：" in "".join(near) and not any(": " in n or n.endswith(":") for n in near if "：" in n)
    return join_texts([why, FULL_WIDTH_HINT], Text("", "")) if hinted else why


def _looks_deep(text: str) -> bool:
    """Whether a file could nest beyond any rule file, told from its text alone at a tenth of the cost of parsing.

    Nesting takes an open bracket, a deep indentation or a run of indicators on one line.
    """
    brackets = (1 if b in "[{" else -1 for b in re.findall(r"[\[\]{}]", text))
    return max(accumulate(brackets), default=0) > SUSPICIOUS or bool(_DEEP_LINE.search(text))


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
