"""The inbox: (consumer, message id) is written in the transaction of the effects, so a repeat has none."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_ENTER = text("""
    INSERT INTO inbox (consumer, message_id) VALUES (:consumer, :message_id)
    ON CONFLICT DO NOTHING RETURNING 1
""")


async def enter(session: AsyncSession, consumer: str, message_id: str) -> bool:
    """Whether this message is new to `consumer`; False means that its effects are already committed."""
    entered = await session.execute(_ENTER, {"consumer": consumer, "message_id": message_id})
    return entered.scalar() is not None
