"""The program on durable-rules, within the fences of docs/escalation.md. Standard library and its C module only.

The C module is driven directly. The Python layer over it swallows errors, keeps time by the wall clock, repeats slow
actions and starts threads; nothing of it is needed to assert facts and to collect matches.
"""

import json
from collections.abc import Iterator
from typing import Any

import durable_rules_engine as engine_c

from engine.inference.memory import Memory, Symbols
from engine.inference.program import Match, Production, Program
from engine.inference.stages import Stage, stages_of, symbols_of, told, used_fields

OPERATORS = {"at_least": "$gte", "more_than": "$gt", "at_most": "$lte", "less_than": "$lt"}

SESSION = "0"
KIND, ALWAYS = "k", "one"
"""Property of the kind, and one that is 1 in every fact: a true comparison must be the last, or the C code reads on."""

TICK = -1
"""Kind of a fact that a rule of its own always matches: deleting a state that never fired frees an unset pointer, and
deleting a ruleset without its state leaks."""

STORED, IGNORED, CLASH = 0, 1, 2
"""What asserting a fact answers: kept; no rule looks at it; another fact has this id's hash."""


class DurableError(Exception):
    """The engine did something that it should not."""


class Durable:
    """Definitions of each stage; a fresh ruleset for each partition, since the engine frees memory no other way."""

    def __init__(self, program: Program) -> None:
        self.symbols = symbols_of(program)
        self.stages = [(stage, used_fields(stage), _definition(stage, self.symbols)) for stage in stages_of(program)]

    def run(self, memory: Memory) -> None:
        """Fire every rule on every match, stage by stage, into `memory`."""
        self.symbols.fresh()
        for stage, fields, definition in self.stages:
            if memory.of_kinds(stage.positive + stage.negated):
                _Session(stage, fields, self.symbols, memory).run(definition)


class _Session:
    """One stage over one partition."""

    def __init__(self, stage: Stage, fields: dict[str, tuple[str, ...]], symbols: Symbols, memory: Memory) -> None:
        self.stage, self.fields, self.symbols, self.memory = stage, fields, symbols, memory
        self.numbers: dict[str, int] = {}
        self.last = 0
        self.handle = 0

    def run(self, definition: str) -> None:
        """Facts of negated kinds first, one at a time; then fire until nothing is left."""
        self.handle = engine_c.create_ruleset("policy", definition)
        try:
            for number in self.memory.of_kinds(self.stage.negated):
                self._assert(number, negated=True)
            for number in self.memory.of_kinds(self.stage.positive):
                self._assert(number)
            self._tell(TICK, {})
            while (started := engine_c.start_action(self.handle)) is not None:
                self._drain(*started)
            engine_c.delete_state(self.handle, SESSION)
        finally:
            engine_c.delete_ruleset(self.handle)

    def _drain(self, state: str, message: str | None, offset: int) -> None:
        """Matches one after the other; the engine hands out the next when one is completed."""
        while message:
            ((rule, found),) = json.loads(message).items()
            if rule != "tick":
                self._fire(self.stage.productions[int(rule[1:])], found)
            engine_c.update_state(self.handle, state)
            message = engine_c.complete_and_start_action(self.handle, offset)

    def _fire(self, production: Production, found: dict[str, Any]) -> None:
        """Derive from one match, and tell the engine of what is new."""
        numbers = tuple(self.numbers[found[f"p{i}"]["id"]] for i in range(len(production.positives)))
        fresh = self.memory.fire(production, numbers)
        if fresh is not None and self.memory.facts[fresh].kind in self.stage.positive:
            self._assert(fresh)

    def _assert(self, number: int, *, negated: bool = False) -> None:
        """Tell of one fact of the memory; what `not` looks at is a copy, so that it can come before everything else."""
        kind = self.memory.facts[number].kind
        told_of = told(self.memory.values[number], self.fields[kind], self.symbols)
        name = self._tell(_kind(kind, self.symbols, negated=negated), {f"f_{f}": v for f, v in told_of.items()})
        self.numbers[name] = number

    def _tell(self, kind: int, fields: dict[str, int]) -> str:
        """Assert; the id that it was given, another one where the hash of the first is taken."""
        answer = CLASH
        while answer == CLASH:
            self.last += 1
            text = {"id": str(self.last), "sid": SESSION, KIND: kind, ALWAYS: 1} | fields
            answer = engine_c.assert_fact(self.handle, json.dumps(text))[0]
        if answer not in (STORED, IGNORED):
            raise DurableError(f"assert_fact answered {answer}")
        return str(self.last)


def _kind(kind: str, symbols: Symbols, *, negated: bool) -> int:
    """Number of a kind: even for what is matched, odd for the copy that `not` looks at."""
    return 2 * symbols.of(kind) + negated


def _definition(stage: Stage, symbols: Symbols) -> str:
    """The rules of a stage as the engine reads them."""
    rules = {f"r{i}": _rule(p, symbols) for i, p in enumerate(stage.productions)}
    return json.dumps(rules | {"tick": {"all": [{"p0": {"$and": [{KIND: TICK}]}}]}})


def _rule(production: Production, symbols: Symbols) -> dict[str, Any]:
    """Positive patterns in order, then the negated ones, under names of our own."""
    patterns = [
        {f"p{i}": _pattern(m, symbols, first=i == 0, negated=False)} for i, m in enumerate(production.positives)
    ]
    patterns += [
        {f"u{i}$not": _pattern(m, symbols, first=False, negated=True)} for i, m in enumerate(production.negatives)
    ]
    return {"all": patterns}


def _pattern(match: Match, symbols: Symbols, *, first: bool, negated: bool) -> dict[str, Any]:
    """Kind first, then constants and bounds, presence, joins, and a join that is always true at the end."""
    tests = [{KIND: _kind(match.kind, symbols, negated=negated)}, *_tests(match, symbols)]
    return {"$and": tests if first else [*tests, {ALWAYS: {"p0": ALWAYS}}]}


def _tests(match: Match, symbols: Symbols) -> Iterator[dict[str, Any]]:
    """Tests of one pattern in the order that the engine bears."""
    yield from ({f"f_{f}": symbols.of(v)} for f, v in match.constants)
    yield from ({OPERATORS[operator]: {f"f_{f}": limit}} for f, operator, limit in match.bounds)
    yield from ({"$ex": {f"f_{f}": 1}} for f in dict.fromkeys((*match.present, *(j.field for j in match.joins))))
    for field, pattern, other, minus in match.joins:
        earlier: dict[str, Any] = {f"p{pattern}": f"f_{other}"}
        yield {f"f_{field}": {"$sub": {"$l": earlier, "$r": minus}} if minus else earlier}
