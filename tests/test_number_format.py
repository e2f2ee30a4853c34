"""Number formats: what shows another number than is stored, and the lengths of texts that XLS cells share."""

import struct
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.intake.number_format import alters, as_percentage, per_cent, shows_another
from engine.intake.xls_texts import lengths


@pytest.mark.parametrize(
    ("code", "number", "unit", "another"),
    [
        ('0.0"万"', "12", "人", True),
        ('0.0"万"', "12", "万", False),
        ("0.0万", "12", "人", True),
        ("0.0\\亿", "12", "元", True),
        ('0.0"家"', "12", "个", False),
        ("0,", "12000", "家", True),
        ("#,##0,,.0", "12000", "家", True),
        ("#,##0.00", "12000", "家", False),
        (";;;", "5", "家", True),
        ("0;;", "5", "家", False),
        ("0;;", "-5", "家", True),
        ("0;;", "0.0", "家", True),
        ('0;-0;"-"', "0", "家", False),
        ("@", "5", "家", False),
        ("[Red]0;[Blue]-0", "5", "家", False),
        ('yyyy"年"m"月"', "5", "家", False),
        ("0.00E+00", "5", "家", False),
        ("G/通用格式", "5", "家", False),
        ("General", "5", "家", False),
        ('General"万"', "5", "家", True),
    ],
)
def test_a_format_that_shows_another_number(code: str, number: str, unit: str, *, another: bool) -> None:
    assert shows_another(code, number, unit) is another
    assert alters(code) or not another


@pytest.mark.parametrize(
    ("code", "yes"),
    [("0%", True), ('0"%"', False), ("0\\%", False), ("0_%", False), ("[Red]0.0%", True), ('0"x', False), ("", False)],
)
def test_per_cent(code: str, *, yes: bool) -> None:
    assert per_cent(code) is yes


def record(texts: list[str], size: int) -> list[bytes]:
    """An SST record torn apart after `size` bytes, as Excel does it: between texts, or anew with a flag within one."""
    blocks = [bytearray(struct.pack("<II", len(texts), len(texts)))]
    for text in texts:
        wide = not text.isascii()
        if len(blocks[-1]) + 13 > size:
            blocks.append(bytearray())
        blocks[-1] += struct.pack("<HBHI", len(text.encode("utf-16-le")) // 2, 12 | wide, 1, 3)
        data, step = (text.encode("utf-16-le"), 2) if wide else (text.encode(), 1)
        for at in range(0, len(data), step):
            if len(blocks[-1]) + step > size:
                blocks.append(bytearray([wide]))
            blocks[-1] += data[at : at + step]
        for byte in b"\1\0\0\0" + b"abc":
            if len(blocks[-1]) == size:
                blocks.append(bytearray())
            blocks[-1].append(byte)
    return [bytes(block) for block in blocks]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=1), st.integers(24, 80))
def test_texts_that_are_torn_apart_keep_their_lengths(texts: list[str], size: int) -> None:
    assert lengths(record(texts, size)) == [len(text.encode("utf-16-le")) // 2 for text in texts]


@pytest.mark.parametrize("cut", [9, 12, 20, 30])
def test_a_record_that_is_cut_short_is_told(cut: int) -> None:
    (whole,) = record(["a" * 40], 1000)
    with pytest.raises((IndexError, struct.error)):
        lengths([whole[:cut]])


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("0.2", "0.00%", "20.00"),
        ("0.2", "0%", "20"),
        ("0.175", "0%", "17.5"),
        ("0.17512", "0.0%", "17.512"),
        ("1", "0.0%;[Red]-0.0%", "100.0"),
        ("0", "0.00%", "0.00"),
        ("-0.035", "0.00%", "-3.50"),
    ],
)
def test_a_percentage_has_every_digit_that_is_shown_or_stored(stored: str, code: str, text: str) -> None:
    assert as_percentage(Decimal(stored), code) == text
