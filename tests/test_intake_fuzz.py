"""Bytes of every kind through the reader: figures or diagnostics, never an exception; and the normal stays as it is."""

import random
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_intake_forms import asked, form
from workbooks import simple

from engine.intake import tidy
from engine.intake.submission import read
from engine.model.codes import CODES
from engine.quantity import plain

HEAD = "indicator,jurisdiction,year,value,unit,status,source,note\n"
ODD = st.sampled_from(list(",;\t|\"'\n\r\0０１２．，％－—无约超过万亿年%<>=+@-. ²½\u200b\u3000\xa0\ufeff家人次/:{}[]"))
SUFFIXES = st.sampled_from(["csv", "tsv", "txt", "xlsx", "xls", "ods", "parquet", "jsonl", ""])
QUICK = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
BOOKS = (
    simple(("a", "示例市", 2024, 95, "家"), ("a", "示例市", 2023, "=1+1", "家"), hidden_rows=[3], merged=["A2:A3"]),
    form(asked("a", value=95), asked("b")),
)


def sound(content: bytes, name: str) -> None:
    """Read without an exception, and everything that is said can be said."""
    found = read(content, name, {"名称": "id"})
    for problem in found.problems:
        assert problem.code in CODES
        assert "\n" not in problem.say("zh") + problem.say("en")
    assert all(o.value is None or o.value.is_finite() for o in found.observations)


@QUICK
@given(st.binary(max_size=400), SUFFIXES)
def test_any_bytes(content: bytes, suffix: str) -> None:
    sound(content, f"a.{suffix}")


@QUICK
@given(
    st.lists(st.text(ODD | st.characters(), max_size=12), max_size=24), st.sampled_from(["utf-8", "gb18030", "utf-16"])
)
def test_any_cells_below_a_header(cells: list[str], encoding: str) -> None:
    sound((HEAD + ",".join(cells)).encode(encoding, "replace"), "a.csv")


@QUICK
@given(st.text(ODD, max_size=20), st.text(ODD, max_size=8), st.text(ODD, max_size=6))
def test_any_value_year_and_unit_in_a_workbook(value: str, year: str, unit: str) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    texts = [ILLEGAL_CHARACTERS_RE.sub("", text) for text in (year, value, unit)]
    sound(simple(("a", "示例市", *texts)), "a.xlsx")


@QUICK
@given(st.integers(0, 2**32), st.integers(1, 12), st.sampled_from(range(len(BOOKS))))
def test_a_workbook_with_some_bytes_changed(seed: int, times: int, which: int) -> None:
    luck = random.Random(seed)
    content = bytearray(BOOKS[which])
    for _ in range(times):
        at = luck.randrange(len(content))
        kind = luck.randrange(3)
        if kind == 0:
            content[at] = luck.randrange(256)
        elif kind == 1:
            del content[at : at + luck.randrange(40)]
        else:
            content[at:at] = luck.randbytes(luck.randrange(1, 20))
    sound(bytes(content), "a.xlsx")


@QUICK
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_a_workbook_whose_xml_is_changed(seed: int, times: int) -> None:
    from test_intake_hostile import packed, parts

    luck = random.Random(seed)
    made = [(name, bytearray(data)) for name, data in parts(BOOKS[luck.randrange(len(BOOKS))])]
    for _ in range(times):
        _, data = luck.choice(made)
        start, end = sorted(luck.randrange(len(data) + 1) for _ in range(2))
        piece = bytes(data[start : min(end, start + 60)])
        at = luck.randrange(len(data) + 1)
        data[at : at + luck.randrange(len(piece) + 1)] = piece
    sound(packed(*((name, bytes(data)) for name, data in made)), "a.xlsx")


@QUICK
@given(
    st.dictionaries(
        st.sampled_from(["indicator", "年份", "value", "unit", "x"]),
        st.none() | st.booleans() | st.text() | st.floats() | st.integers(),
    )
)
def test_any_json_object(found: dict[str, object]) -> None:
    import json

    sound(json.dumps(found).encode(), "a.jsonl")


@QUICK
@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**14), max_value=10**14))
def test_a_figure_in_normal_form_is_read_as_it_is(value: Decimal) -> None:
    text = plain(value)
    assert tidy.number(text) == tidy.Tidy(text)
    found = read(f"{HEAD}a,示例市,2024,{text},家,,,\n".encode(), "a.csv", {})
    assert (found.problems, found.observations[0].value) == ((), value)


@QUICK
@given(st.text(ODD | st.characters(), max_size=20))
def test_what_is_tidy_stays_so(text: str) -> None:
    for put_right in (tidy.name, tidy.number, tidy.unit):
        once = put_right(text).text
        assert put_right(once) == tidy.Tidy(once)
