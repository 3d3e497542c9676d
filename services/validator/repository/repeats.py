"""Steps that were taken under a person's key, for a day."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.validator.tables import RepeatRow

_KEPT_FOR = timedelta(days=1)


async def first(session: AsyncSession, person: UUID, key: str, request: str, at: datetime) -> bool:
    """Whether the key is new; it is taken then. One that is being used at this moment is waited for."""
    await session.execute(delete(RepeatRow).where(RepeatRow.at < at - _KEPT_FOR))
    statement = insert(RepeatRow).values(person_id=person, key=key, request=request, at=at)
    taken = await session.execute(statement.on_conflict_do_nothing().returning(RepeatRow.key))
    return taken.scalar_one_or_none() is not None


async def known(session: AsyncSession, person: UUID, key: str) -> RepeatRow | None:
    return await session.get(RepeatRow, (person, key))


async def answered(session: AsyncSession, person: UUID, key: str, rule_set: UUID) -> None:
    """Remember what answered it."""
    mine = (RepeatRow.person_id == person, RepeatRow.key == key)
    await session.execute(update(RepeatRow).where(*mine).values(rule_set_id=rule_set))
