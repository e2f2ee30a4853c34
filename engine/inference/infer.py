"""Facts → derived facts over all partitions; the same whichever engine runs, and in whatever order facts come."""

from collections.abc import Iterable

from engine.inference.partition import MAX_PARTITION, packs
from engine.inference.process import Engine, EngineError
from engine.inference.program import Program
from engine.model.fact import Derived, Fact, Firing
from engine.model.text import Text

TOO_LARGE = Text(
    "一个分区有 {n} 条事实，上限 {limit}：请让规则的各模式共用 jurisdiction 和 lead",
    "one partition holds {n} facts, at most {limit}: let the patterns of each rule share jurisdiction and lead",
)


def infer(engine: Engine, program: Program, facts: Iterable[Fact]) -> list[Derived]:
    """Derived facts in order; a fact that several partitions derive has the firings of all. EngineError otherwise."""
    firings: dict[Fact, set[Firing]] = {}
    for pack in packs(facts, program):
        if len(pack) > MAX_PARTITION:
            raise EngineError(engine.name, TOO_LARGE.fill({"n": len(pack), "limit": MAX_PARTITION}))
        engine.load(program)
        for derived in engine.infer(pack):
            firings.setdefault(derived.fact, set()).update(derived.firings)
    return [Derived(fact, tuple(sorted(found))) for fact, found in sorted(firings.items())]
