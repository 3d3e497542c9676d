"""People of an organisation: seen, changed, removed at once, and those whose days begin or end."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row

from chassis import clock
from chassis.database import UnitOfWork
from chassis.errors import ServiceError, not_found
from contracts.base import ById
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.people import ChangeMembership, PeopleOfOrganisation, PersonOfOrganisation, RemovePerson
from contracts.roles import Role
from services.auth.domain.grants import Grant, roles_on
from services.auth.domain.invitations import Wish, faults
from services.auth.domain.journal import AccessEvent
from services.auth.domain.memberships import Holder, leaves_no_admin
from services.auth.repository import api_keys, grants, journal, organisations, people, sessions
from services.auth.tables import GrantRow, Person
from services.auth.usecases import places, registrations, views
from services.auth.usecases.sessions import keys_revoked, revoked


async def list_people(uow: UnitOfWork, who: Identity, asked: ById, now: datetime) -> PeopleOfOrganisation:
    """Those who act for the organisation, or will. Raises `not_found` for another's."""
    organisation = await organisations.get_shared(uow.session, _own(who, asked.id))
    if organisation is None:
        raise not_found()
    today = clock.moscow_date(now)
    rows = await grants.of_organisation(uow.session, organisation.id, today)
    return PeopleOfOrganisation(
        organisation=views.organisation_view(organisation),
        registration=(await registrations.of(uow, [organisation], now))[0],
        items=tuple(_view(row, today) for row in rows),
    )


async def change(uow: UnitOfWork, who: Identity, wish: ChangeMembership, now: datetime) -> None:
    """Another role or another last day, from now on. Raises `not_found`, `invalid`, `last_admin`."""
    organisation_id, today = _own(who, wish.organisation_id), clock.moscow_date(now)
    person = await _person(uow, organisation_id, wish.person_id)
    wrong = faults(Wish(person.email, wish.role, None, wish.valid_until), today)
    if wrong:
        raise ServiceError("invalid", fields=[field_error(field, code) for field, code in wrong])
    lasting_admin = wish.role is Role.MEMBER_ADMIN and wish.valid_until is None
    if not lasting_admin:
        await _keep_an_admin(uow, who, organisation_id, person, today)
    _end(person, organisation_id, who.person_id, now)
    membership = places.grant(person.id, organisation_id, wish.role, now)
    membership.valid_until = wish.valid_until
    person.grants.append(membership)
    await uow.session.flush()
    # A session holds the roles that it was resolved with for up to a minute: what was taken away ends now.
    await _end_sessions(uow, person, organisation_id, now)
    facts = {"role": wish.role, "valid_until": wish.valid_until}
    journal.write(
        uow, AccessEvent.MEMBERSHIP_CHANGED, now, person_id=person.id, organisation_id=organisation_id, after=facts
    )
    await places.changed(uow, person, now)


async def remove(uow: UnitOfWork, who: Identity, wish: RemovePerson, now: datetime) -> None:
    """End a person's membership now, with its sessions and the keys that it made. Raises `not_found`, `last_admin`.

    Staff may remove the last admin, too: they can invite another.
    """
    organisation_id = _own(who, wish.organisation_id)
    person = await _person(uow, organisation_id, wish.person_id)
    await _keep_an_admin(uow, who, organisation_id, person, clock.moscow_date(now))
    _end(person, organisation_id, who.person_id, now)
    await uow.session.flush()
    await _end_sessions(uow, person, organisation_id, now)
    keys = await api_keys.revoke_of_membership(uow.session, person.id, organisation_id, now)
    await keys_revoked(uow, keys, person.id, now)
    journal.write(uow, AccessEvent.MEMBERSHIP_ENDED, now, person_id=person.id, organisation_id=organisation_id)
    await places.changed(uow, person, now)


async def begin_and_end(uow: UnitOfWork, now: datetime) -> bool:
    """What the new day brings to one person: memberships that are over end, others begin. False: to nobody.

    Nobody acts a second longer for want of this: rights are looked up by date at every exchange. It ends streams that
    are open, keys, and mail.
    """
    today = clock.moscow_date(now)
    person = await grants.person_due(uow.session, today)
    if person is None:
        return False
    left: set[UUID | None] = set()
    for row in person.grants:
        if row.ended_at is None and row.valid_until is not None and row.valid_until < today:
            row.ended_at = now
            left.add(row.organisation_id)
        elif row.ended_at is None and row.started_at is None and row.valid_from <= today:
            row.started_at = now
    await uow.session.flush()
    for organisation_id in left:
        await _left(uow, person, organisation_id, now)
    await places.changed(uow, person, now)
    return True


async def _left(uow: UnitOfWork, person: Person, organisation_id: UUID | None, now: datetime) -> None:
    """The person's days at an organisation are over, unless another grant goes on."""
    if organisation_id is None or roles_on(views.grants_of(person), organisation_id, clock.moscow_date(now)):
        return
    await _end_sessions(uow, person, organisation_id, now)
    keys = await api_keys.revoke_of_membership(uow.session, person.id, organisation_id, now)
    await keys_revoked(uow, keys, person.id, now)
    journal.write(uow, AccessEvent.MEMBERSHIP_ENDED, now, person_id=person.id, organisation_id=organisation_id)


def _own(who: Identity, organisation_id: UUID) -> UUID:
    """The organisation whose people the asker may see. Raises `not_found` for another's."""
    if who.organisation_id not in (None, organisation_id):
        raise not_found()
    return organisation_id


async def _person(uow: UnitOfWork, organisation_id: UUID, person_id: UUID) -> Person:
    """Somebody of this organisation, with everybody of it locked: two admins who remove each other go one by one."""
    for person in await people.of_organisation_locked(uow.session, organisation_id):
        if person.id == person_id and any(one.organisation_id == organisation_id for one in views.grants_of(person)):
            return person
    raise not_found()


async def _keep_an_admin(uow: UnitOfWork, who: Identity, organisation_id: UUID, person: Person, today: date) -> None:
    if who.organisation_id is None:
        return
    rows = await grants.of_organisation(uow.session, organisation_id, today)
    holders = [Holder(owner.id, _grant(row), owner.blocked_at is not None) for row, owner, _ in rows]
    if leaves_no_admin(holders, person.id, today):
        raise ServiceError("last_admin")


def _end(person: Person, organisation_id: UUID, ended_by: UUID, now: datetime) -> None:
    for row in person.grants:
        if row.organisation_id == organisation_id and row.ended_at is None:
            row.ended_at, row.ended_by = now, ended_by


async def _end_sessions(uow: UnitOfWork, person: Person, organisation_id: UUID, now: datetime) -> None:
    closed = await sessions.close_of_membership(uow.session, person.id, organisation_id, now)
    await revoked(uow, closed, AccessEvent.SESSION_REVOKED, now)


def _grant(row: GrantRow) -> Grant:
    return Grant(row.organisation_id, Role(row.role), row.valid_from, row.valid_until)


def _view(row: Row[GrantRow, Person, datetime | None], today: date) -> PersonOfOrganisation:
    held, person, seen = row
    return PersonOfOrganisation(
        id=person.id,
        name=person.name,
        email=person.email,
        role=Role(held.role),
        valid_from=held.valid_from,
        valid_until=held.valid_until,
        upcoming=held.valid_from > today,
        blocked=person.blocked_at is not None,
        last_seen_at=seen,
    )
