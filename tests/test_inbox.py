"""The inbox: nothing of a figure is lost, a revision replaces what it revises, and names never leave the folder."""

import errno
import os
import sys
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inbox_kit import UNIT, accept, figure, mark, offer, stands
from running import contents

from engine.inbox.disk import safe_suffix
from engine.inbox.gate import InboxError
from engine.inbox.lock import locked
from engine.inbox.parquet import read, write
from engine.inbox.read import current, log
from engine.model.diagnostic import Place
from engine.model.observation import Observation, Status
from engine.revision import by_key, changes

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False) | st.from_regex(
    r"-?[0-9]{1,20}(\.[0-9]{1,20})?", fullmatch=True
).map(Decimal)
LINES = st.integers(0, 2**31 - 1)
OBSERVATIONS = st.builds(
    Observation,
    indicator=TEXTS,
    jurisdiction=TEXTS,
    year=st.integers(1900, 2200),
    state=st.sampled_from(["reported", "missing", "not_applicable"]),
    value=st.none() | NUMBERS,
    unit=TEXTS,
    bound=st.sampled_from(["exact", "lower", "above", "upper", "below", "approximate"]),
    status=st.sampled_from(Status),
    source=TEXTS,
    note=TEXTS,
    place=st.builds(Place, TEXTS, LINES, LINES, TEXTS),
    margin=NUMBERS,
    case=TEXTS,
    standard_error=st.none() | NUMBERS,
    sample_size=st.none() | st.integers(0, 10**24),
    design_effect=NUMBERS,
    received=st.none() | st.dates(),
    reporter=TEXTS,
    written=TEXTS,
)


def exactly(o: Observation) -> list[object]:
    """Its fields, each number with the digits that it was written with: 1.50 is not 1.5."""
    return [x.as_tuple() if isinstance(x, Decimal) else x for x in o]


