"""Lists that were applied."""

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.members.tables import ImportRow

_TAKE_TURN = text("SELECT pg_advisory_xact_lock(hashtext('members.imports'))")


async def take_turn(session: AsyncSession) -> None:
    """One list at a time: the same one sent twice at once is applied once."""
    await session.execute(_TAKE_TURN)


async def applied(session: AsyncSession, sha256: str, plan: str) -> ImportRow | None:
    """The list that was applied by this plan."""
    return await session.scalar(select(ImportRow).where(ImportRow.sha256 == sha256, ImportRow.plan == plan))
