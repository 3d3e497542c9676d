"""What need not be kept."""

from datetime import datetime, timedelta

from chassis.database import UnitOfWork
from services.auth.domain.throttle import Limits
from services.auth.repository import attempts, sessions

# The journal keeps who was signed in and when; the row of a session serves nobody once it has long been over.
_SESSIONS_KEPT = timedelta(days=30)


async def forget_what_is_over(uow: UnitOfWork, limits: Limits, now: datetime) -> None:
    """Remove counters that weigh nothing any more and sessions that ended a month ago."""
    longest = max(limits.pair.forget, limits.address.forget, limits.account.forget)
    await attempts.forget(uow.session, now - longest)
    await sessions.forget_ended(uow.session, now - _SESSIONS_KEPT)
