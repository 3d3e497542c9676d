"""When a session is alive, and when a signing key signs."""

from datetime import UTC, datetime, timedelta

import pytest

from services.auth.domain.keys import KeyPolicy
from services.auth.domain.sessions import SessionLimits, SessionTimes, is_live, is_worth_noting

_NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
_LIMITS = SessionLimits(idle=timedelta(hours=8), absolute=timedelta(hours=24), seen=timedelta(minutes=1))
_MOMENT = timedelta(microseconds=1)


def _times(
    *, seen: timedelta = timedelta(0), left: timedelta = timedelta(hours=1), closed_at: datetime | None = None
) -> SessionTimes:
    return SessionTimes(_NOW - seen, _NOW + left, closed_at)


@pytest.mark.parametrize(
    ("times", "live"),
    [
        (_times(), True),
        (_times(seen=timedelta(hours=8) - _MOMENT), True),
        (_times(seen=timedelta(hours=8)), False),
        (_times(left=_MOMENT), True),
        (_times(left=timedelta(0)), False),
        (_times(closed_at=_NOW), False),
    ],
)
def test_a_session_ends_when_closed_idle_or_past_its_end(times: SessionTimes, live: bool) -> None:
    assert is_live(times, _LIMITS, _NOW) is live


def test_the_last_request_is_worth_noting_once_a_minute() -> None:
    assert not is_worth_noting(_times(seen=timedelta(seconds=59)), _LIMITS, _NOW)
    assert is_worth_noting(_times(seen=timedelta(seconds=60)), _LIMITS, _NOW)


def test_a_key_signs_for_its_age_and_verifies_for_the_overlap_after_it() -> None:
    policy = KeyPolicy(age=timedelta(days=30), overlap=timedelta(days=1))
    assert policy.signs(_NOW, _NOW + timedelta(days=30) - _MOMENT)
    assert not policy.signs(_NOW, _NOW + timedelta(days=30))
    assert policy.forgotten_before(_NOW + timedelta(days=31)) == _NOW
