"""SQL about invitations."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.tables import InvitationRow, Organisation

_OPEN = (InvitationRow.accepted_at.is_(None), InvitationRow.withdrawn_at.is_(None))


async def add_if_new(session: AsyncSession, row: InvitationRow) -> bool:
    """Insert the invitation; False where an open one for this address and organisation is there (at once included)."""
    values = {column.name: getattr(row, column.name) for column in InvitationRow.__table__.columns}
    once = (
        insert(InvitationRow)
        .values(values)
        .on_conflict_do_nothing(index_elements=["organisation_id", "email"], index_where=and_(*_OPEN))
    )
    return await session.scalar(once.returning(InvitationRow.id)) is not None


async def open_ones(
    session: AsyncSession, organisation_id: UUID | None, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Row[InvitationRow, Organisation]]:
    """Neither accepted nor withdrawn, of one organisation or of all, newest first."""
    statement = (
        select(InvitationRow, Organisation)
        .join(Organisation, Organisation.id == InvitationRow.organisation_id)
        .where(*_OPEN)
        .order_by(InvitationRow.invited_at.desc(), InvitationRow.id.desc())
        .limit(limit)
    )
    if organisation_id is not None:
        statement = statement.where(InvitationRow.organisation_id == organisation_id)
    if after is not None:
        statement = statement.where(tuple_(InvitationRow.invited_at, InvitationRow.id) < after)
    return (await session.execute(statement)).all()


async def locked(session: AsyncSession, invitation_id: UUID, organisation_id: UUID | None) -> InvitationRow | None:
    """An open invitation, locked; with an organisation, only one of that."""
    found: ColumnElement[bool] = and_(InvitationRow.id == invitation_id, *_OPEN)
    if organisation_id is not None:
        found = and_(found, InvitationRow.organisation_id == organisation_id)
    return await session.scalar(select(InvitationRow).where(found).with_for_update())


async def by_secret(session: AsyncSession, secret_hash: bytes) -> Row[InvitationRow, Organisation] | None:
    """The invitation whose last link this is, and where it leads."""
    statement = (
        select(InvitationRow, Organisation)
        .join(Organisation, Organisation.id == InvitationRow.organisation_id)
        .where(InvitationRow.secret_hash == secret_hash)
    )
    return (await session.execute(statement)).first()


async def by_secret_locked(session: AsyncSession, secret_hash: bytes) -> InvitationRow | None:
    """The same row, locked: a link that two browsers follow at once lets one of them in."""
    return await session.scalar(select(InvitationRow).where(InvitationRow.secret_hash == secret_hash).with_for_update())


async def invited(session: AsyncSession, organisations: Sequence[UUID], now: datetime) -> set[UUID]:
    """Those of the organisations that somebody is invited into."""
    statement = select(InvitationRow.organisation_id).where(
        InvitationRow.organisation_id.in_(organisations), *_OPEN, InvitationRow.expires_at > now
    )
    return set(await session.scalars(statement.distinct()))
