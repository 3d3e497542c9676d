"""API keys: how an organisation's own programs get in, with no more rights than were written down for each."""

import hashlib
from datetime import datetime, timedelta
from secrets import token_urlsafe
from uuid import UUID, uuid4

from chassis import clock
from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from chassis.identity import issue_token
from contracts.auth import ResolvedSession
from contracts.identity import Identity
from contracts.members import MemberStatus
from contracts.roles import MEMBERS, Scope
from contracts.security import API_KEY_PREFIX, ApiKeyList, ApiKeyView, CreateApiKey, NewApiKey
from services.auth.domain.grants import Access, access_of, roles_on
from services.auth.domain.journal import AccessEvent
from services.auth.domain.keys import KeyPolicy
from services.auth.repository import api_keys, journal
from services.auth.tables import ApiKeyRow, Organisation
from services.auth.usecases import places, views
from services.auth.usecases.keys import current_key
from services.auth.usecases.sessions import keys_revoked

_BYTES = 32
_HINT = len(API_KEY_PREFIX) + 6
_NOTE_USE_EVERY = timedelta(minutes=1)


async def create(uow: UnitOfWork, who: Identity, wish: CreateApiKey, overlap: timedelta, now: datetime) -> NewApiKey:
    """A new key of the asker's organisation; a key that it `replaces` goes on for `overlap`. Raises `not_found`."""
    organisation_id = _organisation(who)
    if wish.replaces is not None:
        old = await api_keys.locked(uow.session, wish.replaces, organisation_id)
        if old is None:
            raise not_found()
        old.expires_at = min(old.expires_at, now + overlap)
    key = API_KEY_PREFIX + token_urlsafe(_BYTES)
    row = ApiKeyRow(
        id=uuid4(),
        organisation_id=organisation_id,
        name=wish.name.strip(),
        hint=key[:_HINT],
        key_hash=_hash(key),
        scopes=[scope.value for scope in dict.fromkeys(wish.scopes)],
        created_by=who.person_id,
        created_at=now,
        expires_at=now + timedelta(days=wish.days),
    )
    uow.session.add(row)
    facts = {"name": row.name, "scopes": row.scopes, "expires_at": row.expires_at}
    journal.write(uow, AccessEvent.API_KEY_CREATED, now, session_id=row.id, after=facts)
    return NewApiKey(**_view(row, who.person_name).model_dump(), key=key)


async def list_own(uow: UnitOfWork, who: Identity) -> ApiKeyList:
    """The keys of the asker's organisation, newest first."""
    rows = await api_keys.of_organisation(uow.session, _organisation(who))
    return ApiKeyList(items=tuple(_view(row, name) for row, name in rows))


async def revoke(uow: UnitOfWork, who: Identity, key_id: UUID, now: datetime) -> None:
    """End a key of the asker's organisation; one that has ended stays so. Raises `not_found`."""
    row = await api_keys.locked(uow.session, key_id, _organisation(who))
    if row is None:
        raise not_found()
    if row.revoked_at is None:
        row.revoked_at = now
        await keys_revoked(uow, [row.id], who.person_id, now)


async def resolve(uow: UnitOfWork, key: str, policy: KeyPolicy, lifetime: timedelta) -> ResolvedSession:
    """An identity token for a live key: the rights of who made it, within its scopes. Raises `unauthenticated`."""
    now = clock.now()
    found = await api_keys.by_hash(uow.session, _hash(key), now)
    if found is None:
        raise ServiceError("unauthenticated")
    row, person, organisation = found
    grants = views.grants_of(person)
    roles = roles_on(grants, row.organisation_id, clock.moscow_date(now))
    if person.blocked_at or not MEMBERS.intersection(roles) or not _has_access(organisation):
        raise ServiceError("unauthenticated")
    if row.last_used_at is None or now - row.last_used_at >= _NOTE_USE_EVERY:
        await api_keys.note_use(uow.session, row.id, now)
    identity = Identity(
        person_id=person.id,
        person_name=f"{person.name} ({row.name})",
        organisation_id=row.organisation_id,
        roles=roles,
        session_id=row.id,
        scopes=tuple(Scope(scope) for scope in row.scopes),
    )
    signer = await current_key(uow, policy, now)
    lifetime = places.lifetime_of(grants, row.organisation_id, now, lifetime)
    me = views.me_of(person, organisation, roles, row.id, views.Standing())
    return ResolvedSession(
        identity_token=issue_token(identity, signer, now, lifetime),
        token_expires_at=now + lifetime,
        me=me.model_copy(update={"scopes": identity.scopes}),
    )


def _organisation(who: Identity) -> UUID:
    if who.organisation_id is None:
        raise ServiceError("forbidden")
    return who.organisation_id


def _has_access(organisation: Organisation | None) -> bool:
    return access_of(MemberStatus(organisation.status) if organisation else None) is Access.OPEN


def _view(row: ApiKeyRow, created_by: str) -> ApiKeyView:
    return ApiKeyView(
        id=row.id,
        name=row.name,
        hint=row.hint,
        scopes=tuple(Scope(scope) for scope in row.scopes),
        created_by=created_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
