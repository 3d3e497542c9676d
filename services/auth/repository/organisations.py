"""SQL about the read model of member organisations."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.tables import Organisation


async def get_shared(session: AsyncSession, organisation_id: UUID) -> Organisation | None:
    """The organisation, held against change until the end of the transaction.

    A session opened while its organisation is being excluded must either be seen by the exclusion or not be opened.
    """
    return await session.scalar(
        select(Organisation).where(Organisation.id == organisation_id).with_for_update(read=True)
    )


async def get_locked(session: AsyncSession, organisation_id: UUID) -> Organisation | None:
    return await session.scalar(select(Organisation).where(Organisation.id == organisation_id).with_for_update())


async def by_inn(session: AsyncSession, inn: str) -> Organisation | None:
    return await session.scalar(select(Organisation).where(Organisation.inn == inn))


async def shared_by_ids(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Organisation]:
    """The organisations, held against change: what is told of a person must not be older than their exclusion."""
    statement = select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.id)
    return {row.id: row for row in await session.scalars(statement.with_for_update(read=True))}


async def by_ids(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Organisation]:
    found = await session.scalars(select(Organisation).where(Organisation.id.in_(ids)))
    return {row.id: row for row in found}
