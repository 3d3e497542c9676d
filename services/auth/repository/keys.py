"""SQL about signing keys."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.tables import SigningKeyRow

_ONE_ROTATION_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('auth.signing_keys'))")


async def newest(session: AsyncSession) -> SigningKeyRow | None:
    return await session.scalar(select(SigningKeyRow).order_by(SigningKeyRow.created_at.desc()).limit(1))


async def since(session: AsyncSession, instant: datetime) -> Sequence[SigningKeyRow]:
    """Keys created since then, newest first."""
    statement = select(SigningKeyRow).where(SigningKeyRow.created_at >= instant)
    return (await session.scalars(statement.order_by(SigningKeyRow.created_at.desc()))).all()


async def lock_rotation(session: AsyncSession) -> None:
    """Two processes that find the key too old must not both replace it."""
    await session.execute(_ONE_ROTATION_AT_A_TIME)


async def remove_before(session: AsyncSession, instant: datetime) -> None:
    await session.execute(delete(SigningKeyRow).where(SigningKeyRow.created_at < instant))
