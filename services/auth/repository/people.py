"""SQL about people and their grants."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.tables import GrantRow, Person


async def by_email(session: AsyncSession, email: str) -> Person | None:
    """The person with this normalised address."""
    return await session.scalar(select(Person).where(Person.email == email))


async def by_email_locked(session: AsyncSession, email: str) -> Person | None:
    """The same, locked until the end of the transaction."""
    return await session.scalar(select(Person).where(Person.email == email).with_for_update())


async def of_organisation_locked(session: AsyncSession, organisation_id: UUID) -> Sequence[Person]:
    """Everyone who has or had a grant within the organisation, locked in a fixed order."""
    holders = select(GrantRow.person_id).where(GrantRow.organisation_id == organisation_id)
    found = await session.scalars(select(Person).where(Person.id.in_(holders)).order_by(Person.id).with_for_update())
    return found.all()


async def add_if_new(session: AsyncSession, person: Person) -> bool:
    """Insert the person and its grants; False when the address is taken (two commands at once included)."""
    values = {column.name: getattr(person, column.name) for column in Person.__table__.columns}
    statement = insert(Person).values(values).on_conflict_do_nothing(index_elements=["email"]).returning(Person.id)
    if await session.scalar(statement) is None:
        return False
    session.add_all(person.grants)
    await session.flush()
    return True


async def by_id_locked(session: AsyncSession, person_id: UUID) -> Person:
    """The person of a verified identity, locked. Raises NoResultFound: people are never removed."""
    return (await session.scalars(select(Person).where(Person.id == person_id).with_for_update())).one()
