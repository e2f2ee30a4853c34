"""V codes: tests of rules held against the plans, the registries and the places that they name."""

from collections.abc import Callable, Iterable

from engine.lint.walk import Found, hint
from engine.model.catalog import Catalog, Path
from engine.model.plan import Commitment
from engine.model.rule_test import Suite


def other_plan(_: Catalog, suite: Suite) -> Found:
    """V601: the tests of a folder are about its plan."""
    if suite.named != suite.entry.plan.id:
        yield suite.marks.at("plan"), {"id": suite.named, "plan": suite.entry.plan.id}


def unknown_commitments(_: Catalog, suite: Suite) -> Found:
    """V602: the plan has the commitment that a test is about."""
    known = [c.id for c in suite.entry.commitments]
    for i, test in enumerate(suite.tests):
        if test.commitment not in known:
            place = suite.marks.at("tests", i, "commitment")
            yield place, {"id": test.commitment, "hint": hint(test.commitment, known)}


def unknown_indicators(catalog: Catalog, suite: Suite) -> Found:
    """V603: every indicator that a test gives figures of is registered."""
    for i in range(len(suite.tests)):
        unknown: dict[str, Path] = {}
        for _, figure, path in suite.figures(i):
            if figure.indicator not in catalog.indicator:
                unknown.setdefault(figure.indicator, path)
        for name, path in unknown.items():
            yield suite.marks.at(*path), {"id": name, "hint": hint(name, catalog.indicator)}


def not_judged(catalog: Catalog, suite: Suite) -> Found:
    """V604: the commitment is judged in the jurisdiction that a test is about."""
    home = suite.entry.plan.jurisdiction
    commitments = {c.id: c for c in suite.entry.commitments}
    for i, test in enumerate(suite.tests):
        commitment = commitments.get(test.commitment)
        judged = _judged(commitment, home) if commitment else [suite.jurisdiction(i)]
        if catalog.place(suite.jurisdiction(i)) not in map(catalog.place, judged):
            place = suite.marks.at("tests", i, "jurisdiction")
            yield place, {"name": test.jurisdiction, "judged": "、".join(judged)}


def _judged(commitment: Commitment, home: str) -> Iterable[str]:
    """Where a commitment is judged: at home and in the districts that took on a part."""
    return [home, *(commitment.decomposition or {})]


def unknown_places(catalog: Catalog, suite: Suite) -> Found:
    """L212: every jurisdiction that a test names is registered, once there is a registry."""
    for i, test in enumerate(suite.tests if catalog.jurisdictions else ()):
        named: dict[str, Path] = {name: ("tests", i, "elsewhere", name) for name in test.elsewhere}
        rows = enumerate(test.observations)
        named |= {f.jurisdiction: ("tests", i, "observations", j) for j, f in rows if f.jurisdiction}
        for name in (n for n in named if n not in catalog.jurisdiction):
            yield suite.marks.at(*named[name]), {"name": name, "hint": hint(name, catalog.jurisdiction)}


CHECKS: dict[str, Callable[[Catalog, Suite], Found]] = {
    "V601": other_plan,
    "V602": unknown_commitments,
    "V603": unknown_indicators,
    "V604": not_judged,
    "L212": unknown_places,
}
