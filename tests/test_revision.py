"""What a submission does to those before it: nothing that was accepted is lost, or gives way, before it is meant."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inbox_kit import accept, figure, mark, offer, stands
from running import contents

from engine.model.acceptance import FigureChange
from engine.model.diagnostic import Place
from engine.model.form import FormMark
from engine.model.observation import Observation, Status
from engine.model.registry import Indicator, Kind
from engine.revision import Key, by_key, changes
from engine.series import build


def told(found: tuple[FigureChange, ...]) -> list[tuple[str, str | None, str | None]]:
    """Changes by indicator: the state or value before and after."""
    return [(c.indicator, *(f and (f.value or f.state) for f in (c.before, c.after))) for c in found]


@pytest.mark.parametrize("form", [None, mark()], ids=["table", "form"])
def test_an_empty_cell_takes_no_accepted_figure_away_until_it_is_meant(tmp_path: Path, form: FormMark | None) -> None:
    inbox = tmp_path / "in"
    new = [figure(None), figure(7, indicator="b"), figure(None, indicator="e")]
    accept(inbox, offer(tmp_path, [figure(100), figure(7, indicator="b"), figure(None, indicator="e")], form=form))
    before = contents(inbox)
    refused = accept(inbox, offer(tmp_path, new, form=form))[0]
    assert (refused.partly, told(refused.harmed)) == ((1,), [("science-bases", "100", "missing")])
    assert contents(inbox) == before
    assert accept(inbox, offer(tmp_path, new, form=form), replace=True)[0].entry.replaces == (1,)
    assert sorted(o.state for o in stands(inbox)) == ["missing", "missing", "reported"]


def test_a_row_that_is_gone_from_a_form_is_refused_until_it_is_meant(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    accept(inbox, offer(tmp_path, [figure(100), figure(7, indicator="b")], form=mark()))
    refused = accept(inbox, offer(tmp_path, [figure(100)], form=mark()))[0]
    assert told(refused.harmed) == [("b", "7", None)]


def test_what_was_left_empty_can_be_supplied_by_itself(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    accept(inbox, offer(tmp_path, [figure(100), figure(None, indicator="b")]))
    assert accept(inbox, offer(tmp_path, [figure(7, indicator="b")]))[0].entry.replaces == ()
    only_empty = accept(inbox, offer(tmp_path, [figure(None), figure(3, indicator="c")]))[0]
    assert (only_empty.partly, only_empty.entry.replaces) == ((), ())
    assert {(o.indicator, o.value) for o in stands(inbox) if o.value} == {
        ("science-bases", Decimal(100)),
        ("b", Decimal(7)),
        ("c", Decimal(3)),
    }


@pytest.mark.parametrize("form", [None, mark()], ids=["table", "form"])
@pytest.mark.parametrize("worse", [Status.PROVISIONAL, Status.FINAL])
def test_a_figure_gives_way_to_none_of_lower_status_until_it_is_meant(
    tmp_path: Path, worse: Status, form: FormMark | None
) -> None:
    inbox, better = tmp_path / "in", Status(worse + 1)
    accept(inbox, offer(tmp_path, [figure(100, status=better), figure(7, indicator="b")], form=form))
    new = [figure(90, status=worse), figure(8, indicator="b")]
    refused = accept(inbox, offer(tmp_path, new, form=form))[0]
    assert (refused.partly, told(refused.harmed)) == ((1,), [("science-bases", "100", "90")])
    assert accept(inbox, offer(tmp_path, new, form=form), replace=True)[0].entry.replaces == (1,)
    assert stands(inbox) == new


def test_a_better_figure_replaces_a_provisional_one(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    accept(inbox, offer(tmp_path, [figure(90, status=Status.PROVISIONAL)]))
    assert accept(inbox, offer(tmp_path, [figure(100)]))[0].entry.replaces == (1,)


def test_single_revised_figures_stand_beside_what_they_revise(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    whole = [figure(100), figure(7, indicator="b")]
    accept(inbox, offer(tmp_path, whole, form=mark()))
    one = accept(inbox, offer(tmp_path, [figure(105, status=Status.REVISED), figure(3, indicator="c")]))[0]
    assert (one.entry.replaces, one.entry.revises) == ((), (1,))
    assert told(changes(one.before, one.offer.submission.observations, str)) == [
        ("c", None, "3"),
        ("science-bases", "100", "105"),
    ]
    again = accept(inbox, offer(tmp_path, [figure(107, status=Status.REVISED), figure(3, indicator="c")]))[0]
    assert (again.entry.replaces, again.entry.revises) == ((2,), (1,))
    prevailing = by_key(stands(inbox), str).values()
    assert {(o.indicator, str(o.value)) for o in prevailing} == {("science-bases", "107"), ("b", "7"), ("c", "3")}
    assert len(stands(inbox)) == 4


def test_a_whole_table_leaves_the_revisions_of_single_figures_standing(tmp_path: Path) -> None:
    """What they revised is replaced, and they prevail over what is final only."""
    inbox = tmp_path / "in"
    accept(inbox, offer(tmp_path, [figure(100), figure(7, indicator="b")]))
    accept(inbox, offer(tmp_path, [figure(105, status=Status.REVISED)]))
    third = accept(inbox, offer(tmp_path, [figure(100), figure(7, indicator="b"), figure(3, indicator="c")]))[0]
    assert (third.refused, third.entry.replaces, third.entry.revises) == (False, (1,), ())
    prevailing = by_key(stands(inbox), str).values()
    assert {(o.indicator, str(o.value)) for o in prevailing} == {("science-bases", "105"), ("b", "7"), ("c", "3")}


def test_a_form_comes_back_whole(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    accept(inbox, offer(tmp_path, [figure(100), figure(7, indicator="b")], form=mark()))
    part = [figure(105, status=Status.REVISED), figure(None, indicator="b")]
    assert accept(inbox, offer(tmp_path, part, form=mark()))[0].partly == (1,)


FILES = st.lists(
    st.builds(
        figure,
        st.none() | st.integers(0, 2),
        indicator=st.sampled_from("abc"),
        status=st.sampled_from(Status),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda o: o.indicator,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([None, mark()]), FILES), min_size=2, max_size=5))
def test_nothing_is_lost_lowered_or_contradicted_by_one_unit(
    sent: list[tuple[FormMark | None, list[Observation]]],
) -> None:
    with TemporaryDirectory() as folder:
        inbox = Path(folder, "in")
        before: dict[Key, Observation] = {}
        for form, figures in sent:
            accept(inbox, offer(Path(folder), figures, form=form))
            found = stands(inbox)
            now = by_key(found, str)
            assert all(now[key].standing >= o.standing for key, o in before.items() if o.state != "missing")
            once = Counter((o.indicator, o.status) for o in found if o.state != "missing")
            assert set(once.values()) <= {1}
            before = now


THING = Indicator(id="a", name="科普基地", unit="家", kind=Kind.STOCK, definition="年末数")


@given(FILES, st.permutations(range(3)))
def test_what_prevails_does_not_depend_on_the_order_of_figures(found: list[Observation], order: list[int]) -> None:
    """One rule for receipts, checks and runs: the standing, and of the same the first place."""
    copies = [o._replace(indicator="a", place=Place("a.csv", n)) for n, o in enumerate(found)]
    (first,) = by_key(copies, str).values()
    turned = [copies[n] for n in order if n < len(copies)]
    assert list(by_key(turned, str).values()) == [first]
    assert first.standing == max(o.standing for o in copies)
    assert build(THING, turned)[first.year].observations == (first,)
