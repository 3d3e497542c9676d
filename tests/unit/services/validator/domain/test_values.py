"""Normal forms, checksums, dated values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from services.validator.domain.checksums import is_inn, is_ogrn
from services.validator.domain.rule_set import DatedValue, value_on
from services.validator.domain.values import normalised


@pytest.mark.parametrize(
    ("value", "text"),
    [("10.50", "10.5"), ("100", "100"), ("1E+3", "1000"), ("-0.0", "0"), ("0.000001", "0.000001"), ("-2.10", "-2.1")],
)
def test_decimals_are_shown_without_exponent_and_trailing_zeros(value: str, text: str) -> None:
    assert normalised(Decimal(value)) == text


@pytest.mark.parametrize("text", ["7707083893", "500100732259"])
def test_inn_with_right_control_digits(text: str) -> None:
    assert is_inn(text)
    assert not is_inn(text[:-1] + str((int(text[-1]) + 1) % 10))


@pytest.mark.parametrize("text", ["1027700132195", "304500116000157"])
def test_ogrn_with_the_right_control_digit(text: str) -> None:
    assert is_ogrn(text)
    assert not is_ogrn(text[:-1] + str((int(text[-1]) + 1) % 10))


@pytest.mark.parametrize("text", ["", "0000000000", "٧707083893", "77070838", "770708389a", "7707083893 "])
def test_what_is_no_number_of_an_organisation(text: str) -> None:
    assert not is_inn(text)
    assert not is_ogrn(text)


def test_the_newest_value_in_force_is_taken() -> None:
    values = (
        DatedValue(value="old", since=date(2020, 1, 1)),
        DatedValue(value="brief", since=date(2024, 1, 1), until=date(2024, 6, 30)),
    )
    found = [
        value_on(values, day) for day in (date(2019, 12, 31), date(2023, 1, 1), date(2024, 6, 30), date(2024, 7, 1))
    ]
    assert [value.value if value else None for value in found] == [None, "old", "brief", "old"]
    assert value_on(values, None) is None
