"""SQL about the rules of use and who accepted them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.tables import RulesAcceptance, RulesRow

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('auth.rules_of_use'))")


async def newest(session: AsyncSession) -> RulesRow | None:
    return await session.scalar(select(RulesRow).order_by(RulesRow.version.desc()).limit(1))


async def lock_publishing(session: AsyncSession) -> None:
    """Two that publish at once must not take the same number."""
    await session.execute(_ONE_AT_A_TIME)


async def accepted(session: AsyncSession, person_id: UUID) -> RulesAcceptance | None:
    """What the person accepted last."""
    mine = select(RulesAcceptance).where(RulesAcceptance.person_id == person_id)
    return await session.scalar(mine.order_by(RulesAcceptance.version.desc()).limit(1))


async def is_due(session: AsyncSession, person_id: UUID, today: date) -> bool:
    """Whether a version is in force that the person accepted neither itself nor a later one."""
    in_force = select(func.max(RulesRow.version)).where(RulesRow.in_force_from <= today).scalar_subquery()
    mine = select(func.max(RulesAcceptance.version)).where(RulesAcceptance.person_id == person_id).scalar_subquery()
    return bool((await session.execute(select(func.coalesce(in_force, 0) > func.coalesce(mine, 0)))).scalar_one())


async def accept(session: AsyncSession, person_id: UUID, version: int, now: datetime, address: str) -> bool:
    """Note it once; False where it was accepted already."""
    row = {"person_id": person_id, "version": version, "accepted_at": now, "address": address}
    once = insert(RulesAcceptance).values(row).on_conflict_do_nothing()
    return await session.scalar(once.returning(RulesAcceptance.version)) is not None
