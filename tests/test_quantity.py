"""Numbers and units as plans write them: read exactly, or refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.quantity import QuantityError, as_written, convert, magnitude, parse_number, plain, split_unit
from engine.quote import figures, range_ends


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("100", "100"),
        ("0", "0"),
        ("-3.5", "-3.5"),
        ("+4", "4"),
        ("7.0", "7.0"),
        ("007", "7"),
        ("1,234", "1234"),
        ("1,234,567.89", "1234567.89"),
        (" 12 ", "12"),
        ("１２３", "123"),
        ("１，２３４．５", "1234.5"),
        ("－８", "-8"),
        ("＋8", "8"),
        ("2万", "20000"),
        ("1.5万", "15000"),
        ("500万", "5000000"),
        ("3亿", "300000000"),
        ("1.3万亿", "1300000000000"),
        ("百", "100"),
        ("百万", "1000000"),
        ("万", "10000"),
        ("2千", "2000"),
        ("0.1234567890123456789", "0.1234567890123456789"),
        ("9" * 20, "9" * 20),
    ],
)
def test_read(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        *["", " ", ".", "-", "+", ".5", "5.", "1.2.3", "--1", "1-2", "1 234", "1\n2"],
        *["12,34", "1,23,456", ",123", "1,2345", "１２，３４"],
        *["1e5", "1E5", "1_000", "0x10", "NaN", "inf", "Infinity"],
        *["1²", "²", "½", "Ⅳ", "٣", "५", "十", "两万", "二十"],
        *["万2", "2万3", "2 万", "100家", "18%", "约5万"],
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_number(text)
    assert caught.value.code == "R104"
    assert caught.value.params == {"text": text}


@pytest.mark.parametrize("text", ["1" * 21, "0." + "0" * 20, "1" * 100_000, "1" * 21 + "万"])
def test_too_many_digits(text: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_number(text)
    assert caught.value.code == "R105"


def test_multipliers_are_bounded_with_the_digits() -> None:
    """A number comes to 24 powers of ten at most, digits and multipliers together; so does a unit."""
    assert parse_number("1" * 8 + "亿亿") == Decimal("1" * 8 + "0" * 16)
    assert parse_number("0.001亿亿亿") == Decimal(10) ** 21
    assert split_unit("亿亿亿元") == (Decimal(10) ** 24, "元")
    assert convert(parse_number("9" * 20 + "万"), "亿亿亿元", "元") == Decimal("9" * 20 + "0" * 28)


@pytest.mark.parametrize("text", ["1" * 9 + "亿亿", "1" + "亿" * 10, "亿" * 130_000, "0.5" + "亿" * 4])
def test_a_run_of_multipliers_without_end(text: str) -> None:
    for read in (parse_number, lambda unit: split_unit(f"{unit.lstrip('0.51')}亿亿亿元")):
        with pytest.raises(QuantityError) as caught:
            read(text)
        assert caught.value.code == "R105"
        assert len(caught.value.params["text"]) <= 41


def test_a_quote_with_such_a_run_names_no_figure() -> None:
    assert list(figures("达到1亿亿亿亿家", ("家",))) == []
    assert list(figures("达到1亿亿亿家", ("万家", "家"))) == []
    assert range_ends("1亿亿亿亿至2家", ("家",)) == set()


@pytest.mark.parametrize(
    ("unit", "factor", "base"),
    [
        ("家", "1", "家"),
        ("万人次", "10000", "人次"),
        ("百家", "100", "家"),
        ("亿元", "100000000", "元"),
        ("百万元", "1000000", "元"),
        ("万亿斤", "1000000000000", "斤"),
        ("千克", "1000", "克"),
        ("%", "1", "%"),
        ("％", "1", "%"),
        ("‰", "0.1", "%"),
        ("百分点", "1", "百分点"),
        ("千分点", "1", "千分点"),
        ("百分比", "1", "百分比"),
        ("万", "1", "万"),
        (" 万人 ", "10000", "人"),
        ("个百分点", "1", "个百分点"),
    ],
)
def test_split_unit(unit: str, factor: str, base: str) -> None:
    assert split_unit(unit) == (Decimal(factor), base)


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("2", "万人", "人", "20000"),
        ("5", "人", "万人", "0.0005"),
        ("5000", "万元", "亿元", "0.5"),
        ("1.4", "万亿斤", "亿斤", "14000"),
        ("12.5", "‰", "%", "1.25"),
        ("1", "%", "‰", "10"),
        ("18", "％", "%", "18"),
        ("1", "千克", "克", "1000"),
        ("-3", "百家", "家", "-300"),
    ],
)
def test_convert(value: str, unit: str, to: str, expected: str) -> None:
    assert convert(Decimal(value), unit, to) == Decimal(expected)


def test_convert_by_another_word_for_the_unit() -> None:
    assert convert(Decimal(2), "万名", "人", ("名", "位")) == 20_000
    with pytest.raises(QuantityError):
        convert(Decimal(2), "万名", "人", ("位",))


@pytest.mark.parametrize(("unit", "to"), [("人", "人次"), ("家", "个"), ("%", "百分点"), ("元", "%"), ("斤", "克")])
def test_units_that_measure_different_things(unit: str, to: str) -> None:
    with pytest.raises(QuantityError) as caught:
        convert(Decimal(1), unit, to)
    assert caught.value.code == "R106"
    assert caught.value.params == {"unit": unit, "expected": to}


@pytest.mark.parametrize("unit", ["人", "万人", "百人", "千人", "亿人", "万亿人", "百万人"])
def test_there_and_back_is_exact(unit: str) -> None:
    value = Decimal("1234567.891")
    assert convert(convert(value, unit, "人"), "人", unit) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("0.000", "0"),
        ("-0.00", "0"),
        ("7.0", "7"),
        ("100", "100"),
        ("1E+5", "100000"),
        ("1.50", "1.5"),
        ("1E-7", "0.0000001"),
        ("-2.50", "-2.5"),
        ("12345678901234567890", "12345678901234567890"),
        ("33.3333333333333333333333333", "33.333333"),
        ("66.6666666666666666666666667", "66.666667"),
        ("-0.0000000000000000000000001", "0"),
    ],
)
def test_plain(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize(
    ("unit", "carried"),
    [
        *[("万人次", "万"), ("百万元", "百万"), ("亿千瓦时", "亿"), ("万千瓦", "万"), ("千人", "千"), (" 万元 ", "万")],
        *[(unit, "") for unit in ("人次", "千瓦", "千克", "%", "‰", "百分点", "万", "")],
    ],
)
def test_the_multiplier_that_a_unit_carries(unit: str, carried: str) -> None:
    """千瓦 is a unit of its own: 5万千瓦 says nothing twice."""
    assert magnitude(unit) == carried


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *[("15.30", "15.30"), ("95", "95"), ("-0.10", "-0.10"), ("5E+4", "5万"), ("2.1562E+6", "215.62万")],
        *[("9.5E+2", "0.095万"), ("3E+8", "3亿"), ("1.5E+9", "15亿"), ("1E+9", "0.001万亿"), ("0E+4", "0万")],
    ],
)
def test_a_number_is_written_to_the_digit_to_which_it_was(value: str, text: str) -> None:
    assert as_written(Decimal(value)) == text
    assert parse_number(text).as_tuple() == Decimal(value).as_tuple()


@given(st.integers(-(10**8), 10**8), st.integers(-10, 12))
def test_what_is_written_is_read_to_the_same_digit(digits: int, exponent: int) -> None:
    value = Decimal(digits).scaleb(exponent)
    assert parse_number(as_written(value)).as_tuple() == value.as_tuple()
