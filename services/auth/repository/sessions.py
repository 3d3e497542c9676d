"""SQL about sessions."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.tables import Organisation, Person, SessionRow


async def by_token(session: AsyncSession, token_hash: bytes) -> Row[SessionRow, Person, Organisation | None] | None:
    """The session with this token, whose it is, and the organisation it acts for."""
    statement = (
        select(SessionRow, Person, Organisation)
        .join(Person, Person.id == SessionRow.person_id)
        .outerjoin(Organisation, Organisation.id == SessionRow.organisation_id)
        .where(SessionRow.token_hash == token_hash)
    )
    return (await session.execute(statement)).first()


async def note_seen(session: AsyncSession, session_id: UUID, now: datetime) -> None:
    await session.execute(update(SessionRow).where(SessionRow.id == session_id).values(last_seen_at=now))


async def close_by_token(session: AsyncSession, token_hash: bytes, now: datetime) -> SessionRow | None:
    """Close the session with this token; None when there is none or it is closed already."""
    found = await _close(session, SessionRow.token_hash == token_hash, now)
    return found[0] if found else None


async def close_of_organisation(session: AsyncSession, organisation_id: UUID, now: datetime) -> Sequence[SessionRow]:
    return await _close(session, SessionRow.organisation_id == organisation_id, now)


async def close_of_membership(
    session: AsyncSession, person_id: UUID, organisation_id: UUID, now: datetime
) -> Sequence[SessionRow]:
    """Close the sessions in which this person acts for this organisation."""
    return await _close(
        session, and_(SessionRow.person_id == person_id, SessionRow.organisation_id == organisation_id), now
    )


async def live_locked(session: AsyncSession, token_hash: bytes) -> SessionRow | None:
    """The session with this token that was not closed, locked."""
    statement = select(SessionRow).where(SessionRow.token_hash == token_hash, SessionRow.closed_at.is_(None))
    return await session.scalar(statement.with_for_update())


async def close_of_person(session: AsyncSession, person_id: UUID, now: datetime) -> Sequence[SessionRow]:
    return await _close(session, SessionRow.person_id == person_id, now)


async def forget_ended(session: AsyncSession, before: datetime) -> None:
    """Remove sessions that ended by themselves before that instant."""
    await session.execute(delete(SessionRow).where(SessionRow.expires_at < before))


async def _close(session: AsyncSession, which: ColumnElement[bool], now: datetime) -> Sequence[SessionRow]:
    statement = (
        update(SessionRow).where(which, SessionRow.closed_at.is_(None)).values(closed_at=now).returning(SessionRow)
    )
    return (await session.scalars(statement)).all()


async def live_of_person(session: AsyncSession, person_id: UUID, now: datetime) -> Sequence[SessionRow]:
    """The person's sessions that were not closed and are not past their end, the last used first."""
    statement = select(SessionRow).where(
        SessionRow.person_id == person_id, SessionRow.closed_at.is_(None), SessionRow.expires_at > now
    )
    return (await session.scalars(statement.order_by(SessionRow.last_seen_at.desc()))).all()


async def close_one(session: AsyncSession, session_id: UUID, person_id: UUID, now: datetime) -> SessionRow | None:
    """Close this session of this person; None where it has no such session alive."""
    found = await _close(session, and_(SessionRow.id == session_id, SessionRow.person_id == person_id), now)
    return found[0] if found else None


async def close_others(session: AsyncSession, person_id: UUID, kept: UUID, now: datetime) -> Sequence[SessionRow]:
    """Close every session of the person but one."""
    return await _close(session, and_(SessionRow.person_id == person_id, SessionRow.id != kept), now)
