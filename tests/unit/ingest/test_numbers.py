"""Numbers as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.problems import message
from ingest.statements.cells import CellError
from ingest.statements.numbers import MAX_DIGITS, decimal_text, parse_integer, parse_number, parse_year

decimals = st.decimals(min_value=-(10**20), max_value=10**20, places=4, allow_nan=False, allow_infinity=False)
FULL_WIDTH = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")


@given(decimals)
def test_a_number_is_the_same_with_separators_and_in_full_width_digits(number: Decimal) -> None:
    spellings = [format(number, "f"), format(number, ",f"), format(number, ",f").translate(FULL_WIDTH)]
    assert [parse_number(text).value for text in spellings] == [number] * 3


@given(decimals)
def test_the_stored_form_is_the_shortest_and_reads_back_exactly(number: Decimal) -> None:
    text = decimal_text(number)
    assert Decimal(text) == number
    assert "E" not in text
    assert text == text.strip() == decimal_text(Decimal(text))
    assert text != "-0"
    assert not ("." in text and text.endswith(("0", ".")))


@given(decimals)
def test_a_percent_sign_is_noticed_and_does_not_scale(number: Decimal) -> None:
    found = parse_number(f"{number:f} %")
    assert (found.value, found.percent) == (number, True)


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_gets_advice(text: str) -> None:
    try:
        value = parse_number(text).value
    except CellError as error:
        advice = message(error.key, **error.facts)
        value = Decimal(0)
        assert advice.zh != advice.en
    assert abs(value) < 10**MAX_DIGITS


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("3.3亿", "330000000"),
        ("12 亿元", "1200000000"),
        ("1.5万", "15000"),
        ("2 billion", "2000000000"),
        ("-3百万", "-3000000"),
    ],
)
def test_a_number_in_words_is_told_in_digits(text: str, right: str) -> None:
    with pytest.raises(CellError) as told:
        parse_number(text)
    assert (told.value.key, told.value.facts["number"]) == ("number_in_words", right)


@pytest.mark.parametrize(
    "text", ["1,23", "1,2345", "12,34,567", "1.2.3", "--1", "1e", "0x10", "∞", "NaN", "一百", "1 2"]
)
def test_what_could_mean_two_things_is_no_number(text: str) -> None:
    with pytest.raises(CellError):
        parse_number(text)


@pytest.mark.parametrize("text", ["40-50", "40%~50%", "40至50", "40 to 50"])
def test_a_range_is_told_to_use_both_columns(text: str) -> None:
    with pytest.raises(CellError) as told:
        parse_number(text)
    assert (told.value.facts["low"], told.value.facts["high"]) == ("40", "50")


@pytest.mark.parametrize("text", ["1e999", "1" + "0" * 40, "0." + "0" * 40 + "1"])
def test_a_number_of_absurd_length_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="number_too_long"):
        parse_number(text)


def test_a_spreadsheets_whole_float_is_an_integer() -> None:
    assert parse_integer("12.0") == 12
    with pytest.raises(CellError, match="not_whole"):
        parse_integer("12.5")


@pytest.mark.parametrize("text", ["19", "20190", "2019-05", "19年", "next", "0999", "3000"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="not_year"):
        parse_year(text)
