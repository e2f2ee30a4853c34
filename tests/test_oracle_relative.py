"""The engine against tests/relative_oracle.py on seeded random cases: outcome, condition and shortfall agree."""

import csv
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from judging import figures, judged, rules, write_rules
from relative_oracle import (
    Asked,
    Cell,
    Ruling,
    added,
    cases,
    change,
    exactly,
    half_even,
    one,
    rank,
    ratio,
    rounded,
    stretched,
    total,
    unknown,
)

from engine.model.finding import Finding

CITY, PROVINCE = "甲市", "示例省"
CITIES = (CITY, "乙市", "丙市", "丁市", "戊市")
DISTRICTS = ("东区", "西区", "北区")
YEARS = (2021, 2022, 2023)
YEAR = YEARS[-1]
EACH = 450
UP, DOWN = ("at_least", "more_than"), ("at_most", "less_than")
COLUMNS = ("indicator", "jurisdiction", "year", "value", "unit", "case")
CLOSE = Fraction(1, 10**40)
"""Quotients that do not end are cut after 60 digits."""

Row = tuple[str, str, int, Cell, str, str]


class Made(NamedTuple):
    """One random case: indicators, the target and what else the commitment says, figures, what the oracle rules."""

    indicators: list[dict[str, Any]]
    commitment: dict[str, Any]
    rows: list[Row]
    rulings: dict[str, Ruling]
    stretch: bool | None = None


def number(r: Random, places: int = 2, most: int = 60) -> Cell:
    """A number with up to so many decimals."""
    digits = r.randint(0, places)
    whole = r.randint(0, most * 10**digits)
    return f"{whole // 10**digits}.{whole % 10**digits:0{digits}}" if digits else str(whole)


def cell(r: Random, places: int = 2, most: int = 60, *, gaps: float = 0.2) -> Cell:
    """A number, or now and then nothing or '-'."""
    return r.choice(["", "", "-"]) if r.random() < gaps else number(r, places, most)


def asked(r: Random, value: Cell, among: Sequence[str], *, strict: bool) -> Asked:
    """A one-sided target."""
    return Asked(r.choice(among), Fraction(value), strict)


def indicator(name: str, kind: str, unit: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "name": name, "unit": unit, "kind": kind, "definition": "随机", **more}


def target(a: Asked, value: Cell, unit: str, **more: Any) -> dict[str, Any]:
    return {"comparison": a.comparison, "value": value, "unit": unit, "due": YEAR, **more}


def near(r: Random, about: Fraction | None, fallback: Cell) -> Cell:
    """A target that is often exactly what will be measured, if that can be written."""
    if about is not None and about >= 0 and (about * 100).denominator == 1 and r.random() < 0.3:
        return f"{int(about * 100) // 100}.{int(about * 100) % 100:02}"
    return fallback


def make_ratio(r: Random, i: str, *, strict: bool) -> Made:
    spread = r.random() < 0.5
    count = len(DISTRICTS) if spread else 1
    over = [cell(r, 0, 90, gaps=0.05) for _ in range(count)]
    under = [r.choice(["0", str(r.randint(1, 200)), "100", "50"]) for _ in range(count)]
    published = cell(r)
    value = near(r, ratio(asked(r, "0", UP, strict=strict), over, under, published).condition, number(r))
    a = asked(r, value, UP + DOWN, strict=strict)
    places = DISTRICTS if spread else (CITY,)
    rows: list[Row] = [(i, CITY, YEAR, published, "%", "")]
    for j, place in enumerate(places):
        rows += [(f"{i}-over", place, YEAR, over[j], "个", ""), (f"{i}-under", place, YEAR, under[j], "个", "")]
    parts = {"numerator": f"{i}-over", "denominator": f"{i}-under"}
    counts = [indicator(name, "stock", "个") for name in parts.values()]
    ruling = ratio(a, [c for c in over if c != "-"] if spread and _some(over) else over, under, published)
    return Made(
        [indicator(i, "rate", "%", **parts), *counts],
        {"measure": "ratio", "target": target(a, value, "%")},
        rows,
        {CITY: ruling},
    )


def _some(cells: Sequence[Cell]) -> bool:
    """Whether districts add up: one has a number."""
    return any(c not in {"", "-"} for c in cells)


