"""Accepting an invitation: whoever holds its link has the mailbox, and so the address is confirmed.

Somebody new sets an own password. Somebody who gets in already signs in first: a link must not open an account that has
more behind it. Somebody whose every access has ended is let in like somebody new, with nothing else to gain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from chassis import clock
from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.access import AcceptedInvitation, OfferedInvitation
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.roles import Role
from services.auth.domain.grants import Access
from services.auth.domain.invitations import Lifetime, begins_on, hash_secret
from services.auth.domain.journal import AccessEvent
from services.auth.domain.passwords import REMEMBERED
from services.auth.repository import invitations, journal, organisations, people, rules, secrets
from services.auth.tables import FormerPassword, GrantRow, InvitationRow, Person
from services.auth.usecases import places, rules_of_use


@dataclass(frozen=True)
class Newcomer:
    """Who accepts by a password of its own: `former` are the hashes that it may not be, `about` words to shun."""

    email: str
    former: Sequence[str]
    about: Sequence[str]


@dataclass(frozen=True)
class Acceptance:
    """What was filled in besides the password."""

    secret: str
    rules_version: int | None
    address: str


async def offer(uow: UnitOfWork, secret: str, now: datetime) -> OfferedInvitation:
    """What the link leads to. Raises ServiceError `invitation_over`, `organisation_closed`, `blocked`."""
    found = await invitations.by_secret(uow.session, hash_secret(secret))
    if found is None or not _is_open(found[0], now):
        raise ServiceError("invitation_over")
    row, organisation = found
    if places.access_to(organisation) is not Access.OPEN:
        raise ServiceError("organisation_closed")
    person = await people.by_email(uow.session, row.email)
    newest = await rules.newest(uow.session)
    return OfferedInvitation(
        organisation=organisation.name,
        email=row.email,
        name=person.name if person else row.name,
        role=Role(row.role),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        expires_at=row.expires_at,
        signs_in=await _signs_in(uow, person, now),
        rules=rules_of_use.view(newest) if newest else None,
    )


async def newcomer(uow: UnitOfWork, secret: str, name: str, now: datetime) -> Newcomer:
    """Who is about to set a password. Raises `account_exists` besides what `offer` raises."""
    offered = await offer(uow, secret, now)
    if offered.signs_in:
        raise ServiceError("account_exists")
    person = await people.by_email(uow.session, offered.email)
    former = await secrets.former_passwords(uow.session, person.id, REMEMBERED - 1) if person else ()
    present = (person.password_hash,) if person else ()
    return Newcomer(offered.email, (*present, *former), (offered.email, *name.split()))


async def accept(
    uow: UnitOfWork, filled: Acceptance, name: str, password_hash: str, now: datetime
) -> AcceptedInvitation:
    """A person with a password of its own, and its membership. The link works no more."""
    row = await _taken(uow, filled, now)
    person = await _with_password(uow, row, name, password_hash, now)
    return await _join(uow, person, row, filled, now)


async def join(uow: UnitOfWork, who: Identity, filled: Acceptance, now: datetime) -> AcceptedInvitation:
    """A further membership of somebody who is signed in. Raises `invitation_for_another`."""
    row = await _taken(uow, filled, now)
    person = await people.by_id_locked(uow.session, who.person_id)
    if person.email != row.email:
        raise ServiceError("invitation_for_another")
    return await _join(uow, person, row, filled, now)


async def _taken(uow: UnitOfWork, filled: Acceptance, now: datetime) -> InvitationRow:
    """The invitation, locked, with the rules of use read. Raises `invitation_over`, `invalid`, `rules_changed`."""
    row = await invitations.by_secret_locked(uow.session, hash_secret(filled.secret))
    if row is None or not _is_open(row, now):
        raise ServiceError("invitation_over")
    newest = await rules.newest(uow.session)
    if newest is not None and filled.rules_version is None:
        raise ServiceError("invalid", fields=(field_error("rules_version", "rules_unread"),))
    if newest is not None and filled.rules_version != newest.version:
        raise ServiceError("rules_changed")
    return row


async def _with_password(uow: UnitOfWork, row: InvitationRow, name: str, password_hash: str, now: datetime) -> Person:
    person = Person(
        id=uuid4(),
        email=row.email,
        name=name,
        password_hash=password_hash,
        password_changed_at=now,
        revision=1,
        created_at=now,
        grants=[],
    )
    if await people.add_if_new(uow.session, person):
        journal.write(uow, AccessEvent.PERSON_CREATED, now, person_id=person.id)
        return await people.by_id_locked(uow.session, person.id)
    known = await people.by_email_locked(uow.session, row.email)
    if known is None or await _signs_in(uow, known, now):
        raise ServiceError("account_exists")  # somebody else's invitation was accepted meanwhile
    uow.session.add(FormerPassword(id=uuid4(), person_id=known.id, password_hash=known.password_hash, replaced_at=now))
    known.password_hash, known.password_changed_at = password_hash, now
    journal.write(uow, AccessEvent.PASSWORD_CHANGED, now, person_id=known.id)
    return known


async def _join(
    uow: UnitOfWork, person: Person, row: InvitationRow, filled: Acceptance, now: datetime
) -> AcceptedInvitation:
    # After the person, as signing in and exclusion lock: an organisation excluded meanwhile lets nobody in.
    organisation = await organisations.get_shared(uow.session, row.organisation_id)
    if places.access_to(organisation) is not Access.OPEN:
        raise ServiceError("organisation_closed")
    today = clock.moscow_date(now)
    first = begins_on(row.valid_from, today)
    if row.valid_until is not None and row.valid_until < first:
        raise ServiceError("invitation_over")
    membership = GrantRow(
        id=uuid4(),
        person_id=person.id,
        organisation_id=row.organisation_id,
        role=row.role,
        valid_from=first,
        valid_until=row.valid_until,
        created_at=now,
        started_at=now if first <= today else None,
    )
    person.grants.append(membership)
    row.accepted_at, row.accepted_by, row.secret_hash = now, person.id, None
    if filled.rules_version is not None:
        await rules.accept(uow.session, person.id, filled.rules_version, now, filled.address)
    journal.write(
        uow,
        AccessEvent.INVITATION_ACCEPTED,
        now,
        person_id=person.id,
        session_id=row.id,
        organisation_id=row.organisation_id,
    )
    await places.changed(uow, person, now)
    return AcceptedInvitation(email=person.email, organisation_id=row.organisation_id)


async def _signs_in(uow: UnitOfWork, person: Person | None, now: datetime) -> bool:
    if person is None:
        return False
    if person.blocked_at is not None:
        raise ServiceError("blocked")
    return await places.is_open_to(uow, person, now)


def _is_open(row: InvitationRow, now: datetime) -> bool:
    return Lifetime(row.expires_at, row.accepted_at, row.withdrawn_at).is_open(now)
