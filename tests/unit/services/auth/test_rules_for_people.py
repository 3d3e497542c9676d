"""What a deployment asks of people: their passwords, and a second factor of those who work for the SRO."""

from datetime import UTC, datetime, timedelta

import pytest

from contracts.roles import MEMBERS, Role
from services.auth.domain.passwords import POLICIES, PersonRules, PolicyName
from services.auth.domain.second_factor import is_obligatory, is_recovery_code, new_recovery_codes, normalise_code
from services.auth.settings import Settings

FIELD, NIST = POLICIES[PolicyName.FIELD], POLICIES[PolicyName.NIST]
NOW = datetime(2026, 10, 30, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("password", "field", "nist"),
    [
        ("Aa1aaaaaaaa", ("password_short",), ("password_short",)),
        ("aaaaaaaaaaaa", ("password_classes",), ()),
        ("aaaaaaAAAAAA", ("password_classes",), ()),
        ("aaaaaAAAAA11", (), ()),
        ("пять зеленых 5", (), ()),
        ("a1 " + "a" * 300, ("password_long",), ("password_long",)),
    ],
)
def test_the_form_of_a_password(password: str, field: tuple[str, ...], nist: tuple[str, ...]) -> None:
    assert FIELD.faults(password) == field
    assert NIST.faults(password) == nist


def test_a_password_grows_old_by_the_rules_of_the_field_alone() -> None:
    day = timedelta(days=1)
    assert not FIELD.has_expired(NOW - 89 * day, NOW)
    assert FIELD.has_expired(NOW - 90 * day, NOW)
    assert not NIST.has_expired(NOW - 9000 * day, NOW)


@pytest.mark.parametrize("role", Role)
def test_a_second_factor_is_asked_of_all_but_members_where_it_is_so_set(role: Role) -> None:
    assert is_obligatory((role,), PersonRules(FIELD, second_factor_for_staff=True)) is (role not in MEMBERS)
    assert not is_obligatory((role,), PersonRules(FIELD, second_factor_for_staff=False))


def test_it_is_so_set_by_default() -> None:
    assert Settings().person_rules() == PersonRules(FIELD, second_factor_for_staff=True)


def test_recovery_codes_differ_and_are_told_from_codes_of_the_application() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == 10
    assert all(is_recovery_code(code) and normalise_code(f" {code.upper()} ") == code for code in codes)
    assert not is_recovery_code("123456")
