"""Requests of members to have their cards changed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.card_changes import CardChangeState
from contracts.identity import Identity
from services.members.tables import CardChangeRow, Member

Pair = tuple[CardChangeRow, Member]


async def get(session: AsyncSession, identity: Identity, request_id: UUID) -> Pair | None:
    """The request with its card, when `identity` may see it."""
    row = (await session.execute(_visible(identity).where(CardChangeRow.id == request_id))).first()
    return None if row is None else (row[0], row[1])


async def get_locked(session: AsyncSession, identity: Identity, request_id: UUID) -> Pair | None:
    """The same, both locked: the card first, as everyone who changes it does."""
    found = await get(session, identity, request_id)
    if found is None:
        return None
    for row in (found[1], found[0]):
        await session.refresh(row, with_for_update=True)
    return found


async def page(
    session: AsyncSession,
    identity: Identity,
    *,
    state: CardChangeState | None,
    member: UUID | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Pair]:
    """Those that wait: the oldest first. All others: the newest first."""
    statement = _visible(identity)
    if state is not None:
        statement = statement.where(CardChangeRow.state == state)
    if member is not None:
        statement = statement.where(CardChangeRow.member_id == member)
    place = tuple_(CardChangeRow.opened_at, CardChangeRow.id)
    oldest_first = state is CardChangeState.OPEN
    if after is not None:
        statement = statement.where(place > tuple_(*after) if oldest_first else place < tuple_(*after))
    order = [column.asc() if oldest_first else column.desc() for column in (CardChangeRow.opened_at, CardChangeRow.id)]
    return [(row[0], row[1]) for row in await session.execute(statement.order_by(*order).limit(limit))]


async def waiting(session: AsyncSession, identity: Identity) -> int:
    """How many of those that `identity` may see wait for an answer."""
    shown = _visible(identity).where(CardChangeRow.state == CardChangeState.OPEN).subquery()
    return (await session.execute(select(func.count()).select_from(shown))).scalar_one()


async def add_if_none_is_open(session: AsyncSession, row: CardChangeRow) -> bool:
    """Insert the request; False when another one of the same organisation waits (two at once included)."""
    values = {column.name: getattr(row, column.name) for column in CardChangeRow.__table__.columns}
    statement = insert(CardChangeRow).values(values).on_conflict_do_nothing().returning(CardChangeRow.id)
    return await session.scalar(statement) is not None


def _visible(identity: Identity) -> Select[CardChangeRow, Member]:
    statement = select(CardChangeRow, Member).join(Member, Member.id == CardChangeRow.member_id)
    if identity.is_staff:
        return statement
    own = identity.organisation_id if identity.is_member else None
    return statement.where(CardChangeRow.member_id == own)