@settings(max_examples=60, deadline=None)
@given(st.lists(OBSERVATIONS, max_size=8))
def test_figures_come_back_from_parquet_exactly(found: list[Observation]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.parquet")
        write(path, found)
        assert [exactly(o) for o in read([path])[0]] == [exactly(o) for o in found]
        before = path.read_bytes()
        write(path, found)
        assert path.read_bytes() == before


def test_half_a_character_is_replaced_and_no_crash(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", [figure(note="a\ud800b")])
    assert read([tmp_path / "a.parquet"])[0][0].note == "a?b"


def test_a_file_is_kept_byte_for_byte_with_its_figures_and_one_line(tmp_path: Path) -> None:
    taken = accept(tmp_path / "in", offer(tmp_path, [figure()], b"\xff\x00 any bytes\r\n", mark(), "甲 乙.XLSX"))
    entry = taken[0].entry
    assert (entry.number, entry.name, entry.suffix, entry.unit, entry.year) == (1, "甲 乙.XLSX", ".xlsx", UNIT, 2024)
    assert contents(tmp_path / "in")[f"received/{entry.sha256}.xlsx"] == b"\xff\x00 any bytes\r\n"
    assert stands(tmp_path / "in") == [figure()]
    assert sorted(contents(tmp_path / "in")) == [
        ".lock",
        f"observations/{entry.observations}.parquet",
        f"received/{entry.sha256}.xlsx",
        "submissions.jsonl",
    ]


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    accept(inbox, offer(tmp_path, [figure()], form=mark()))
    before = contents(inbox)
    again = accept(inbox, offer(tmp_path, [figure()], form=mark()), at="2025-06-01T09:00:00")[0]
    assert (again.new, again.entry.number) == (False, 1)
    assert contents(inbox) == before


def test_the_same_file_twice_in_one_call_is_stored_once(tmp_path: Path) -> None:
    one = offer(tmp_path, [figure()], form=mark())
    assert [t.new for t in accept(tmp_path / "in", one, one)] == [True, False]
    assert stands(tmp_path / "in") == [figure()]


def test_a_full_disk_leaves_the_inbox_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = tmp_path / "in"
    accept(inbox, offer(tmp_path, [figure()], form=mark()))
    before = contents(inbox)

    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InboxError, match="No space left"):
        accept(inbox, offer(tmp_path, [figure(2)], form=mark()))
    assert contents(inbox) == before


def test_a_form_replaces_the_same_form_and_shows_every_change(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    old = [figure("95"), figure("1", indicator="kept"), figure("7", indicator="gone")]
    new = [
        figure("96.50", place=Place("b.xlsx", 6, 8, "表")),
        figure("1.0", indicator="kept"),
        figure(0, indicator="new"),
    ]
    accept(inbox, offer(tmp_path, old, form=mark()))
    taken = accept(inbox, offer(tmp_path, new, form=mark()), replace=True)[0]
    assert taken.entry.replaces == (1,)
    shown = [
        (c.change, c.indicator, c.before and c.before.value, c.after and c.after.value)
        for c in changes(taken.before, new, str)
    ]
    assert shown == [
        ("removed", "gone", "7", None),
        ("added", "new", None, "0"),
        ("changed", "science-bases", "95", "96.50"),
    ]
    places = [(c.before.place, c.after.place) for c in changes(taken.before, new, str) if c.before and c.after]
    assert places == [("a.xlsx:填报表!H5", "b.xlsx:表!H6")]
    assert stands(inbox) == new
    assert [e.number for e in log(inbox)[0]] == [1, 2]


def test_going_back_to_an_earlier_version_is_a_revision_too(tmp_path: Path) -> None:
    inbox, first, second = tmp_path / "in", [figure("1")], [figure("2")]
    for figures in (first, second, first):
        assert accept(inbox, offer(tmp_path, figures, form=mark()))[0].new
    assert stands(inbox) == first
    assert [e.replaces for e in log(inbox)[0]] == [(), (1,), (2,)]


def test_a_change_of_note_or_quality_alone_is_told() -> None:
    found = changes([figure()], [figure(note="改", status=Status.REVISED)], str)
    assert [(c.change, c.others) for c in found] == [("changed", ("note",))]
    assert changes([figure("1.0")], [figure("1.00", received=None)], str) == ()


def test_how_exact_an_approximate_figure_is_goes_without_saying_where_its_number_changes() -> None:
    about = figure("110", bound="approximate", margin=Decimal(5))
    assert [c.others for c in changes([figure("100")], [about], str)] == [()]
    assert [c.others for c in changes([about], [about._replace(margin=Decimal(50))], str)] == [("margin",)]


def test_an_empty_cell_beside_a_figure_changes_nothing() -> None:
    assert changes([figure("95")], [figure("95"), figure(None)], str) == ()


def test_another_file_of_the_unit_is_replaced_only_when_all_its_figures_come_again(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    accept(inbox, offer(tmp_path, [figure(1), figure(2, indicator="b")]))
    beside = accept(inbox, offer(tmp_path, [figure(3, indicator="c")]))[0]
    assert beside.entry.replaces == ()
    before = contents(inbox)
    cut = accept(inbox, offer(tmp_path, [figure(9)]))[0]
    assert cut.partly == (1,)
    assert contents(inbox) == before
    more = accept(inbox, offer(tmp_path, [figure(9), figure(2, indicator="b"), figure(4, indicator="d")]))[0]
    assert more.entry.replaces == (1,)
    forced = accept(inbox, offer(tmp_path, [figure(8)]), replace=True)[0]
    assert forced.entry.replaces == (3,)
    assert sorted((o.indicator, str(o.value)) for o in stands(inbox)) == [("c", "3"), ("science-bases", "8")]


def test_other_units_and_years_are_left_alone(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    for n, form in enumerate((mark(), mark("市教育局"), mark(year=2023))):
        one = offer(tmp_path, [figure(year=form.year)], b"%d" % n, form)
        assert accept(inbox, one)[0].entry.replaces == ()
    assert len(current(inbox).entries) == 3


def test_two_files_of_one_form_in_one_call_are_refused_together_with_all_others(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    one = offer(tmp_path, [figure(1)], b"1", mark(), "1.csv")
    two = offer(tmp_path, [figure(2)], b"2", mark(), "2.csv")
    other = offer(tmp_path, [figure(3)], b"3", mark("市教育局"), "3.csv")
    taken = accept(inbox, one, two, other)
    assert [t.within for t in taken] == [(), (1,), ()]
    assert [p for p in contents(inbox) if p != ".lock"] == []


def test_the_order_of_different_files_does_not_matter(tmp_path: Path) -> None:
    offers = [
        offer(tmp_path, [figure(n, indicator=f"i{n}")], b"%d" % n, mark(f"单位{n}"), f"{n}.csv") for n in range(3)
    ]
    found = set()
    for i, order in enumerate(permutations(offers)):
        inbox = tmp_path / f"in{i}"
        accept(inbox, *order[:2])
        accept(inbox, order[2])
        found.add(frozenset(stands(inbox)))
    assert len(found) == 1


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    changing = offer(tmp_path, [figure()])
    changing.path.write_bytes(b"else")
    with pytest.raises(InboxError, match=r"a\.csv was changed"):
        accept(tmp_path / "in", changing)
    assert list(contents(tmp_path / "in")) == [".lock"]


NAMES = {
    "../../evil.csv": ".csv",
    "..\\..\\evil.csv": ".csv",
    "a.csv/../../../b": "",
    "C:\\con.xlsx": ".xlsx",
    "NUL": "",
    "aux.csv": ".csv",
    "a.csv:stream": "",
    "a.c\x00sv": "",
    "a.CSV": ".csv",
    "a." + "x" * 300: "",
    "长" * 80 + ".xlsx": ".xlsx",
    "a.表格": "",
    "a.": "",
    ".csv": "",
    "a.csv ": "",
    "a.١": "",
}


@pytest.mark.parametrize(("name", "suffix"), NAMES.items(), ids=range(len(NAMES)))
def test_only_a_plain_ending_of_a_name_becomes_part_of_a_path(name: str, suffix: str) -> None:
    assert safe_suffix(name) == suffix


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot exist there")
@pytest.mark.parametrize(
    "name", ["..\\..\\evil.csv", "con.csv", "a\nb.csv", "\x1b[31m.csv", "a" * 250 + ".csv", "'; --"]
)
def test_odd_names_never_leave_the_inbox(name: str, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    entry = accept(inbox, offer(tmp_path, [figure()], name=name))[0].entry
    assert entry.name == name
    assert {p.name for p in tmp_path.iterdir()} == {"in", "outside"}
    assert all(len(p.name) < 80 for p in inbox.rglob("*"))
    assert stands(inbox) == [figure()]


def test_names_that_differ_only_in_case_are_two_files(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    for name in ("A.csv", "a.csv"):
        accept(inbox, offer(tmp_path, [figure(indicator=name)], form=mark(name), name=name))
    assert [e.name for e in current(inbox).entries] == ["A.csv", "a.csv"]
    assert len(stands(inbox)) == 2


def test_a_folder_whose_name_looks_like_a_pattern_works(tmp_path: Path) -> None:
    inbox = tmp_path / "year=2024" / "in[b]*'?x"
    accept(inbox, offer(tmp_path, [figure()]))
    accept(tmp_path / "year=2024" / "inb", offer(tmp_path, [figure(1), figure(2, case="x")]))
    assert stands(inbox) == [figure()]


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(InboxError, match="Another process"), locked(tmp_path, patience=0):
        raise AssertionError
    with locked(tmp_path, patience=0):
        pass


def test_an_inbox_that_is_a_file_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "in").write_text("x")
    with pytest.raises(InboxError, match="cannot be used"):
        accept(tmp_path / "in", offer(tmp_path, [figure()]))


def test_the_day_of_receipt_is_that_of_beijing(tmp_path: Path) -> None:
    taken = accept(tmp_path / "in", offer(tmp_path, [figure()]), at="2025-03-31T23:59:59")
    assert taken[0].entry.day == date(2025, 3, 31)
    assert log(tmp_path / "in")[0][0].day == date(2025, 3, 31)


FEW = st.lists(
    st.builds(
        figure,
        st.integers(0, 2),
        indicator=st.sampled_from("abc"),
        year=st.sampled_from([2023, 2024]),
        note=st.sampled_from(["", "注"]),
        status=st.sampled_from(Status),
    ),
    max_size=8,
)


@given(FEW, FEW)
def test_what_a_revision_changes_is_exactly_what_differs(before: list[Observation], after: list[Observation]) -> None:
    old, new = by_key(before, str), by_key(after, str)
    kinds = {(c.indicator, c.jurisdiction, c.year, c.case): c.change for c in changes(before, after, str)}
    assert {k for k, c in kinds.items() if c == "added"} == set(new) - set(old)
    assert {k for k, c in kinds.items() if c == "removed"} == set(old) - set(new)
    assert {k for k, c in kinds.items() if c == "changed"} == {k for k in set(old) & set(new) if old[k] != new[k]}
    assert changes(after, after, str) == ()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("甲乙"), FEW), max_size=5))
def test_the_last_version_of_each_form_stands(versions: list[tuple[str, list[Observation]]]) -> None:
    with TemporaryDirectory() as folder:
        inbox, last = Path(folder, "in"), {}
        for unit, figures in versions:
            accept(inbox, offer(Path(folder), figures, form=mark(unit)), replace=True)
            last[unit] = figures
        assert sorted(map(repr, stands(inbox))) == sorted(repr(o) for figures in last.values() for o in figures)
