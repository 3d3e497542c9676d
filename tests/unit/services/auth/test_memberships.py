"""An organisation keeps an admin, identities end with the days of a deputy, and who registered in time."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from contracts.people import RegistrationState
from contracts.roles import Role
from contracts.terms import WorkingYear
from services.auth.domain.grants import Grant
from services.auth.domain.memberships import Holder, last_day, leaves_no_admin
from services.auth.domain.registration import standing

FIRM, ANNA, OLEG = UUID(int=1), UUID(int=2), UUID(int=3)
TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)
YEARS = (WorkingYear(year=2026, holidays=(date(2026, 11, 4),), act="тест"),)


def _holder(
    person: UUID,
    role: Role = Role.MEMBER_ADMIN,
    *,
    first: date = TODAY,
    last: date | None = None,
    blocked: bool = False,
) -> Holder:
    return Holder(person, Grant(FIRM, role, first, last), blocked)


@pytest.mark.parametrize(
    ("others", "alone"),
    [
        ([], True),
        ([_holder(OLEG)], False),
        ([_holder(OLEG, Role.MEMBER_USER)], True),
        ([_holder(OLEG, last=TODAY + 30 * DAY)], True),
        ([_holder(OLEG, first=TODAY + DAY)], True),
        ([_holder(OLEG, blocked=True)], True),
    ],
)
def test_only_an_admin_who_stays_makes_another_dispensable(others: list[Holder], alone: bool) -> None:
    assert leaves_no_admin([_holder(ANNA), *others], ANNA, TODAY) is alone


def test_whoever_is_no_admin_can_always_go() -> None:
    assert not leaves_no_admin([_holder(ANNA), _holder(OLEG, Role.MEMBER_USER)], OLEG, TODAY)


def test_an_identity_ends_with_the_first_of_its_roles() -> None:
    grants = [
        Grant(FIRM, Role.MEMBER_USER, TODAY),
        Grant(FIRM, Role.MEMBER_ADMIN, TODAY, TODAY + DAY),
        Grant(FIRM, Role.MEMBER_ADMIN, TODAY - 9 * DAY, TODAY - DAY),
        Grant(UUID(int=9), Role.MEMBER_USER, TODAY, TODAY),
    ]
    assert last_day(grants, FIRM, TODAY) == TODAY + DAY
    assert last_day(grants[:1], FIRM, TODAY) is None


@pytest.mark.parametrize(
    ("registered_on", "today", "state", "left"),
    [
        (None, date(2026, 11, 2), RegistrationState.WAITING, 4),
        (None, date(2026, 11, 9), RegistrationState.WAITING, 0),
        (None, date(2026, 11, 10), RegistrationState.OVERDUE, -1),
        (date(2026, 11, 9), date(2026, 11, 20), RegistrationState.IN_TIME, None),
        (date(2026, 11, 10), date(2026, 11, 20), RegistrationState.LATE, None),
    ],
)
def test_the_term_is_five_working_days_after_inclusion(
    registered_on: date | None, today: date, state: RegistrationState, left: int | None
) -> None:
    """Friday 30.10.2026, with a holiday on 04.11: the last day is Monday 09.11."""
    stands = standing(date(2026, 10, 30), registered_on, today, YEARS)
    assert (stands.due_on, stands.state, stands.working_days_left) == (date(2026, 11, 9), state, left)


def test_a_term_that_cannot_be_counted_is_not_guessed() -> None:
    assert standing(None, None, TODAY, YEARS).state is RegistrationState.UNKNOWN
    assert standing(date(2020, 1, 9), None, TODAY, YEARS).state is RegistrationState.UNKNOWN
    assert standing(date(2026, 10, 30), None, date(2027, 1, 11), YEARS).working_days_left is None
