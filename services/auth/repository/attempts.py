"""SQL about counters of sign-in attempts."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.domain.throttle import Counter
from services.auth.tables import AttemptCounter


async def lock(session: AsyncSession, keys: Sequence[bytes], now: datetime) -> dict[bytes, Counter]:
    """The counters of `keys`, locked, so that attempts made at the same instant are counted one after another."""
    # Sorted: two attempts that share some of their keys must take the locks in the same order.
    rows = [{"key": key, "attempts": 0, "last_at": now} for key in sorted(keys)]
    await session.execute(insert(AttemptCounter).values(rows).on_conflict_do_nothing())
    statement = select(AttemptCounter).where(AttemptCounter.key.in_(keys)).order_by(AttemptCounter.key)
    found = await session.scalars(statement.with_for_update())
    return {row.key: Counter(row.attempts, row.last_at) for row in found}


async def save(session: AsyncSession, counters: Mapping[bytes, Counter]) -> None:
    for key in sorted(counters):
        counter = counters[key]
        values = {"attempts": counter.attempts, "last_at": counter.last_at}
        await session.execute(update(AttemptCounter).where(AttemptCounter.key == key).values(values))


async def forget(session: AsyncSession, before: datetime) -> None:
    await session.execute(delete(AttemptCounter).where(AttemptCounter.last_at < before))
