"""SQL about API keys."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.tables import ApiKeyRow, Organisation, Person


async def of_organisation(session: AsyncSession, organisation_id: UUID) -> Sequence[Row[ApiKeyRow, str]]:
    """The organisation's keys with the name of who made each, newest first."""
    statement = (
        select(ApiKeyRow, Person.name)
        .join(Person, Person.id == ApiKeyRow.created_by)
        .where(ApiKeyRow.organisation_id == organisation_id)
    )
    return (await session.execute(statement.order_by(ApiKeyRow.created_at.desc()))).all()


async def locked(session: AsyncSession, key_id: UUID, organisation_id: UUID) -> ApiKeyRow | None:
    """A key of this organisation, locked; another's is none."""
    statement = select(ApiKeyRow).where(ApiKeyRow.id == key_id, ApiKeyRow.organisation_id == organisation_id)
    return await session.scalar(statement.with_for_update())


async def by_hash(
    session: AsyncSession, key_hash: bytes, now: datetime
) -> Row[ApiKeyRow, Person, Organisation | None] | None:
    """The live key with this hash, who made it, and the organisation as the register tells of it."""
    statement = (
        select(ApiKeyRow, Person, Organisation)
        .join(Person, Person.id == ApiKeyRow.created_by)
        .outerjoin(Organisation, Organisation.id == ApiKeyRow.organisation_id)
        .where(ApiKeyRow.key_hash == key_hash, ApiKeyRow.revoked_at.is_(None), ApiKeyRow.expires_at > now)
    )
    return (await session.execute(statement)).first()


async def note_use(session: AsyncSession, key_id: UUID, now: datetime) -> None:
    await session.execute(update(ApiKeyRow).where(ApiKeyRow.id == key_id).values(last_used_at=now))


async def revoke_of_organisation(session: AsyncSession, organisation_id: UUID, now: datetime) -> Sequence[UUID]:
    """End every key of an organisation; the ids of those that were alive."""
    statement = update(ApiKeyRow).where(ApiKeyRow.organisation_id == organisation_id, ApiKeyRow.revoked_at.is_(None))
    return (await session.scalars(statement.values(revoked_at=now).returning(ApiKeyRow.id))).all()


async def revoke_of_person(session: AsyncSession, person_id: UUID, now: datetime) -> Sequence[UUID]:
    """End every key that this person made."""
    statement = update(ApiKeyRow).where(ApiKeyRow.created_by == person_id, ApiKeyRow.revoked_at.is_(None))
    return (await session.scalars(statement.values(revoked_at=now).returning(ApiKeyRow.id))).all()


async def revoke_of_membership(
    session: AsyncSession, person_id: UUID, organisation_id: UUID, now: datetime
) -> Sequence[UUID]:
    """End every key that this person made for this organisation."""
    statement = update(ApiKeyRow).where(
        ApiKeyRow.created_by == person_id,
        ApiKeyRow.organisation_id == organisation_id,
        ApiKeyRow.revoked_at.is_(None),
    )
    return (await session.scalars(statement.values(revoked_at=now).returning(ApiKeyRow.id))).all()
