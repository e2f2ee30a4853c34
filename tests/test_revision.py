"""What a submission does to those before it: nothing that was accepted is lost, or gives way, before it is meant."""

from decimal import Decimal
from pathlib import Path

import pytest
from inbox_kit import accept, figure, mark, offer, stands
from running import contents

from engine.model.acceptance import FigureChange
from engine.model.form import FormMark
from engine.model.observation import Status


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
