"""SQL about access requests."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.access import AccessRequestState
from services.auth.tables import AccessRequestRow, Organisation, Person

_WAITING = AccessRequestRow.state == AccessRequestState.WAITING.value
_RENEWED = ("organisation", "name", "position", "comment", "placed_at")


async def put(session: AsyncSession, values: dict[str, Any]) -> UUID:
    """The id, by one statement whatever is there: a request that waits is renewed, and takes the same time."""
    new = insert(AccessRequestRow).values(values)
    renewed = new.on_conflict_do_update(
        index_elements=["email", "inn"],
        index_where=_WAITING,
        set_={column: new.excluded[column] for column in _RENEWED},
    )
    return (await session.execute(renewed.returning(AccessRequestRow.id))).scalar_one()


async def of_state(
    session: AsyncSession, state: AccessRequestState, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Row[AccessRequestRow, Organisation | None, UUID | None]]:
    """Newest first, each with the organisation of its ИНН and the id of whoever has its address."""
    statement = (
        select(AccessRequestRow, Organisation, Person.id)
        .outerjoin(Organisation, Organisation.inn == AccessRequestRow.inn)
        .outerjoin(Person, Person.email == AccessRequestRow.email)
        .where(AccessRequestRow.state == state.value)
        .order_by(AccessRequestRow.placed_at.desc(), AccessRequestRow.id.desc())
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(tuple_(AccessRequestRow.placed_at, AccessRequestRow.id) < after)
    return (await session.execute(statement)).all()


async def locked(session: AsyncSession, request_id: UUID) -> AccessRequestRow | None:
    return await session.scalar(select(AccessRequestRow).where(AccessRequestRow.id == request_id).with_for_update())
