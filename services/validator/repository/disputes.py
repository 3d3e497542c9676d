"""Firings that members disputed, by trigger."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.disputes import DisputeOpened, DisputeState
from services.validator.tables import DisputeRow


async def keep(session: AsyncSession, event: DisputeOpened, outcome: DisputeState | None) -> None:
    """Once a dispute. Its answer may come before the news that it was opened, and is not undone by it."""
    new = insert(DisputeRow).values(
        id=event.dispute_id,
        form_code=event.form.code,
        code=event.trigger,
        opened_at=event.opened_at,
        outcome=outcome,
    )
    if outcome is None:
        await session.execute(new.on_conflict_do_nothing())
    else:
        await session.execute(new.on_conflict_do_update(index_elements=["id"], set_={"outcome": outcome}))