def make_rank(r: Random, i: str, *, strict: bool) -> Made:
    cells = [cell(r, 0, 5, gaps=0.15) for _ in CITIES]
    order = r.choice(["highest", "lowest"])
    value = str(r.randint(1, len(CITIES)))
    a = Asked("at_most", Fraction(value), strict)
    rows: list[Row] = [(i, city, YEAR, c, "%", "") for city, c in zip(CITIES, cells, strict=True)]
    asks = target(a, value, "位", rank={"within": PROVINCE, "order": order})
    ruling = rank(a, cells[0], cells[1:], highest=order == "highest")
    return Made([indicator(i, "rate", "%")], {"measure": "level", "target": asks}, rows, {CITY: ruling})


def make_change(r: Random, i: str, *, strict: bool) -> Made:
    by = r.choice(["percent", "points"])
    base, now = (r.choice(["0", c, c, c, c]) for c in (cell(r, gaps=0.1), cell(r, gaps=0.1)))
    value = near(r, change(asked(r, "0", UP, strict=strict), base, now, by).condition, number(r))
    a = asked(r, value, UP + DOWN, strict=strict)
    rows: list[Row] = [(i, CITY, 2020, base, "%", ""), (i, CITY, YEAR, now, "%", "")]
    asks = target(a, value, "%" if by == "percent" else "百分点", change={"base_year": 2020, "by": by})
    ruling = change(a, base, now, by)
    return Made([indicator(i, "rate", "%")], {"measure": "level", "target": asks}, rows, {CITY: ruling})


def make_cases(r: Random, i: str, *, strict: bool) -> Made:
    found = [cell(r, 0, 8, gaps=0.1) for _ in range(r.randint(1, 4))]
    value = number(r, 0, 8)
    a = asked(r, value, UP + DOWN, strict=strict)
    rows: list[Row] = [(i, CITY, YEAR, c, "元", f"第{n}例") for n, c in enumerate(found)]
    ruling = cases(a, found)
    return Made(
        [indicator(i, "flow", "元")],
        {"measure": "annual", "target": target(a, value, "元", per_case=True)},
        rows,
        {CITY: ruling},
    )


def make_stretch(r: Random, i: str, *, strict: bool) -> Made:
    low, high = sorted((number(r, 1, 30), number(r, 1, 30)), key=Fraction)
    if Fraction(low) == Fraction(high):
        high = str(int(Fraction(high)) + 1)
    comparison = r.choice(UP + DOWN)
    value, further = (low, high) if comparison in UP else (high, low)
    reported = r.choice([value, further, cell(r, 1, 30)])
    a = Asked(comparison, Fraction(value), strict)
    return Made(
        [indicator(i, "rate", "%")],
        {"measure": "level", "target": target(a, value, "%", stretch=further), "nature": "expected"},
        [(i, CITY, YEAR, reported, "%", "")],
        {CITY: one(a, reported)},
        stretched(comparison, Fraction(further), reported),
    )


def make_rounding(r: Random, i: str, *, strict: bool) -> Made:
    places = r.randint(0, 2)
    value = f"{r.randint(0, 30)}" + (f".{r.randint(0, 10**places - 1):0{places}}" if places else "")
    reported = number(r, 4, 30)
    if r.random() < 0.5:
        reported = (
            f"{r.randint(0, 30)}.{r.randint(0, 10**places - 1):0{places}}5" if places else f"{r.randint(0, 30)}.5"
        )
    a = asked(r, value, UP + DOWN, strict=strict)
    ruling = rounded(a, Fraction(reported), places)
    return Made(
        [indicator(i, "rate", "%")],
        {"measure": "level", "target": target(a, value, "%")},
        [(i, CITY, YEAR, reported, "%", "")],
        {CITY: ruling},
    )


def make_sums(r: Random, i: str, *, strict: bool) -> Made:
    """A flow over the years or a year-end stock, reported by the city or its districts, and split among them."""
    flow = r.random() < 0.6
    years = YEARS if flow else (YEAR,)
    own = {y: "" if r.random() < 0.8 else cell(r, 1, 90, gaps=0.1) for y in years}
    below = {y: {d: cell(r, 1, 30, gaps=0.08) for d in DISTRICTS} for y in years}
    parts = {d: number(r, 1, 60) for d in DISTRICTS}
    value = number(r, 1, 200)
    a = asked(r, value, UP + DOWN, strict=strict)
    rulings = {CITY: total(a, [added(own[y], list(below[y].values())) for y in years])}
    for d, part in parts.items():
        share = Asked(a.comparison, Fraction(part), strict)
        rulings[d] = total(share, [added(below[y][d], []) for y in years])
    rows: list[Row] = [(i, CITY, y, own[y], "场", "") for y in years if own[y] or r.random() < 0.5]
    rows += [(i, d, y, below[y][d], "场", "") for y in years for d in DISTRICTS]
    promise = {"measure": "cumulative" if flow else "level", "target": target(a, value, "场"), "decomposition": parts}
    return Made([indicator(i, "flow" if flow else "stock", "场", agreement="1000000")], promise, rows, rulings)


