"""The inbox: (consumer, message id) is written in the transaction of the effects, so a repeat has none."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_ENTER = text("""
    INSERT INTO inbox (consumer, message_id) SELECT :consumer, unnest(CAST(:message_ids AS text[]))
    ON CONFLICT DO NOTHING RETURNING message_id
""")


async def enter(session: AsyncSession, consumer: str, message_ids: Sequence[str]) -> set[str]:
    """Those that are new to `consumer`; the effects of the others are already committed."""
    # In one order everywhere: two processes that enter the same messages must not wait for each other.
    values = {"consumer": consumer, "message_ids": sorted(message_ids)}
    return set((await session.execute(_ENTER, values)).scalars())
