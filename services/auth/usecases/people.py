"""People: created, blocked, let in again. Access requests and invitations will come by the same door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from chassis import clock
from chassis.database import UnitOfWork
from contracts.auth import PERSON_CHANGED
from contracts.members import MemberStatus
from contracts.roles import Role
from services.auth.domain.grants import Access, access_of, organisations_on
from services.auth.domain.journal import AccessEvent
from services.auth.domain.people import PersonError, normalise_email
from services.auth.repository import api_keys, journal, organisations, people, sessions
from services.auth.tables import GrantRow, Person
from services.auth.usecases import views
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
    journal.write(uow.session, AccessEvent.PERSON_CREATED, now, person_id=person.id)
    await _announce(uow, person, now)
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
    today = clock.moscow_date(now)
    grants = [
        GrantRow(id=uuid4(), person_id=person_id, organisation_id=new.organisation_id, role=role, valid_from=today)
        for role in dict.fromkeys(new.roles)
    ]
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
    person.revision += 1
    journal.write(uow.session, event, now, person_id=person.id)
    await _announce(uow, person, now)


async def _announce(uow: UnitOfWork, person: Person, now: datetime) -> None:
    today = clock.moscow_date(now)
    places = organisations_on(views.grants_of(person), today)
    access = await _access(uow, places[0]) if places else Access.CLOSED
    await uow.emit(PERSON_CHANGED, views.person_changed(person, access, today))


async def _access(uow: UnitOfWork, organisation_id: UUID | None) -> Access:
    if organisation_id is None:
        return Access.OPEN
    organisation = await organisations.get_shared(uow.session, organisation_id)
    return access_of(MemberStatus(organisation.status) if organisation else None)