MAKERS: dict[str, Callable[..., Made]] = {
    "ratio": make_ratio,
    "rank": make_rank,
    "change": make_change,
    "cases": make_cases,
    "stretch": make_stretch,
    "rounding": make_rounding,
    "sums": make_sums,
}
POLICIES = {"undecided": False, "gap": True}


def write(folder: Path, made: dict[str, Made], policy: dict[str, str]) -> None:
    """All cases as the commitments of one plan, their figures as one file."""
    usual = {"nature": "binding", "lead": ["市科协"], "clause": "一", "quote": "测试摘录"}
    places = [{"code": "100000", "name": PROVINCE}]
    places += [{"code": f"1001{n:02}", "name": c, "parent": PROVINCE} for n, c in enumerate(CITIES)]
    places += [{"code": f"1002{n:02}", "name": d, "parent": CITY} for n, d in enumerate(DISTRICTS)]
    plan = {
        "id": "made",
        "title": "随机",
        "issuer": "示例",
        "jurisdiction": CITY,
        "period": [2021, YEAR],
        "policy": policy,
    }
    promises = [{"id": i, "title": i, "indicator": i, **usual, **m.commitment} for i, m in made.items()]
    files = {
        "made/commitments.yaml": {"plan": plan, "commitments": promises},
        "indicators.yaml": {"indicators": [x for m in made.values() for x in m.indicators]},
        "departments.yaml": {"departments": [{"name": "市科协"}]},
        "jurisdictions.yaml": {"jurisdictions": places},
    }
    write_rules(folder, files)
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *(row for m in made.values() for row in m.rows)])


def agree(f: Finding, ruling: Ruling) -> bool:
    """Whether a finding says what the oracle rules."""
    for mine, theirs in ((f.condition, ruling.condition), (f.shortfall, ruling.shortfall)):
        if (mine is None) != (theirs is None):
            return False
        if mine is not None and theirs is not None and abs(Fraction(mine) - theirs) > CLOSE:
            return False
    return f.outcome == ruling.outcome


def disagreements(findings: Sequence[Finding], made: dict[str, Made]) -> Iterator[str]:
    """Each case in which engine and oracle differ, with what it takes to see why."""
    for f in findings:
        m = made[f.commitment.removeprefix("made/")]
        ruling = m.rulings[f.jurisdiction]
        if not agree(f, ruling) or (m.stretch is not None and f.stretch_reached is not m.stretch):
            said = (f.outcome, f.condition, f.shortfall, f.reason)
            yield f"{f.jurisdiction}: {m.commitment}\n{m.rows}\n{ruling}\n{said}"


@pytest.mark.parametrize("missing", POLICIES)
@pytest.mark.parametrize("kind", MAKERS)
def test_engine_and_oracle_agree(kind: str, missing: str, tmp_path: Path) -> None:
    r = Random(f"{kind} {missing}")
    made = {f"c{n}": MAKERS[kind](r, f"c{n}", strict=POLICIES[missing]) for n in range(EACH)}
    write(tmp_path, made, {"missing": missing, "rounding": "as_written" if kind == "rounding" else "full"})
    catalog, problems = rules(tmp_path)
    assert [d.say("en") for d in problems if d.code[0] == "R"] == []
    findings = judged(catalog, figures(tmp_path / "figures.csv"), YEAR, "made")
    assert len(findings) == sum(len(m.rulings) for m in made.values())
    assert list(disagreements(findings, made))[:3] == []
    assert {"pass", "gap"} <= {f.outcome for f in findings}


def test_the_oracle_by_hand() -> None:
    asks = Asked("at_least", Fraction(50))
    assert ratio(asks, ["1", "2"], ["2", "4"], "") == ("pass", 50, 0)
    assert rank(Asked("at_most", Fraction(1)), "3", ["3", "", "-"], highest=True).outcome == "undecided"
    assert change(asks, "2", "2.9", "percent") == ("gap", 45, 5)
    assert change(asks, "0", "2.9", "percent") == unknown(asks, excused=False)
    assert cases(Asked("at_most", Fraction(5)), ["4", "7", ""]) == ("gap", 7, 2)
    assert [half_even(Fraction(x), 1) for x in ("0.25", "0.35", "0.251")] == [
        Fraction("0.2"),
        Fraction("0.4"),
        Fraction("0.3"),
    ]
    assert total(asks, [added("", ["20", "-", "10"]), added("21", [])]) == exactly(asks, Fraction(51))
