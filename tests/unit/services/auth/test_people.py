"""Addresses, passwords, and which roles go with which side."""

from uuid import uuid4

import pytest

from contracts.roles import MEMBERS, Role
from services.auth.domain.people import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    PersonError,
    check_email,
    check_password,
    check_roles,
    normalise_email,
    normalise_password,
)


@pytest.mark.parametrize("typed", ["Anna@Example.ORG", "  anna@example.org\n", "anna@example.org"])
def test_one_address_has_one_form(typed: str) -> None:
    assert normalise_email(typed) == "anna@example.org"


def test_a_password_is_the_same_however_its_letters_are_composed() -> None:
    assert normalise_password("\u0438\u0306") == normalise_password("\u0439")


@pytest.mark.parametrize("email", ["", "anna", "anna@", "@example.org", "anna@example", "a b@example.org", "a@b@c.org"])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(PersonError, match="not an e-mail address"):
        check_email(email)


@pytest.mark.parametrize("email", ["anna@demo.kabinet.example", "имя@пример.рф", "anna@mail.local"])
def test_addresses_of_any_domain_are_taken(email: str) -> None:
    check_email(email)


@pytest.mark.parametrize("length", [SHORTEST_PASSWORD, LONGEST_PASSWORD])
def test_a_password_of_a_fair_length_is_kept(length: int) -> None:
    check_password("x" * length)


@pytest.mark.parametrize("length", [0, SHORTEST_PASSWORD - 1, LONGEST_PASSWORD + 1])
def test_a_password_that_is_too_short_or_too_long_is_refused(length: int) -> None:
    with pytest.raises(PersonError, match="characters"):
        check_password("x" * length)


@pytest.mark.parametrize("role", Role)
def test_member_roles_go_with_an_organisation_and_all_others_with_none(role: Role) -> None:
    right, wrong = (uuid4(), None) if role in MEMBERS else (None, uuid4())
    check_roles([role], right)
    with pytest.raises(PersonError, match=role):
        check_roles([role], wrong)


def test_a_person_without_a_role_is_refused() -> None:
    with pytest.raises(PersonError, match="at least one role"):
        check_roles([], None)
