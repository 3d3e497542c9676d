"""The status of a member: applicant -> member <-> suspended, and out of each of them for good."""

from datetime import date

from contracts.members import MemberStatus

_A, _M, _S = MemberStatus.APPLICANT, MemberStatus.MEMBER, MemberStatus.SUSPENDED
_E, _L = MemberStatus.EXCLUDED, MemberStatus.LEFT

# Who left or was excluded and comes back is registered anew, with a new card.
STEPS: dict[MemberStatus, frozenset[MemberStatus]] = {
    _A: frozenset({_M, _L}),
    _M: frozenset({_S, _E, _L}),
    _S: frozenset({_M, _E, _L}),
    _E: frozenset(),
    _L: frozenset(),
}
FIRST = frozenset({_A, _M})


def first_fault(status: MemberStatus) -> str | None:
    """`status_first` when an organisation cannot enter the register with this status."""
    return None if status in FIRST else "status_first"


def step_fault(now: MemberStatus, then: MemberStatus) -> str | None:
    """`status_step` when `now` does not lead to `then`."""
    return None if then in STEPS[now] else "status_step"


def date_fault(since: date, on: date, today: date) -> str | None:
    """A change counts neither before the one that it follows (`date_order`) nor from a day to come (`date_future`)."""
    if on > today:
        return "date_future"
    return "date_order" if on < since else None
