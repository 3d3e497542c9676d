"""Which roles hold on a day, where a person acts first, and whose people get in."""

from datetime import date
from uuid import UUID

import pytest

from contracts.members import MemberStatus
from contracts.roles import Role
from services.auth.domain.grants import Access, Grant, access_of, organisations_on, roles_on

_ONE, _TWO = UUID(int=1), UUID(int=2)
_DAY = date(2026, 11, 23)


def _grant(organisation_id: UUID | None, role: Role, first: date = _DAY, last: date | None = None) -> Grant:
    return Grant(organisation_id, role, first, last)


def test_a_grant_holds_on_its_first_and_on_its_last_day() -> None:
    grant = _grant(None, Role.CLERK, date(2026, 11, 1), date(2026, 11, 30))
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)]
    assert [grant.holds_on(day) for day in days] == [False, True, True, False]


def test_roles_are_those_within_the_organisation_asked_for_each_once_in_a_fixed_order() -> None:
    grants = [
        _grant(_ONE, Role.MEMBER_USER),
        _grant(_ONE, Role.MEMBER_ADMIN),
        _grant(_ONE, Role.MEMBER_ADMIN, date(2026, 1, 1)),
        _grant(_TWO, Role.MEMBER_USER),
    ]
    assert roles_on(grants, _ONE, _DAY) == (Role.MEMBER_ADMIN, Role.MEMBER_USER)
    assert roles_on(grants, None, _DAY) == ()


def test_the_sro_comes_first_and_then_the_organisation_held_longest() -> None:
    grants = [
        _grant(_TWO, Role.MEMBER_USER, date(2026, 3, 1)),
        _grant(_ONE, Role.MEMBER_USER, date(2026, 5, 1)),
        _grant(None, Role.CLERK, date(2026, 7, 1)),
        _grant(_ONE, Role.MEMBER_ADMIN, date(2027, 1, 1)),
    ]
    assert organisations_on(grants, _DAY) == (None, _TWO, _ONE)


def test_without_a_grant_that_holds_there_is_nowhere_to_act() -> None:
    assert organisations_on([_grant(None, Role.CLERK, last=date(2026, 1, 1))], _DAY) == ()


@pytest.mark.parametrize(
    ("status", "access"),
    [
        (None, Access.UNKNOWN),
        (MemberStatus.APPLICANT, Access.CLOSED),
        (MemberStatus.MEMBER, Access.OPEN),
        (MemberStatus.SUSPENDED, Access.OPEN),
        (MemberStatus.EXCLUDED, Access.CLOSED),
        (MemberStatus.LEFT, Access.CLOSED),
    ],
)
def test_access_follows_the_status_in_the_register(status: MemberStatus | None, access: Access) -> None:
    assert access_of(status) is access
