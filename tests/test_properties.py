"""What must hold of every judgement, whatever the numbers: monotone, additive, free of order, unit and the future."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import catalog, commitment, figures, indicator, judged, row

from engine.model.catalog import Catalog
from engine.model.finding import Finding, Outcome
from engine.quantity import convert, parse_number, plain

settings.register_profile("steady", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("steady")

YEARS = range(2021, 2026)
BASELINE = {"baseline": {"year": 2020, "value": "10"}}

amounts = st.decimals(min_value=0, max_value=10**9, places=3)
years = st.sampled_from(YEARS)
cells = st.one_of(st.just(""), st.just("-"), amounts.map(plain), amounts.map(lambda x: f"超过{plain(x)}"))
histories = st.lists(cells, min_size=len(YEARS), max_size=len(YEARS))


def asking(comparison: str, measure: str, **more: Any) -> dict[str, Any]:
    """A commitment of 100 by 2025, in the comparison and measure asked for."""
    target: dict[str, Any] = {"comparison": comparison, "value": "100", "unit": "人次", "due": 2025}
    if measure == "annual":
        del target["due"]
        target["every_year"] = True
    return commitment(f"{comparison}-{measure}".replace("_", "-"), measure=measure, target=target, **more)


def family(comparison: str) -> dict[str, Catalog]:
    """The same target in every measure that a count allows, on flows and on stocks."""
    stock = [indicator(kind="stock")]
    return {
        "annual": catalog([asking(comparison, "annual")]),
        "cumulative": catalog([asking(comparison, "cumulative")]),
        "increment": catalog([asking(comparison, "increment")]),
        "level": catalog([asking(comparison, "level")], stock),
        "level with baseline": catalog([asking(comparison, "level", trajectory=BASELINE)], stock),
        "level, compound": catalog([asking(comparison, "level", trajectory=BASELINE | {"method": "compound"})], stock),
        "level, flat": catalog([asking(comparison, "level", trajectory={"method": "flat"})], stock),
        "stock, increment": catalog([asking(comparison, "increment", trajectory=BASELINE)], stock),
    }


UPWARD = {(c, name): made for c in ("at_least", "more_than") for name, made in family(c).items()}
DOWNWARD = {(c, name): made for c in ("at_most", "less_than") for name, made in family(c).items()}
MIXED = catalog(
    [
        asking("at_least", "cumulative"),
        asking("at_most", "annual"),
        asking("more_than", "increment"),
        commitment("elsewhere", indicator="others"),
    ],
    [indicator(), indicator("others"), indicator("part-of-others", narrower_than=["others"])],
)


def told(history: Sequence[str], name: str = "things") -> list[str]:
    """CSV lines of a history of cells."""
    return [row(year, cell, name=name) for year, cell in zip(YEARS, history, strict=True)]


def said(findings: Sequence[Finding]) -> dict[str, dict[str, Any]]:
    """Findings by commitment, without the lines that their figures stand on."""
    return {f.commitment: f.model_dump(exclude={"observations": {"__all__": {"line", "file"}}}) for f in findings}


def verdict(made: Catalog, rows: Sequence[str], year: int) -> Outcome:
    (finding,) = judged(made, figures(rows), year)
    return finding.outcome


def changed(values: Sequence[Decimal], year: int, by: Decimal) -> list[str]:
    """Lines of exact values, with the one of `year` raised."""
    return [row(y, v + by if y == year else v) for y, v in zip(YEARS, values, strict=True)]


exact = st.lists(amounts, min_size=len(YEARS), max_size=len(YEARS))
near = st.lists(st.decimals(0, 120, places=1), min_size=len(YEARS), max_size=len(YEARS))


@pytest.mark.parametrize("made", UPWARD.values(), ids=map("-".join, UPWARD))
@given(values=exact | near, year=years, of=years, more=amounts)
def test_more_never_turns_a_pass_into_a_gap(
    made: Catalog, values: list[Decimal], year: int, of: int, more: Decimal
) -> None:
    before, after = verdict(made, changed(values, of, Decimal(0)), year), verdict(made, changed(values, of, more), year)
    assert not (before is Outcome.PASS and after is not Outcome.PASS)
    assert not (after is Outcome.GAP and before is not Outcome.GAP)


@pytest.mark.parametrize("made", DOWNWARD.values(), ids=map("-".join, DOWNWARD))
@given(values=exact | near, year=years, of=years, more=amounts)
def test_more_never_turns_a_gap_under_a_cap_into_a_pass(
    made: Catalog, values: list[Decimal], year: int, of: int, more: Decimal
) -> None:
    before, after = verdict(made, changed(values, of, Decimal(0)), year), verdict(made, changed(values, of, more), year)
    assert not (before is Outcome.GAP and after is not Outcome.GAP)
    assert not (after is Outcome.PASS and before is not Outcome.PASS)


@given(history=histories, other=histories, year=st.integers(2019, 2028))
def test_every_commitment_has_one_finding_that_is_whole(history: list[str], other: list[str], year: int) -> None:
    found = judged(MIXED, figures(told(history) + told(other, "part-of-others")), year)
    assert len({f.commitment for f in found}) == len(found) == len(MIXED.plans[0].commitments)
    for f in found:
        assert f.shortfall is None or f.shortfall >= 0
        assert f.required_rate is None or f.required_rate >= 0
        assert (f.basis is not None) == (f.outcome in {Outcome.PASS, Outcome.GAP, Outcome.UNDECIDED})
        assert (f.shortfall is not None) == (f.outcome in {Outcome.PASS, Outcome.GAP})
        assert f.outcome is not Outcome.PASS or f.shortfall == 0
        assert f.reason.endswith("。")
        assert "{" not in f.reason + f.reason_en
        assert all(o.year <= year for o in f.observations)


@given(history=histories, other=histories, year=years, order=st.randoms(use_true_random=False))
def test_the_order_of_figures_and_of_commitments_never_matters(
    history: list[str], other: list[str], year: int, order: Any
) -> None:
    rows = told(history) + told(other, "others")
    shuffled = order.sample(rows, len(rows))
    plan = MIXED.plans[0]
    turned = [c.model_dump(mode="json", exclude_none=True) for c in reversed(plan.commitments)]
    indicators = [i.model_dump(mode="json", exclude_none=True) for i in reversed(MIXED.indicators)]
    expected = said(judged(MIXED, figures(rows), year))
    assert said(judged(MIXED, figures(shuffled), year)) == expected
    assert said(judged(catalog(turned, indicators), figures(rows), year)) == expected


@given(values=exact, year=years, order=st.randoms(use_true_random=False))
def test_the_latest_status_prevails_in_any_order(values: list[Decimal], year: int, order: Any) -> None:
    statuses = {"provisional": Decimal(1), "final": Decimal(2), "revised": Decimal(0)}
    rows = [row(y, v + add, status=s) for y, v in zip(YEARS, values, strict=True) for s, add in statuses.items()]
    for made in (UPWARD["at_least", "annual"], UPWARD["at_least", "cumulative"]):
        (found,) = judged(made, figures(order.sample(rows, len(rows))), year)
        (revised,) = judged(made, figures(r for r in rows if r.endswith("revised\n")), year)
        assert (found.outcome, found.condition) == (revised.outcome, revised.condition)


UNITS = [
    ("人次", ("百人次", "万人次", "亿人次", "万亿人次")),
    ("元", ("千元", "万元", "亿元")),
    ("万元", ("元", "亿元")),
    ("人", ("名", "万名")),
]


@pytest.mark.parametrize(("base", "unit"), [(base, unit) for base, units in UNITS for unit in units])
@given(values=exact | near, year=years)
def test_the_unit_that_figures_or_targets_come_in_never_matters(
    base: str, unit: str, values: list[Decimal], year: int
) -> None:
    registered = [indicator(unit=base, unit_aliases=["名"] if base == "人" else [])]
    scale = convert(Decimal(1), unit, base, ("名",))
    results = []
    for target_unit, value in ((base, "100"), (unit, plain(100 / scale, places=20))):
        target = {"comparison": "at_least", "value": value, "unit": target_unit, "due": 2025}
        made = catalog([commitment(measure="cumulative", target=target)], registered)
        for rows in (
            [row(y, v, base) for y, v in zip(YEARS, values, strict=True)],
            [row(y, v / scale, unit) for y, v in zip(YEARS, values, strict=True)],
        ):
            (f,) = judged(made, figures(rows), year)
            results.append((f.outcome, f.criterion, f.condition, f.shortfall, f.completion, f.required_rate, f.reason))
    assert results[0] == results[1] == results[2] == results[3]


@given(history=histories, future=histories, year=st.sampled_from(YEARS[:-1]))
def test_later_figures_never_change_an_earlier_finding(history: list[str], future: list[str], year: int) -> None:
    known = [r for r, y in zip(told(history), YEARS, strict=True) if y <= year]
    later = [r for r, y in zip(told(future), YEARS, strict=True) if y > year]
    assert said(judged(MIXED, figures(known + later), year)) == said(judged(MIXED, figures(known), year))


@pytest.mark.parametrize("comparison", ["at_least", "more_than"])
@given(history=histories, missing=years, year=years)
def test_a_sum_with_a_missing_year_is_never_a_gap(comparison: str, history: list[str], missing: int, year: int) -> None:
    made = UPWARD[comparison, "cumulative"]
    for gone in (
        [r for r in told(history) if f",{missing}," not in r],
        told(["" if y == missing else h for y, h in zip(YEARS, history, strict=True)]),
    ):
        outcome = verdict(made, gone, year)
        assert outcome is not Outcome.GAP or missing > year


@given(history=histories, year=years)
def test_a_narrower_figure_never_shows_a_gap(history: list[str], year: int) -> None:
    others = judged(MIXED, figures(told(history, "part-of-others")), year)[-1]
    assert others.commitment.endswith("/elsewhere")
    assert others.outcome is not Outcome.GAP


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_a_number_survives_being_written_and_read(value: Decimal) -> None:
    assert parse_number(plain(value)) == value


@given(st.integers(0, 10**9), st.sampled_from(["", "百", "千", "万", "亿", "百万", "万亿"]))
def test_multipliers_multiply(value: int, word: str) -> None:
    powers = {"": 0, "百": 2, "千": 3, "万": 4, "亿": 8, "百万": 6, "万亿": 12}
    assert parse_number(f"{value}{word}") == value * 10 ** powers[word]
    assert parse_number(f"{value:,}{word}") == parse_number(f"{value}{word}")
