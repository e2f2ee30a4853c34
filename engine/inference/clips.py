"""The program on CLIPS, through clipspy. Standard library and clipspy only: the child process imports this."""

from collections.abc import Callable, Iterator
from itertools import combinations

import clips

from engine.inference.memory import Memory, Symbols
from engine.inference.program import Match, Production, Program
from engine.inference.stages import Stage, stages_of, symbols_of, told, used_fields

OPERATORS = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}


PARTITIONS = 10
"""Partitions that an environment serves: clipspy never frees the facts that it asserts, until the environment goes."""

Firings = list[tuple[int, tuple[int, ...]]]
"""Number of a production, and of the facts that it matched."""


class Clips:
    """One environment for each stage, emptied between partitions and replaced from time to time."""

    def __init__(self, program: Program) -> None:
        self.program, self.symbols = program, symbols_of(program)
        self.stages = [_Stage(stage, self.symbols) for stage in stages_of(program)]
        self.served = 0

    def run(self, memory: Memory) -> None:
        """Fire every rule on every match, stage by stage, into `memory`."""
        if self.served and self.served % PARTITIONS == 0:
            self.stages = [_Stage(s.stage, self.symbols) for s in self.stages]
        self.served += 1
        self.symbols.fresh()
        for stage in self.stages:
            stage.run(memory)


class _Stage:
    """Templates and rules of one stage."""

    def __init__(self, stage: Stage, symbols: Symbols) -> None:
        self.stage, self.symbols = stage, symbols
        self.fields = used_fields(stage)
        self.fired: Firings = []
        self.environment = clips.Environment()
        self.environment.define_function(_noting(self.fired), name="derive")
        for kind, fields in self.fields.items():
            slots = " ".join(f"(slot f-{f} (default nil))" for f in fields)
            self.environment.build(f"(deftemplate {self._name(kind)} (slot id) {slots})")
        for number, production in enumerate(stage.productions):
            self.environment.build(_Writer(production, symbols).rule(number))
        self.templates = {kind: self.environment.find_template(self._name(kind)) for kind in self.fields}

    def run(self, memory: Memory) -> None:
        """All facts first, then rounds: firings, and the facts that they derived."""
        self.environment.reset()
        todo = memory.of_kinds(self.fields)
        while todo:
            for number in todo:
                self._assert(memory, number)
            self.environment.run()
            fresh = [memory.fire(self.stage.productions[rule], found) for rule, found in self.fired]
            self.fired.clear()
            todo = [n for n in fresh if n is not None and memory.facts[n].kind in self.fields]

    def _name(self, kind: str) -> str:
        """Name of a kind's template."""
        return f"k{self.symbols.of(kind)}"

    def _assert(self, memory: Memory, number: int) -> None:
        """Tell of one fact."""
        kind = memory.facts[number].kind
        slots = told(memory.values[number], self.fields[kind], self.symbols)
        self.templates[kind].assert_fact(id=number, **{f"f-{f}": v for f, v in slots.items()})


def _noting(fired: Firings) -> Callable[..., int]:
    """What a rule calls when it has matched; it knows no environment, so that nothing keeps one alive."""

    def derive(rule: int, *found: int) -> int:
        fired.append((rule, found))
        return 0

    return derive


class _Writer:
    """One rule as CLIPS writes it."""

    def __init__(self, production: Production, symbols: Symbols) -> None:
        self.production, self.symbols = production, symbols

    def rule(self, number: int) -> str:
        """The defrule."""
        left = [self._pattern(m, i) for i, m in enumerate(self.production.positives)]
        left += [f"(test (<> ?i{i} ?i{k}))" for i, k in self._alike()]
        left += [f"(not {self._pattern(m, None)})" for m in self.production.negatives]
        found = " ".join(f"?i{i}" for i in range(len(self.production.positives)))
        return f"(defrule r{number} {' '.join(left)} => (derive {number} {found}))"

    def _alike(self) -> Iterator[tuple[int, int]]:
        """Pairs of positive patterns over one kind: they match different facts."""
        kinds = [m.kind for m in self.production.positives]
        return ((i, k) for i, k in combinations(range(len(kinds)), 2) if kinds[i] == kinds[k])

    def _pattern(self, match: Match, index: int | None) -> str:
        """One pattern; constraints on one field are joined by &."""
        slots: dict[str, list[str]] = {}
        for field, constraint in self._constraints(match, index):
            slots.setdefault(field, []).append(constraint)
        number = [] if index is None else [f"(id ?i{index})"]
        written = [f"(f-{f} {'&'.join(c)})" for f, c in slots.items()]
        return f"(k{self.symbols.of(match.kind)} {' '.join(number + written)})"

    def _constraints(self, match: Match, index: int | None) -> Iterator[tuple[str, str]]:
        """Field and constraint, a variable's name before what is asked of it."""
        for field in match.present:
            yield field, f"?v{index}-{field}&~nil"
        for field, value in match.constants:
            yield field, str(self.symbols.of(value))
        for field in dict.fromkeys(field for field, _, _ in match.bounds):
            name = f"?b{index}-{field}"
            tests = [f":({OPERATORS[op]} {name} {limit})" for f, op, limit in match.bounds if f == field]
            yield field, "&".join([name, f":(integerp {name})", *tests])
        for field, pattern, other, minus in match.joins:
            name = f"?v{pattern}-{other}"
            yield field, f"=(- {name} {minus})" if minus else name
