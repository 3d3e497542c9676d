"""ИНН and ОГРН: length, digits, check digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.members.domain.numbers import inn_fault, ogrn_fault
from tests.registry_numbers import some_inn, some_ogrn

# Published numbers of well-known organisations.
_REAL_INN = ["7707083893", "7736050003", "7702235133", "7710140679"]
_REAL_OGRN = ["1027700132195", "1027700070518", "1037700013020", "1027739642281"]


@pytest.mark.parametrize("inn", _REAL_INN)
def test_real_inn_hold(inn: str) -> None:
    assert inn_fault(inn) is None


@pytest.mark.parametrize("ogrn", _REAL_OGRN)
def test_real_ogrn_hold(ogrn: str) -> None:
    assert ogrn_fault(ogrn) is None


@pytest.mark.parametrize(
    "inn", ["", "770708389", "77070838931", "770708389a", "٧٧٠٧٠٨٣٨٩٣", "77070838 93", "500100732259"]
)
def test_an_inn_of_an_organisation_is_ten_plain_digits(inn: str) -> None:
    assert inn_fault(inn) == "inn_length"


@pytest.mark.parametrize("ogrn", ["", "102770013219", "10277001321951", "1O27700132195", "304500116000157"])
def test_an_ogrn_of_an_organisation_is_thirteen_plain_digits(ogrn: str) -> None:
    assert ogrn_fault(ogrn) == "ogrn_length"


@given(st.sampled_from(_REAL_INN), st.integers(0, 9), st.integers(1, 9))
def test_a_misprint_of_one_digit_is_mostly_seen_and_always_in_the_check_digit(inn: str, place: int, shift: int) -> None:
    misprint = inn[:place] + str((int(inn[place]) + shift) % 10) + inn[place + 1 :]
    # Modulo 11 folded to 10 lets some misprints through, but never one of the check digit itself.
    assert inn_fault(misprint) in ({"inn_checksum"} if place == 9 else {"inn_checksum", None})


@given(st.sampled_from(_REAL_OGRN), st.integers(1, 9))
def test_a_misprint_in_the_check_digit_of_an_ogrn_is_seen(ogrn: str, shift: int) -> None:
    assert ogrn_fault(ogrn[:-1] + str((int(ogrn[-1]) + shift) % 10)) == "ogrn_checksum"


def test_numbers_made_for_tests_hold() -> None:
    assert {inn_fault(some_inn()) for _ in range(200)} == {None}
    assert {ogrn_fault(some_ogrn()) for _ in range(200)} == {None}
