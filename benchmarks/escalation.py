"""Grading and escalating 60,000 findings of 3,000 jurisdictions, against plain Python on the same rules.

    .venv/bin/python benchmarks/escalation.py                    durable-rules, CLIPS and plain Python
    .venv/bin/python benchmarks/escalation.py --jurisdictions 300 --engines clips

The facts are made up: 20 commitments of 4 units in each jurisdiction, a fifth of them gaps, a tenth undecided. Plain
Python matches each compiled pattern with its joins looked up in dictionaries, a partition at a time. Times are wall
time of one run each; memory is the largest resident size of the child process after each tenth of the partitions.
"""

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.catalog.policy import load_policy
from engine.catalog.shipped import shipped
from engine.cli.policy import compiled
from engine.inference.infer import infer
from engine.inference.memory import Memory
from engine.inference.partition import key_of, packs
from engine.inference.process import Engine
from engine.inference.program import Match, Production, Program
from engine.model.fact import Derived, Fact

UNITS, COMMITMENTS = 4, 20
RARE = 0.2
COMPARE = {
    "at_least": lambda a, b: a >= b,
    "more_than": lambda a, b: a > b,
    "at_most": lambda a, b: a <= b,
    "less_than": lambda a, b: a < b,
}


def facts(jurisdictions: int) -> list[Fact]:
    """Facts as the core asserts them, the same every time."""
    r = random.Random(4)
    return [fact for j in range(jurisdictions) for fact in _of_jurisdiction(r, f"示例县{j}")]


def _of_jurisdiction(r: random.Random, place: str) -> Iterator[Fact]:
    """Findings of one jurisdiction with what follows from them."""
    gaps: dict[str, int] = defaultdict(int)
    for c in range(COMMITMENTS):
        unit = f"单位{c % UNITS}"
        outcome = r.choices(("pass", "gap", "undecided", "not_due"), (60, 20, 10, 10))[0]
        shared = {"plan": "p", "jurisdiction": place, "lead": unit, "year": 2023, "commitment": f"p/c{c}"}
        shared["nature"] = "expected" if c % 5 == 0 else "binding"
        years = r.choice((1, 1, 2, 3)) if outcome == "gap" else 0
        gaps[unit] += outcome == "gap" and shared["nature"] == "binding"
        more = {"basis": r.choice(("interim", "interim", "final")), "data": "final", "gap_years": years}
        more |= {
            "reason": "no_data" if outcome == "undecided" else "short",
            "waived": "no",
            "years_left": r.randint(0, 3),
        }
        more |= {"shortfall_bp": r.randint(1, 9000), "completion_bp": r.randint(0, 12000)}
        yield Fact.of("finding", **shared, outcome=outcome, **more)
        if outcome == "gap" and r.random() < RARE:
            yield Fact.of("regression", **shared, since=2021)
        if outcome == "gap" and r.random() < RARE:
            yield Fact.of("rectification", **shared, state="notified", opened_year=2022, days_overdue=r.randint(0, 120))
    for unit, count in gaps.items():
        own = {"plan": "p", "jurisdiction": place, "lead": unit, "year": 2023}
        yield Fact.of("submission", **own, state=r.choice(("received", "missing")), days_late=0)
        if count:
            yield Fact.of("gap_count", **own, nature="binding", gaps=count)


def plain(program: Program, given: Sequence[Fact]) -> dict[Fact, set[tuple[str, tuple[Fact, ...]]]]:
    """The same rules in plain Python, each partition on its own."""
    key = key_of(program)
    parts: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in given:
        values = dict(fact.fields)
        parts[tuple(map(values.get, key))].append(fact)
    found: dict[Fact, set[tuple[str, tuple[Fact, ...]]]] = {}
    for part in parts.values():
        memory = Memory(part)
        _run(program, memory)
        for number, firings in memory.firings.items():
            own = found.setdefault(memory.facts[number], set())
            own |= {(rule, tuple(memory.facts[n] for n in numbers)) for rule, numbers in firings}
    return found


