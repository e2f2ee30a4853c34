"""Years running in gap: replayed from the statistics, or as the ledger recorded them."""

from collections.abc import Sequence

import pytest
from ledger_kit import PLAN, catalog, findings

from engine.catalog.shipped import shipped
from engine.evaluate import evaluate
from engine.finding import fingerprint
from engine.intake.statistics import load
from engine.model.finding import Finding, Outcome
from engine.model.history import PastFinding
from engine.past import recall, remember
from engine.warehouse.memory import Memory

PLANS = frozenset({PLAN})
EVENTS, TRAINING, TOURS = f"{PLAN}/science-events", f"{PLAN}/senior-training", f"{PLAN}/study-tour-bases"


@pytest.fixture(scope="module")
def shelf() -> Memory:
    return Memory(load([(shipped("statistics"), "statistics")]).observations, catalog().place)


def recalled(shelf: Memory, year: int, recorded: Sequence[PastFinding] = ()) -> list[PastFinding]:
    return recall(catalog(), shelf, evaluate(catalog(), shelf, year, PLANS), recorded)


def judged(shelf: Memory, year: int, past: list[PastFinding]) -> dict[str, Finding]:
    return {f.commitment: f for f in remember(evaluate(catalog(), shelf, year, PLANS), past)}


def test_replaying_says_what_each_year_said(shelf: Memory) -> None:
    past = {(p.fingerprint, p.year): p for p in recalled(shelf, 2025)}
    decided = {f.fingerprint for f in findings(2025) if f.outcome in {Outcome.GAP, Outcome.PASS}}
    for year in (2021, 2022, 2023, 2024):
        for f in (f for f in findings(year) if f.fingerprint in decided):
            p = past.pop((f.fingerprint, year))
            assert (p.commitment, p.jurisdiction, p.outcome) == (f.commitment, f.jurisdiction, f.outcome)
            assert (p.basis, p.lead) == (f.basis, f.lead)
    assert not past


def test_years_running(shelf: Memory) -> None:
    counts = {y: judged(shelf, y, recalled(shelf, y)) for y in range(2021, 2026)}
    assert [counts[y][EVENTS].consecutive_gap_years for y in counts] == [1, 2, 3, 4, 5]
    assert [counts[y][TRAINING].consecutive_gap_years for y in counts] == [1, 0, 0, 0, 0]
    assert [counts[y][TOURS].consecutive_gap_years for y in counts] == [0, 1, 2, 3, 4]


def test_said_from_the_second_year_on(shelf: Memory) -> None:
    first, second = (judged(shelf, y, recalled(shelf, y))[EVENTS] for y in (2021, 2022))
    assert "连续" not in first.reason
    assert second.reason.endswith("未达标。已连续2年未达标。")
    assert second.reason_en.endswith("not reached. Not reached for 2 years running.")


def test_what_was_recorded_wins_over_replaying(shelf: Memory) -> None:
    mark = fingerprint(EVENTS, "湖州市")
    recorded = [PastFinding(mark, EVENTS, "湖州市", 2022, "pass", "interim", ("市科协",))]
    past = recalled(shelf, 2023, recorded)
    assert [p.outcome for p in past if p.fingerprint == mark] == ["gap", "pass"]
    assert judged(shelf, 2023, past)[EVENTS].consecutive_gap_years == 1


def test_other_plans_and_later_years_are_left_out(shelf: Memory) -> None:
    strange = [
        PastFinding("0" * 16, "other/x", "湖州市", 2021, "gap", None, ()),
        PastFinding(fingerprint(EVENTS, "湖州市"), EVENTS, "湖州市", 2024, "gap", None, ()),
    ]
    assert recalled(shelf, 2023, strange) == recalled(shelf, 2023)


def test_nothing_before_the_plan_and_nothing_after_it(shelf: Memory) -> None:
    assert recalled(shelf, 2021) == []
    assert {p.year for p in recalled(shelf, 2025)} == {2021, 2022, 2023, 2024}
    assert recalled(shelf, 2200) == []


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.GAP])
def test_any_other_outcome_ends_the_count(outcome: Outcome) -> None:
    f = next(f for f in findings(2023) if f.commitment == EVENTS)
    past = [PastFinding(f.fingerprint, EVENTS, "湖州市", y, "gap", None, ()) for y in (2020, 2021)]
    past.append(PastFinding(f.fingerprint, EVENTS, "湖州市", 2022, outcome.value, None, ()))
    assert remember([f], past)[0].consecutive_gap_years == 1
