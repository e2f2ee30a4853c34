"""A change of any byte of the log, of the figures or of a file received is seen, and nothing is built on it."""

import json
import random
from pathlib import Path

import pytest
from inbox_kit import accept, figure, mark, offer
from running import contents

from engine.chain import link
from engine.files import INBOX_LOG as LOG
from engine.inbox.gate import DamagedError
from engine.inbox.log import joined
from engine.inbox.read import current, log, observations

FILES = 4


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Three forms, the last of them revised once."""
    for value, n in enumerate((1, 2, 3, 3)):
        accept(tmp_path / "in", offer(tmp_path, [figure(value, note="x" * 50)], form=mark(f"单位{n}")))
    return tmp_path / "in"


def codes(inbox: Path) -> list[str]:
    return sorted(p.code for p in current(inbox).problems)


def test_an_untouched_inbox_is_sound(inbox: Path) -> None:
    assert codes(inbox) == []
    assert [e.number for e in current(inbox).entries] == [1, 2, 4]


def test_every_byte_of_the_log_counts(inbox: Path) -> None:
    sound = (inbox / LOG).read_bytes()
    chance = random.Random(5)
    for at in range(len(sound)):
        changed = bytearray(sound)
        changed[at] ^= chance.randrange(1, 256)
        (inbox / LOG).write_bytes(changed)
        entries, problems = log(inbox)
        assert problems, at
        assert problems[0].place.line in {sound[:at].count(b"\n") + 1, sound[:at].count(b"\n") + 2}
        assert len(entries) < FILES


def test_every_byte_of_every_file_counts(inbox: Path) -> None:
    chance = random.Random(6)
    stand = {f"{e.observations}.parquet" for e in current(inbox).entries}
    files = [p for p in inbox.glob("*/*") if p.suffix != ".parquet" or p.name in stand]
    assert len(files) == 3 + FILES
    for path in files:
        sound = path.read_bytes()
        for at in {*range(0, len(sound), 97), 0, len(sound) - 1}:
            changed = bytearray(sound)
            changed[at] ^= chance.randrange(1, 256)
            path.write_bytes(changed)
            assert codes(inbox) == ["I704"], (path, at)
        for changed in (b"", sound[:-1], sound + b"\n"):
            path.write_bytes(changed)
            assert codes(inbox) == ["I704"]
        path.unlink()
        assert codes(inbox) == ["I703"]
        path.write_bytes(sound)
    assert codes(inbox) == []


def test_lines_removed_moved_or_doubled_are_seen(inbox: Path) -> None:
    lines = (inbox / LOG).read_bytes().splitlines(keepends=True)
    for changed in (lines[1:], lines[:1] + lines[2:], [lines[1], lines[0], *lines[2:]], [*lines, lines[-1]]):
        (inbox / LOG).write_bytes(b"".join(changed))
        assert [p.code for p in log(inbox)[1]] == ["I702"]


def test_a_line_written_anew_with_its_own_hash_breaks_the_chain(inbox: Path) -> None:
    entries, _ = log(inbox)
    forged = entries[1].model_copy(update={"received_at": entries[1].received_at.replace(year=2020)})
    forged = forged.model_copy(update={"hash": link(forged.model_dump(mode="json"))})
    (inbox / LOG).write_bytes(joined([entries[0], forged, *entries[2:]]))
    assert [(p.code, p.place.line) for p in log(inbox)[1]] == [("I702", 3)]


def test_a_log_whose_end_was_cut_off_leaves_files_that_nobody_knows(inbox: Path) -> None:
    lines = (inbox / LOG).read_bytes().splitlines(keepends=True)
    (inbox / LOG).write_bytes(b"".join(lines[:-1]))
    assert codes(inbox) == ["I705", "I705"]
    (inbox / LOG).unlink()
    assert current(inbox).entries == ()
    assert codes(inbox) == ["I705"] * 2 * FILES


GARBAGE = (b"\n", b"{}\n", b"[]", b"null\n", b"\xff\xfe", b"\x00" * 10, b"[" * 100_000, b'{"number": 1e999}\n', b"\r")


@pytest.mark.parametrize("garbage", GARBAGE, ids=range(len(GARBAGE)))
def test_what_is_no_line_is_one_error(inbox: Path, garbage: bytes) -> None:
    sound = (inbox / LOG).read_bytes()
    (inbox / LOG).write_bytes(sound + garbage)
    entries, problems = log(inbox)
    assert [(p.code, p.place.line) for p in problems] == [("I701", FILES + 1)]
    assert len(entries) == FILES


def test_other_spellings_of_the_same_line_are_no_line(inbox: Path) -> None:
    first, *rest = (inbox / LOG).read_bytes().splitlines(keepends=True)
    for spelling in (json.dumps(json.loads(first)).encode() + b"\n", first[:-1] + b"\r\n", b" " + first):
        (inbox / LOG).write_bytes(spelling + b"".join(rest))
        assert "I701" in [p.code for p in log(inbox)[1]]


def test_nothing_is_accepted_into_a_damaged_inbox(inbox: Path, tmp_path: Path) -> None:
    (inbox / LOG).write_bytes((inbox / LOG).read_bytes() + b"x")
    before = contents(inbox)
    with pytest.raises(DamagedError, match="I701"):
        accept(inbox, offer(tmp_path, [figure()]))
    assert contents(inbox) == before


def test_no_revision_is_held_against_changed_figures(inbox: Path, tmp_path: Path) -> None:
    last = current(inbox).entries[-1]
    (inbox / "observations" / f"{last.observations}.parquet").write_bytes(b"PAR1")
    with pytest.raises(DamagedError, match="I704"):
        observations(inbox, [last])
    with pytest.raises(DamagedError, match="I704"):
        accept(inbox, offer(tmp_path, [figure(9)], form=mark("单位3")))
