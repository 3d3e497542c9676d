"""The history of cards: written once, read newest first."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.members.tables import HistoryRow


async def page(session: AsyncSession, member_id: UUID, *, before: int | None, limit: int) -> Sequence[HistoryRow]:
    """Changes of a card whose revision is below `before`. Whether the asker may see the card was settled before."""
    statement = select(HistoryRow).where(HistoryRow.member_id == member_id)
    if before is not None:
        statement = statement.where(HistoryRow.revision < before)
    return (await session.scalars(statement.order_by(HistoryRow.revision.desc()).limit(limit))).all()


async def last(session: AsyncSession, member_id: UUID) -> HistoryRow:
    """The newest change of a card; each card has one."""
    return (await page(session, member_id, before=None, limit=1))[0]
