"""A person's own sessions: seen, and ended one by one."""

from uuid import UUID

from chassis import clock
from chassis.database import UnitOfWork
from chassis.errors import not_found
from contracts.identity import Identity
from contracts.security import SessionInfo, SessionList
from services.auth.domain.journal import AccessEvent
from services.auth.domain.sessions import SessionLimits, SessionTimes, is_live
from services.auth.repository import sessions
from services.auth.usecases.sessions import revoked


async def list_own(uow: UnitOfWork, who: Identity, limits: SessionLimits) -> SessionList:
    """Where the person is signed in, the last used first."""
    now = clock.now()
    rows = await sessions.live_of_person(uow.session, who.person_id, now)
    return SessionList(
        items=tuple(
            SessionInfo(
                id=row.id,
                current=row.id == who.session_id,
                opened_at=row.opened_at,
                last_seen_at=row.last_seen_at,
                expires_at=row.expires_at,
                address=row.address,
                user_agent=row.user_agent,
            )
            for row in rows
            if is_live(SessionTimes(row.last_seen_at, row.expires_at), limits, now)
        )
    )


async def revoke_own(uow: UnitOfWork, who: Identity, session_id: UUID) -> None:
    """End one of the person's own sessions. Raises `not_found` for any other."""
    now = clock.now()
    closed = await sessions.close_one(uow.session, session_id, who.person_id, now)
    if closed is None:
        raise not_found()
    await revoked(uow, [closed], AccessEvent.SESSION_REVOKED, now)
