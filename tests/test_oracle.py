"""Thousands of random promises and series, ruled on by the engine and by the oracle: they agree on every one."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from little_rules import PLACE, Data, catalog, commitment, indicator, observations
from oracle import Promise, Ruling, rule

from engine.evaluate import evaluate
from engine.model.finding import Finding
from engine.warehouse.memory import Memory

PROMISES = 1_200
YEARS = range(2019, 2028)
"""Two years before the period, the period, and two after it: a deadline of 2026 lies beyond the plan's end."""

SEED = 1259
KINDS = {
    "level": ["stock", "rate"],
    "annual": ["flow", "rate"],
    "cumulative": ["flow", "stock"],
    "increment": ["flow", "stock", "rate"],
    "ratio": ["rate"],
}
COMPARISONS = ["at_least", "more_than", "at_most", "less_than", "equal", "between", "about"]


def draw(r: Random) -> Promise:
    """A promise in round numbers, so that values meet criteria exactly now and then."""
    measure = r.choice(list(KINDS))
    kind, comparison = r.choice(KINDS[measure]), r.choice(COMPARISONS)
    given: dict[str, Any] = {"factor": 1 if kind == "rate" else r.choice([1, 100])}
    numbers = sorted(Fraction(r.randrange(1, 13), 2 if given["factor"] == 1 else 10) * 10 for _ in range(2))
    dating = r.choice(["due", "due", "every_year", "dated"])
    if dating == "every_year" and measure != "cumulative":
        given["due"] = None
    elif dating == "dated" and comparison != "between":
        years = sorted(r.sample(range(2021, 2027), 2))
        given["dated"] = dict(zip(years, numbers, strict=True))
    else:
        given["due"] = r.randrange(2022, 2027)
    if comparison == "between":
        given |= {"low": numbers[0], "high": numbers[1]}
    elif "dated" not in given:
        given["value"] = numbers[0]
    if comparison == "about":
        given |= {"relative": r.random() < 0.5, "favourable": r.choice(["more", "less", "either"])}
        given["tolerance"] = Fraction(r.randrange(1, 5), 10 if given["relative"] else 1)
    if given.get("due") and r.random() < 0.6:
        given["base"] = (r.randrange(2019, 2022), Fraction(r.randrange(0, 60)))
    if given.get("due") and (given.get("base") or measure in {"cumulative", "increment"}):
        given["method"] = r.choice([None, "linear", "flat", "none"])
    return Promise(measure=measure, kind=kind, comparison=comparison, **given)


def draw_cells(r: Random, p: Promise) -> dict[tuple[str, int], str]:
    """Cells of a series: figures near the target, some empty, some '-', some without a row."""
    found = {}
    for series in ("own", "over", "under") if p.measure == "ratio" else ("own",):
        for year in range(2018, 2029):
            odd = r.random()
            number = r.randrange(0, 14) * 5 * (p.factor if r.random() < 0.8 else 1)
            text = "" if odd < 0.06 else "-" if odd < 0.12 else str(number)
            if odd < 0.93:
                found[series, year] = text
    return found


def written(p: Promise, i: int) -> tuple[Data, list[Data]]:
    """The promise as a rule file says it, and its indicators."""
    unit = "%" if p.kind == "rate" else {1: "家", 100: "百家"}[p.factor]
    numbers = {k: str(float(v)) for k, v in (("value", p.value), ("low", p.low), ("high", p.high)) if v is not None}
    target: Data = {"comparison": p.comparison, "unit": unit, **numbers}
    if p.comparison == "about":
        share = p.tolerance * 100 if p.relative else p.tolerance
        target |= {"tolerance": f"{int(share)}{'%' * p.relative}", "favourable": p.favourable}
    if p.dated:
        target["values"] = {str(y): str(float(v)) for y, v in p.dated.items()}
    else:
        target |= {"due": p.due} if p.due else {"every_year": True}
    way: Data = {"method": p.method} if p.method else {}
    if p.base:
        way["baseline"] = {"year": p.base[0], "value": str(p.base[1])}
    kind = {"kind": p.kind, "unit": "%" if p.kind == "rate" else "家"}
    own = indicator(id=f"own-{i}", **kind)
    if p.measure == "ratio":
        own |= {"numerator": f"over-{i}", "denominator": f"under-{i}"}
    parts = [indicator(id=f"{s}-{i}", kind="flow") for s in ("over", "under") if p.measure == "ratio"]
    return commitment(id=f"c-{i}", indicator=f"own-{i}", measure=p.measure, target=target, trajectory=way), [
        own,
        *parts,
    ]


def agreed(f: Finding) -> Ruling:
    """What a finding says, as a ruling; thirds are compared to twenty places."""
    exact = [None if n is None else Fraction(n).limit_denominator(10**20) for n in (f.shortfall, f.criterion)]
    return Ruling(f.outcome.value, *exact)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Promise, int, Ruling, Ruling, Finding]]:
    """Promise, year, the oracle's ruling, the engine's, and its finding."""
    r = Random(SEED)
    promises = [draw(r) for _ in range(PROMISES)]
    cells = [draw_cells(r, p) for p in promises]
    rules = [written(p, i) for i, p in enumerate(promises)]
    made = catalog(tmp_path_factory.mktemp("oracle"), [c for c, _ in rules], [x for _, xs in rules for x in xs])
    shelf = Memory(observations(lines(promises, cells)))

    def judged() -> Iterator[tuple[Promise, int, Ruling, Ruling, Finding]]:
        for year in YEARS:
            findings = evaluate(made, shelf, year, frozenset({"p"}))
            for p, found, f in zip(promises, cells, findings, strict=True):
                yield p, year, rule(p, found, year), agreed(f), f

    return list(judged())


def lines(promises: list[Promise], cells: list[dict[tuple[str, int], str]]) -> Iterator[str]:
    """All cells as CSV lines."""
    for i, (p, found) in enumerate(zip(promises, cells, strict=True)):
        for (series, year), text in found.items():
            unit = "%" if p.kind == "rate" and series == "own" else "家"
            yield f"{series}-{i},{PLACE},{year},{text},{unit},final"


def test_the_engine_agrees_with_the_oracle(cases: list[tuple[Promise, int, Ruling, Ruling, Finding]]) -> None:
    wrong = [(p, year, ours, theirs, f.reason) for p, year, ours, theirs, f in cases if ours != theirs]
    assert not wrong, f"{len(wrong)} of {len(cases)}, such as {wrong[0]}"


def test_the_draw_reaches_everything(cases: list[tuple[Promise, int, Ruling, Ruling, Finding]]) -> None:
    """Or else agreement would prove little: each outcome often, each comparison and measure both met and missed."""
    outcomes = Counter(ruling.outcome for _, _, ruling, _, _ in cases)
    assert len(cases) > 3_000
    assert min(outcomes.values()) > 200
    assert set(outcomes) == {"pass", "gap", "undecided", "not_due", "not_applicable"}
    for part in ("comparison", "measure", "method"):
        met = {(getattr(p, part), x.outcome) for p, _, x, _, _ in cases if x.outcome in {"pass", "gap"}}
        assert {name for name, o in met if o == "pass"} == {name for name, o in met if o == "gap"}
    assert {f.method for *_, f in cases} == {"linear", "milestones", "flat", "none", "annual", "deadline"}
    exact_hits = [x for p, _, x, _, f in cases if x.outcome == "gap" and x.shortfall == 0]
    assert exact_hits, "a strict comparison met its number exactly"
