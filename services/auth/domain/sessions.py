"""When a session is alive."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class SessionLimits:
    """`idle`: without a request; `absolute`: whatever happens; `seen`: how seldom the last request is noted."""

    idle: timedelta
    absolute: timedelta
    seen: timedelta


@dataclass(frozen=True)
class SessionTimes:
    last_seen_at: datetime
    expires_at: datetime
    closed_at: datetime | None = None


def is_live(times: SessionTimes, limits: SessionLimits, now: datetime) -> bool:
    """Neither closed, nor past its end, nor idle for too long."""
    return times.closed_at is None and now < times.expires_at and now - times.last_seen_at < limits.idle


def is_worth_noting(times: SessionTimes, limits: SessionLimits, now: datetime) -> bool:
    """Whether `last_seen_at` is old enough to be written again: not every request may cost a write."""
    return now - times.last_seen_at >= limits.seen
