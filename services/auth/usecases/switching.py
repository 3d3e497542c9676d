"""Acting for another organisation: a session in place of the one before it.

The session changes with the place, so that nothing that still holds the old one - a gateway's memory, a page in another
tab - acts for the wrong organisation.
"""

from datetime import datetime
from secrets import token_urlsafe
from uuid import UUID, uuid4

from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.auth import OpenedSession
from services.auth.domain.journal import AccessEvent
from services.auth.domain.passwords import PersonRules
from services.auth.domain.sessions import SessionLimits, SessionTimes, is_live
from services.auth.repository import journal, organisations, people, sessions
from services.auth.tables import SessionRow
from services.auth.usecases import places, second_factors, views
from services.auth.usecases.sessions import revoked
from services.auth.usecases.signing_in import hash_token

_TOKEN_BYTES = 32


async def switch(
    uow: UnitOfWork, token: str, organisation_id: UUID | None, limits: SessionLimits, rules: PersonRules, now: datetime
) -> OpenedSession:
    """A session for that place, which ends when the old one would have. Raises `unauthenticated`, `place_closed`."""
    found = await sessions.by_token(uow.session, hash_token(token))
    if found is None:
        raise ServiceError("unauthenticated")
    person = await people.by_id_locked(uow.session, found[1].id)
    old = await sessions.live_locked(uow.session, hash_token(token))
    if old is None or person.blocked_at or not is_live(SessionTimes(old.last_seen_at, old.expires_at), limits, now):
        raise ServiceError("unauthenticated")
    # Held against change: a place that is being excluded must either be seen by the exclusion or not be entered.
    organisation = await organisations.get_shared(uow.session, organisation_id) if organisation_id else None
    everywhere = await places.places_of(uow, person, organisation, now)
    roles = next(
        (p.roles for p in everywhere if (p.organisation.id if p.organisation else None) == organisation_id), ()
    )
    if not roles:
        raise ServiceError("place_closed")
    fresh = token_urlsafe(_TOKEN_BYTES)
    opened = _successor(old, hash_token(fresh), organisation_id, now)
    uow.session.add(opened)
    old.closed_at = now
    await revoked(uow, [old], AccessEvent.SESSION_SWITCHED, now)
    journal.write(
        uow, AccessEvent.SIGNED_IN, now, person_id=person.id, session_id=opened.id, organisation_id=organisation_id
    )
    standing = await second_factors.standing(uow, person, roles, rules, now)
    me = views.me_of(person, organisation, roles, opened.id, standing, everywhere)
    return OpenedSession(session_token=fresh, expires_at=opened.expires_at, me=me)


def _successor(old: SessionRow, token_hash: bytes, organisation_id: UUID | None, now: datetime) -> SessionRow:
    return SessionRow(
        id=uuid4(),
        token_hash=token_hash,
        person_id=old.person_id,
        organisation_id=organisation_id,
        opened_at=old.opened_at,
        last_seen_at=now,
        expires_at=old.expires_at,
        address=old.address,
        user_agent=old.user_agent,
    )
