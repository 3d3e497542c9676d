"""Live sessions: exchanged for identity tokens, closed, and revoked."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from chassis import clock
from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from chassis.identity import issue_token
from contracts.auth import SESSION_REVOKED, ResolvedSession, SessionRevoked
from contracts.members import MemberStatus
from services.auth.domain.grants import Access, access_of, roles_on
from services.auth.domain.journal import AccessEvent
from services.auth.domain.keys import KeyPolicy
from services.auth.domain.passwords import PersonRules
from services.auth.domain.sessions import SessionLimits, SessionTimes, is_live, is_worth_noting
from services.auth.repository import journal, sessions
from services.auth.tables import Organisation, SessionRow
from services.auth.usecases import places, second_factors, views
from services.auth.usecases.keys import current_key
from services.auth.usecases.signing_in import hash_token

# A message stays far below the size limit of the bus, however many sessions end at once.
_IDS_PER_MESSAGE = 500


async def resolve(
    uow: UnitOfWork, token: str, limits: SessionLimits, rules: PersonRules, policy: KeyPolicy, lifetime: timedelta
) -> ResolvedSession:
    """A fresh identity token for a live session. Raises ServiceError `unauthenticated` for any other."""
    now = clock.now()
    found = await sessions.by_token(uow.session, hash_token(token))
    if found is None:
        raise ServiceError("unauthenticated")
    opened, person, organisation = found
    times = SessionTimes(opened.last_seen_at, opened.expires_at, opened.closed_at)
    grants, today = views.grants_of(person), clock.moscow_date(now)
    roles = roles_on(grants, opened.organisation_id, today)
    # Rights are looked up each time: a grant that ended yesterday, or a block, needs nobody to close the session.
    if not is_live(times, limits, now) or person.blocked_at or not roles or not _has_access(opened, organisation):
        raise ServiceError("unauthenticated")
    if is_worth_noting(times, limits, now):
        await sessions.note_seen(uow.session, opened.id, now)
    key = await current_key(uow, policy, now)
    standing = await second_factors.standing(uow, person, roles, rules, now)
    lifetime = places.lifetime_of(grants, opened.organisation_id, now, lifetime)
    return ResolvedSession(
        identity_token=issue_token(views.identity_of(person, opened, roles, standing), key, now, lifetime),
        token_expires_at=now + lifetime,
        me=views.me_of(
            person, organisation, roles, opened.id, standing, await places.places_of(uow, person, organisation, now)
        ),
    )


async def close(uow: UnitOfWork, token: str) -> None:
    """End the session of this token; one that is unknown or ended already is no error."""
    now = clock.now()
    closed = await sessions.close_by_token(uow.session, hash_token(token), now)
    if closed is not None:
        await revoked(uow, [closed], AccessEvent.SESSION_CLOSED, now)


async def revoked(uow: UnitOfWork, closed: Sequence[SessionRow], event: AccessEvent, now: datetime) -> None:
    """Journal sessions that were ended, and tell gateways to forget them at once."""
    for row in closed:
        journal.write_closed(uow, event, now, row)
    for start in range(0, len(closed), _IDS_PER_MESSAGE):
        ids = tuple(row.id for row in closed[start : start + _IDS_PER_MESSAGE])
        await uow.emit(SESSION_REVOKED, SessionRevoked(session_ids=ids))


async def keys_revoked(uow: UnitOfWork, key_ids: Sequence[UUID], person_id: UUID | None, now: datetime) -> None:
    """The same for API keys: to a gateway a key is a session that lasts."""
    for key_id in key_ids:
        journal.write(uow, AccessEvent.API_KEY_REVOKED, now, person_id=person_id, session_id=key_id)
    for start in range(0, len(key_ids), _IDS_PER_MESSAGE):
        await uow.emit(SESSION_REVOKED, SessionRevoked(session_ids=tuple(key_ids[start : start + _IDS_PER_MESSAGE])))


def _has_access(opened: SessionRow, organisation: Organisation | None) -> bool:
    if opened.organisation_id is None:
        return True
    return access_of(MemberStatus(organisation.status) if organisation else None) is Access.OPEN
