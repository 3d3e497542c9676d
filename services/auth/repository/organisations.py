"""SQL about the read model of member organisations."""

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
