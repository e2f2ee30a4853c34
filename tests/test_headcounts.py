"""Counts of people that districts cannot add up to: one person counted in two of them counts once in the city."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from little_rules import PLACE, catalog, commitment, indicator, line, observations

from engine.evaluate import evaluate
from engine.interval import Interval, union
from engine.model.finding import Finding, Outcome
from engine.warehouse.memory import Memory

PLACES = [
    {"code": "990100", "name": PLACE},
    {"code": "990101", "name": "甲区", "parent": PLACE},
    {"code": "990102", "name": "乙区", "parent": PLACE},
]


def judged(folder: Path, figures: dict[str, str], *, additive: bool) -> Finding:
    made = catalog(folder, [commitment()], [indicator(additive=additive)], PLACES)
    rows = [(2025, value, "家", "final", "i", place) for place, value in figures.items()]
    (found,) = evaluate(made, Memory(observations(map(line, rows))), 2025, frozenset({"p"}))
    return found


@pytest.mark.parametrize(
    ("figures", "outcome"),
    [
        ({"甲区": "60", "乙区": "60"}, Outcome.UNDECIDED),
        ({"甲区": "100", "乙区": "60"}, Outcome.PASS),
        ({"甲区": "60", "乙区": "39"}, Outcome.GAP),
        ({"甲区": "60"}, Outcome.UNDECIDED),
        ({"甲区": "60", "乙区": "60", PLACE: "110"}, Outcome.PASS),
        ({"甲区": "60", "乙区": "60", PLACE: "90"}, Outcome.GAP),
    ],
    ids=["between", "one-alone", "sum-too-small", "one-silent", "own", "own-below"],
)
def test_the_sum_of_districts_is_the_most_and_the_largest_the_least(
    tmp_path: Path, figures: dict[str, str], outcome: Outcome
) -> None:
    assert judged(tmp_path, figures, additive=False).outcome is outcome


def test_a_sum_of_headcounts_is_called_the_most_that_it_may_be(tmp_path: Path) -> None:
    found = judged(tmp_path, {"甲区": "120", "乙区": "60"}, additive=False)
    assert found.reason == "到2025年应不少于100家，实际不超过180家（由下级汇总，可能有重复，但至少120家），达标。"


def test_other_counts_add_up(tmp_path: Path) -> None:
    assert judged(tmp_path, {"甲区": "60", "乙区": "60"}, additive=True).outcome is Outcome.PASS


groups = st.lists(st.frozensets(st.integers(0, 9)), min_size=1, max_size=5)


@given(groups)
def test_people_who_may_be_in_several_groups(members: list[frozenset[int]]) -> None:
    """Whoever the people are, their number lies between the two ends."""
    sizes = union([Interval.point(Decimal(len(group))) for group in members])
    people = Interval.point(Decimal(len(frozenset().union(*members))))
    assert people.within(sizes)
    assert union([people, Interval(high=Decimal(3))]) == Interval(people.low, Decimal(3) + (people.high or 0))