def _run(program: Program, memory: Memory) -> None:
    """Every rule of each stage until nothing is new."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for number, fact in enumerate(memory.facts):
        by_kind[fact.kind].append(number)
    for stage in sorted({p.stage for p in program}):
        todo = [p for p in program if p.stage == stage]
        while todo:
            fresh: set[str] = set()
            for production in todo:
                for found in list(_matches(production, memory, by_kind)):
                    number = memory.fire(production, found)
                    if number is not None:
                        by_kind[production.kind].append(number)
                        fresh.add(production.kind)
            todo = [p for p in program if p.stage == stage and any(m.kind in fresh for m in p.positives)]


def _matches(production: Production, memory: Memory, by_kind: dict[str, list[int]]) -> Iterator[tuple[int, ...]]:
    """Choices of facts that match."""
    rows: list[tuple[int, ...]] = [()]
    for match in production.positives:
        rows = [(*row, n) for n in _alone(match, memory, by_kind) for row in rows if _joins(match, n, row, memory)]
    for row in rows:
        negated = (_joins(m, n, row, memory) for m in production.negatives for n in _alone(m, memory, by_kind))
        if len(set(row)) == len(row) and not any(negated):
            yield row


def _alone(match: Match, memory: Memory, by_kind: dict[str, list[int]]) -> Iterator[int]:
    """Facts that a pattern matches by themselves."""
    for number in by_kind.get(match.kind, ()):
        v = memory.values[number]
        bounded = all(f in v and COMPARE[op](v[f], limit) for f, op, limit in match.bounds)
        if bounded and all(v.get(f) == c for f, c in match.constants) and all(f in v for f in match.present):
            yield number


def _joins(match: Match, number: int, row: tuple[int, ...], memory: Memory) -> bool:
    """Whether a fact agrees with those chosen before."""
    own = memory.values[number]
    for field, pattern, other, minus in match.joins:
        expected = memory.values[row[pattern]][other]
        if field not in own or own[field] != (expected - minus if isinstance(expected, int) else expected):
            return False
    return True


def resident(pid: int) -> int:
    """Largest resident size so far of a process, MiB; 0 where /proc does not say."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def timed(name: str, program: Program, given: Sequence[Fact]) -> tuple[float, list[Derived], list[int]]:
    """Seconds, what was derived, and the child's memory after each tenth of the packs."""
    sizes: list[int] = []
    with Engine(name) as engine:
        engine.load(program)
        whole = engine.infer
        every = max(len(list(packs(given, program))) // 10, 1)
        count = 0

        def watched(pack: Sequence[Fact]) -> list[Derived]:
            nonlocal count
            count += 1
            result = whole(pack)
            if count % every == 0:
                sizes.append(resident(engine.process.pid))
            return result

        engine.infer = watched  # type: ignore[method-assign]
        start = time.perf_counter()
        derived = infer(engine, program, given)
        return time.perf_counter() - start, derived, sizes


def main(arguments: Sequence[str]) -> int:
    """Time every engine; 1 when one differs from plain Python."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jurisdictions", type=int, default=3000)
    parser.add_argument("--engines", nargs="+", default=["durable", "clips"])
    options = parser.parse_args(arguments)
    program = compiled(load_policy(shipped("rules")))
    given = facts(options.jurisdictions)
    findings = options.jurisdictions * COMMITMENTS
    start = time.perf_counter()
    wanted = plain(program, given)
    base = time.perf_counter() - start
    print(
        f"{findings} findings, {len(given)} facts, {len(wanted)} derived, {len(program)} rules, key {key_of(program)}"
    )
    print(f"plain    {base:7.2f} s")
    same = True
    for name in options.engines:
        taken, derived, sizes = timed(name, program, given)
        agrees = {d.fact: {(f.rule, f.facts) for f in d.firings} for d in derived} == wanted
        same = same and agrees
        memory = " ".join(map(str, sizes))
        print(f"{name:8} {taken:7.2f} s  ratio {taken / base:5.1f}  same: {agrees}  child MiB {memory}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
