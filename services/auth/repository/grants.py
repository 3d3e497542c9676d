"""SQL about grants: who holds what within an organisation, and which begin or end."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.tables import GrantRow, Organisation, Person, SessionRow


async def of_organisation(
    session: AsyncSession, organisation_id: UUID, today: date
) -> Sequence[Row[GrantRow, Person, datetime | None]]:
    """The grants that hold or will hold, whose each is, and when that person was last seen here; by name."""
    seen = (
        select(func.max(SessionRow.last_seen_at))
        .where(SessionRow.person_id == Person.id, SessionRow.organisation_id == organisation_id)
        .scalar_subquery()
    )
    statement = (
        select(GrantRow, Person, seen)
        .join(Person, Person.id == GrantRow.person_id)
        .where(
            GrantRow.organisation_id == organisation_id,
            GrantRow.ended_at.is_(None),
            (GrantRow.valid_until.is_(None)) | (GrantRow.valid_until >= today),
        )
        .order_by(Person.name, Person.id, GrantRow.valid_from)
    )
    return (await session.execute(statement)).all()


async def person_due(session: AsyncSession, today: date) -> Person | None:
    """Somebody, locked, with a grant whose last day has passed and that was not ended, or whose first day has come."""
    over = GrantRow.ended_at.is_(None) & (GrantRow.valid_until < today)
    beginning = GrantRow.started_at.is_(None) & GrantRow.ended_at.is_(None) & (GrantRow.valid_from <= today)
    due = select(GrantRow.person_id).where(over | beginning)
    # The person first, as everybody locks who changes a membership.
    statement = select(Person).where(Person.id.in_(due)).limit(1).with_for_update(skip_locked=True)
    return await session.scalar(statement)


async def first_at(session: AsyncSession, organisations: Sequence[UUID]) -> dict[UUID, datetime]:
    """When the first person of each organisation got in; an organisation that has had none is left out."""
    statement = (
        select(GrantRow.organisation_id, func.min(GrantRow.created_at))
        .where(GrantRow.organisation_id.in_(organisations))
        .group_by(GrantRow.organisation_id)
    )
    return {row[0]: row[1] for row in await session.execute(statement) if row[0]}


async def without_people(session: AsyncSession, statuses: Sequence[str], limit: int) -> Sequence[Organisation]:
    """Organisations of these statuses into which nobody has got yet, by the day of inclusion."""
    anybody = select(GrantRow.id).where(GrantRow.organisation_id == Organisation.id).exists()
    statement = select(Organisation).where(Organisation.status.in_(statuses), ~anybody)
    return (await session.scalars(statement.order_by(Organisation.included_on, Organisation.id).limit(limit))).all()
