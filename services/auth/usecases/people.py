"""People: created, blocked, let in again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from chassis import clock
from chassis.database import UnitOfWork
from contracts.roles import Role
from services.auth.domain.journal import AccessEvent
from services.auth.domain.people import PersonError, normalise_email
from services.auth.repository import api_keys, journal, people, sessions
from services.auth.tables import Person
from services.auth.usecases import places
from services.auth.usecases.sessions import keys_revoked, revoked


@dataclass(frozen=True)
class NewPerson:
    """`organisation_id` None is the SRO. `password_hash` is argon2's encoded form."""

    email: str
    name: str
    roles: Sequence[Role]
    organisation_id: UUID | None
    password_hash: str


async def id_by_email(uow: UnitOfWork, email: str) -> UUID | None:
    person = await people.by_email(uow.session, normalise_email(email))
    return person.id if person else None


async def create(uow: UnitOfWork, new: NewPerson) -> UUID:
    """The id of the person with this address: a new one, or the one that was there, who is left unchanged."""
    now = clock.now()
    person = _person(new, now)
    if not await people.add_if_new(uow.session, person):
        return (await _existing(uow, new.email)).id
    journal.write(uow, AccessEvent.PERSON_CREATED, now, person_id=person.id)
    await places.announce(uow, person, now)
    return person.id


async def block(uow: UnitOfWork, email: str, grounds: str) -> UUID:
    """Close the account and end its sessions. Raises PersonError when there is no such person."""
    now = clock.now()
    person = await _existing(uow, email)
    person.blocked_at, person.blocked_because = now, grounds
    closed = await sessions.close_of_person(uow.session, person.id, now)
    await revoked(uow, closed, AccessEvent.SESSION_REVOKED, now)
    await keys_revoked(uow, await api_keys.revoke_of_person(uow.session, person.id, now), person.id, now)
    await _changed(uow, person, AccessEvent.PERSON_BLOCKED, now)
    return person.id


async def unblock(uow: UnitOfWork, email: str) -> UUID:
    """Open the account again. Raises PersonError when there is no such person."""
    now = clock.now()
    person = await _existing(uow, email)
    person.blocked_at, person.blocked_because = None, None
    await _changed(uow, person, AccessEvent.PERSON_UNBLOCKED, now)
    return person.id


async def _existing(uow: UnitOfWork, email: str) -> Person:
    person = await people.by_email_locked(uow.session, normalise_email(email))
    if person is None:
        raise PersonError(f"there is no person with the address {email}")
    return person


def _person(new: NewPerson, now: datetime) -> Person:
    person_id = uuid4()
    grants = [places.grant(person_id, new.organisation_id, role, now) for role in dict.fromkeys(new.roles)]
    return Person(
        id=person_id,
        email=normalise_email(new.email),
        name=new.name,
        password_hash=new.password_hash,
        password_changed_at=now,
        revision=1,
        created_at=now,
        grants=grants,
    )


async def _changed(uow: UnitOfWork, person: Person, event: AccessEvent, now: datetime) -> None:
    journal.write(uow, event, now, person_id=person.id, after={"because": person.blocked_because})
    await places.changed(uow, person, now)
