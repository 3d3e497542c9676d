"""Where a person may act, and what others are told of it."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from chassis import clock
from chassis.database import UnitOfWork
from contracts.auth import PERSON_CHANGED, PersonChanged, Place
from contracts.members import MemberStatus
from services.auth.domain.grants import Access, Grant, access_of, organisations_on, roles_on
from services.auth.domain.memberships import last_day
from services.auth.repository import organisations
from services.auth.tables import GrantRow, Organisation, Person
from services.auth.usecases import views


def access_to(row: Organisation | None) -> Access:
    return access_of(MemberStatus(row.status) if row else None)


async def places_of(uow: UnitOfWork, person: Person, known: Organisation | None, now: datetime) -> tuple[Place, ...]:
    """Every place that is open to the person now, the SRO first. `known` spares the question for the usual one."""
    today, grants = clock.moscow_date(now), views.grants_of(person)
    ids = organisations_on(grants, today)
    rows = {known.id: known} if known else {}
    missing = [one for one in ids if one is not None and one not in rows]
    if missing:
        rows |= await organisations.by_ids(uow.session, missing)
    places = []
    for one in ids:
        row = rows.get(one) if one else None
        if one is None or access_to(row) is Access.OPEN:
            shown = views.organisation_view(row) if row else None
            places.append(Place(organisation=shown, roles=roles_on(grants, one, today)))
    return tuple(places)


async def is_open_to(uow: UnitOfWork, person: Person, now: datetime) -> bool:
    """Whether the person gets in anywhere now, or will once the register has told of an organisation."""
    ids = organisations_on(views.grants_of(person), clock.moscow_date(now))
    rows = await organisations.by_ids(uow.session, _named(ids))
    return any(one is None or access_to(rows.get(one)) is not Access.CLOSED for one in ids)


async def announce(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Tell those who write to people of the person's state; the caller has raised its revision."""
    today, grants = clock.moscow_date(now), views.grants_of(person)
    ids = organisations_on(grants, today)
    rows = await organisations.shared_by_ids(uow.session, _named(ids))
    within = [one for one in ids if one is None or access_to(rows.get(one)) is not Access.CLOSED]
    first = next(iter(within or ids), None)
    changed = PersonChanged(
        person_id=person.id,
        revision=person.revision,
        name=person.name,
        email=person.email,
        organisation_id=first,
        roles=roles_on(grants, first, today),
        active=bool(within) and person.blocked_at is None,
        organisations=_named(within),
    )
    await uow.emit(PERSON_CHANGED, changed)


async def changed(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """The same for a person who was known before."""
    person.revision += 1
    await uow.session.flush()
    await announce(uow, person, now)


def lifetime_of(grants: Iterable[Grant], organisation_id: UUID | None, now: datetime, usual: timedelta) -> timedelta:
    """How long an identity may live: never past the day on which its roles end, or a deputy would act for a minute
    of a day that is not theirs."""
    last = last_day(grants, organisation_id, clock.moscow_date(now))
    if last is None:
        return usual
    return min(usual, datetime.combine(last + timedelta(days=1), time(), clock.MOSCOW) - now)


def grant(person_id: UUID, organisation_id: UUID | None, role: str, now: datetime) -> GrantRow:
    """A grant that holds from today (Moscow) and has no end."""
    return GrantRow(
        id=uuid4(),
        person_id=person_id,
        organisation_id=organisation_id,
        role=role,
        valid_from=clock.moscow_date(now),
        created_at=now,
        started_at=now,
    )


def _named(ids: Iterable[UUID | None]) -> tuple[UUID, ...]:
    return tuple(one for one in ids if one is not None)
