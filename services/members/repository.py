"""All SQL of members. The organisation filter is here: whoever asks is an argument of every reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.identity import Identity
from contracts.members import MemberStatus
from services.members.tables import Member


@dataclass(frozen=True)
class Position:
    """Where a page ended: the sort key and id of its last card."""

    sort_key: str
    id: UUID

    @classmethod
    def of(cls, sort_key: str, member_id: str) -> "Position":
        """Out of the parts of a cursor. Raises ValueError."""
        return cls(sort_key, UUID(member_id))


async def get(session: AsyncSession, identity: Identity, member_id: UUID) -> Member | None:
    """The card, when it exists and `identity` may see it."""
    return await session.scalar(_visible(identity).where(Member.id == member_id))


async def get_locked(session: AsyncSession, identity: Identity, member_id: UUID) -> Member | None:
    """The same, locked until the end of the transaction."""
    return await session.scalar(_visible(identity).where(Member.id == member_id).with_for_update())


async def page(
    session: AsyncSession,
    identity: Identity,
    *,
    needle: str,
    status: MemberStatus | None,
    after: Position | None,
    limit: int,
) -> Sequence[Member]:
    """Cards in the order of their short names, from `after` on; `needle` is folded text, empty for all."""
    statement = _visible(identity)
    if needle:
        statement = statement.where(Member.search_text.contains(needle, autoescape=True))
    if status is not None:
        statement = statement.where(Member.status == status)
    if after is not None:
        statement = statement.where(tuple_(Member.sort_key, Member.id) > tuple_(after.sort_key, after.id))
    return (await session.scalars(statement.order_by(Member.sort_key, Member.id).limit(limit))).all()


async def add_if_new(session: AsyncSession, member: Member) -> bool:
    """Insert the card; False when its ИНН or ОГРН is in the register (two requests at once included)."""
    values = {column.name: getattr(member, column.name) for column in Member.__table__.columns}
    statement = insert(Member).values(values).on_conflict_do_nothing().returning(Member.id)
    return await session.scalar(statement) is not None


async def has_inn(session: AsyncSession, inn: str) -> bool:
    return await session.scalar(select(Member.id).where(Member.inn == inn)) is not None


def _visible(identity: Identity) -> Select[Member]:
    """Staff see every member, a member itself, and everyone else nothing."""
    if identity.is_staff:
        return select(Member)
    own = identity.organisation_id if identity.is_member else None
    return select(Member).where(Member.id == own)
