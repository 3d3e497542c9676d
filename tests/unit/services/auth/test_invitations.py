"""Which wishes make an invitation, when its link works, and what is stored of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from contracts.roles import MEMBERS, Role
from services.auth.domain.access_requests import faults as request_faults
from services.auth.domain.invitations import Lifetime, Wish, begins_on, faults, hash_secret, new_secret

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def _wish(
    email: str = "oleg@example.org",
    role: Role = Role.MEMBER_USER,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Wish:
    return Wish(email, role, valid_from, valid_until)


@pytest.mark.parametrize("role", Role)
def test_only_the_roles_of_an_organisation_are_given_out(role: Role) -> None:
    assert faults(_wish(role=role), TODAY) == (() if role in MEMBERS else (("role", "role_of_member"),))


@pytest.mark.parametrize("email", ["", "oleg", "oleg@example", "a b@example.org", "oleg@example.org@x.org"])
def test_an_address_must_look_like_one(email: str) -> None:
    assert faults(_wish(email=email), TODAY) == (("email", "email_form"),)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (None, TODAY, ()),
        (None, TODAY - DAY, (("valid_until", "date_past"),)),
        (TODAY + DAY, TODAY, (("valid_until", "range_order"),)),
        (TODAY + DAY, TODAY + DAY, ()),
        (TODAY - DAY, None, ()),
    ],
)
def test_a_deputy_has_days_that_can_still_come(
    first: date | None, last: date | None, found: tuple[tuple[str, str], ...]
) -> None:
    assert faults(_wish(valid_from=first, valid_until=last), TODAY) == found


def test_a_membership_never_reaches_back() -> None:
    assert [begins_on(day, TODAY) for day in (None, TODAY - DAY, TODAY + DAY)] == [TODAY, TODAY, TODAY + DAY]


def test_a_link_works_until_it_is_used_withdrawn_or_over() -> None:
    later = NOW + timedelta(hours=1)
    assert Lifetime(later).is_open(NOW)
    assert not Lifetime(NOW).is_open(NOW)
    assert not Lifetime(later, accepted_at=NOW).is_open(NOW)
    assert not Lifetime(later, withdrawn_at=NOW).is_open(NOW)


def test_secrets_differ_and_are_stored_as_something_else() -> None:
    one, other = new_secret(), new_secret()
    assert one != other
    assert len(hash_secret(one)) == 32
    assert hash_secret(one) != hash_secret(other)


@pytest.mark.parametrize(
    ("inn", "email", "found"),
    [
        ("7707083893", "oleg@example.org", []),
        ("770708389", "oleg@example.org", ["inn"]),
        ("٧٧٠٧٠٨٣٨٩٣", "oleg@example.org", ["inn"]),
        ("7707083893", "oleg", ["email"]),
    ],
)
def test_a_request_needs_an_inn_and_an_address(inn: str, email: str, found: list[str]) -> None:
    assert [field for field, _ in request_faults(inn, email)] == found
