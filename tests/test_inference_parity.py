"""durable-rules = CLIPS = brute force on random worlds: derived facts and every explanation, in any order of facts."""

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from inference_oracle import Supports, derive
from random_worlds import TYPES, world

from engine.inference.clips import Clips
from engine.inference.memory import Memory
from engine.inference.partition import key_of, packs
from engine.inference.program import Program, from_json
from engine.inference.stages import Runner
from engine.inference.translate import translate
from engine.model.fact import Fact

WORLDS, SLICE = 2000, 100


def runners() -> dict[str, type[Runner]]:
    """Engines that this Python has; durable-rules does not import from 3.13 on."""
    found: dict[str, type[Runner]] = {"clips": Clips}
    if find_spec("durable_rules_engine") and sys.version_info < (3, 13):
        from engine.inference.durable import Durable

        found["durable"] = Durable
    return found


RUNNERS = runners()
each_engine = pytest.mark.parametrize("engine", RUNNERS)


class Shuffled(Memory):
    """Facts in an order of no meaning."""

    def __init__(self, facts: Iterable[Fact], r: random.Random) -> None:
        super().__init__(facts)
        r.shuffle(self.facts)
        self.values = [dict(f.fields) for f in self.facts]
        self.numbers = {f: i for i, f in enumerate(self.facts)}


def supports(memory: Memory) -> Supports:
    return {
        memory.facts[n]: {(rule, tuple(memory.facts[i] for i in found)) for rule, found in firings}
        for n, firings in memory.firings.items()
    }


@pytest.mark.parametrize("first", range(0, WORLDS, SLICE))
def test_engines_agree_with_brute_force(first: int) -> None:
    derived = 0
    for seed in range(first, first + SLICE):
        rules, facts = world(seed)
        wanted = derive(rules, facts, TYPES)
        program = translate(rules, TYPES)
        for name, runner in RUNNERS.items():
            memory = Shuffled(facts, random.Random(seed))
            runner(program).run(memory)
            assert supports(memory) == wanted, (seed, name)
        derived += len(wanted)
    assert derived > SLICE, "worlds in which nothing happens prove nothing"


@each_engine
def test_one_runner_serves_many_partitions(engine: str) -> None:
    """What one partition left behind would show in the next."""
    rules, _ = world(7)
    program = translate(rules, TYPES)
    runner = RUNNERS[engine](program)
    for seed in range(60):
        facts = world(seed).facts
        memory = Memory(facts)
        runner.run(memory)
        assert supports(memory) == derive(rules, facts, TYPES), seed


@each_engine
def test_order_of_facts_does_not_matter(engine: str) -> None:
    for seed in range(20):
        rules, facts = world(seed)
        program = translate(rules, TYPES)
        found = []
        for order in range(10):
            memory = Shuffled(facts, random.Random(order))
            RUNNERS[engine](program).run(memory)
            found.append(supports(memory))
        assert all(f == found[0] for f in found), seed


def digest(engine: str) -> str:
    """A hash over what the first worlds come to, facts and explanations in order."""
    hashed = hashlib.sha256()
    for seed in range(40):
        rules, facts = world(seed)
        memory = Memory(facts)
        RUNNERS[engine](translate(rules, TYPES)).run(memory)
        hashed.update(repr(sorted((f, sorted(x)) for f, x in supports(memory).items())).encode())
    return hashed.hexdigest()


@each_engine
def test_hash_seed_does_not_matter(engine: str) -> None:
    code = f"from test_inference_parity import digest; print(digest({engine!r}))"
    here = Path(__file__).parent
    found = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}{os.pathsep}{here.parent}"}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True)
        found.add(done.stdout)
    assert found == {digest(engine) + "\n"}


def test_partitions_change_nothing() -> None:
    """Rules are told to stay inside a partition, or there is only one: packs together give what all facts give."""
    keys: set[tuple[str, ...]] = set()
    for seed in range(300):
        rules, facts = world(seed)
        program = renamed(translate(rules, TYPES))
        facts = [Fact(f.kind, tuple(sorted((FIELDS.get(k, k), v) for k, v in f.fields))) for f in facts]
        keys.add(key_of(program))
        whole = Memory(facts)
        Clips(program).run(whole)
        together: Supports = {}
        for pack in singles(facts, program):
            memory = Memory(pack)
            Clips(program).run(memory)
            for fact, found in supports(memory).items():
                together.setdefault(fact, set()).update(found)
        assert together == supports(whole), seed
    assert len(keys) > 1


FIELDS = {"a": "jurisdiction", "b": "lead", "p": "lead"}
"""Fields of the random worlds that stand for those that partitions are made by."""


def renamed(program: Program) -> Program:
    """The program over the fields that partitions are made by."""
    return from_json(_renamed(program))


def _renamed(data: object) -> list[object]:
    assert isinstance(data, tuple)
    return [_renamed(x) if isinstance(x, tuple) else FIELDS.get(x, x) if isinstance(x, str) else x for x in data]


def singles(facts: Iterable[Fact], program: Program) -> Iterator[list[Fact]]:
    """Each partition on its own."""
    key = key_of(program)
    for pack in packs(facts, program):
        parts: dict[tuple[object, ...], list[Fact]] = {}
        for fact in pack:
            parts.setdefault(tuple(map(fact.get, key)), []).append(fact)
        yield from parts.values()


@pytest.mark.skipif("durable" not in RUNNERS, reason="durable-rules does not import here")
def test_numbers_that_name_facts_and_texts_do_not_collide() -> None:
    """durable-rules compares 32-bit hashes of what is printed; ours are numbers from 0 on."""

    def fnv(text: str) -> int:
        value = 2166136261
        for byte in text.encode():
            value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
        return value

    assert len({fnv(str(n)) for n in range(100_000)}) == 100_000
