"""The status machine of a member, step by step."""

from datetime import date
from itertools import product

import pytest

from contracts.members import MemberStatus
from services.members.domain.statuses import FIRST, STEPS, date_fault, first_fault, step_fault

_A, _M, _S = MemberStatus.APPLICANT, MemberStatus.MEMBER, MemberStatus.SUSPENDED
_E, _L = MemberStatus.EXCLUDED, MemberStatus.LEFT
_ALLOWED = {(_A, _M), (_A, _L), (_M, _S), (_M, _E), (_M, _L), (_S, _M), (_S, _E), (_S, _L)}


@pytest.mark.parametrize(("now", "then"), list(product(MemberStatus, repeat=2)))
def test_only_the_agreed_steps_can_be_taken(now: MemberStatus, then: MemberStatus) -> None:
    assert (step_fault(now, then) is None) is ((now, then) in _ALLOWED)


def test_every_status_can_be_reached() -> None:
    reached = set(FIRST).union(*STEPS.values())
    assert reached == set(MemberStatus)


@pytest.mark.parametrize("status", MemberStatus)
def test_the_register_takes_in_applicants_and_members(status: MemberStatus) -> None:
    assert first_fault(status) == (None if status in {_A, _M} else "status_first")


def test_a_change_may_count_from_the_day_of_the_last_one_until_today() -> None:
    since, today = date(2026, 11, 1), date(2026, 11, 23)
    days = [date(2026, 10, 31), since, today, date(2026, 11, 24)]
    assert [date_fault(since, day, today) for day in days] == ["date_order", None, None, "date_future"]
