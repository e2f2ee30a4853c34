"""Sentences in two languages: fields, counts that agree with their noun, names one after another."""

import pytest

from engine.model.codes import CODES
from engine.model.text import Text, listed

COUNTS = Text("{n} 个文件，{m} 项", "{n:file}, {m:entry/entries}: {what}")


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 files"), (1, "1 file"), ("1", "1 file"), (2, "2 files"), (11, "11 files")]
)
def test_english_counts_agree_with_their_noun(n: object, said: str) -> None:
    filled = COUNTS.fill({"n": n, "m": n, "what": Text("甲", "A")})
    assert filled.en.startswith(f"{said}, ")
    assert ("1 entry:" in filled.en) == (str(n) == "1")
    assert filled.zh == f"{n} 个文件，{n} 项"


def test_a_sentence_with_its_fields_left_open() -> None:
    assert COUNTS.unfilled().en == "{n} files, {m} entries: {what}"
    assert COUNTS.unfilled("…") == ("… 个文件，… 项", "… files, … entries: …")


def test_names_are_separated_as_each_language_does() -> None:
    assert listed(["a", 2]) == ("a、2", "a, 2")


@pytest.mark.parametrize("code", ["S404", "S405", "S411", "S426", "S427"])
def test_what_to_do_about_a_cell_is_told_apart_from_what_is_wrong(code: str) -> None:
    assert all(CODES[code].advice)
