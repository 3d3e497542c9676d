"""SQL about the people whom auth knows: who can be written to, and for which organisations."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.auth import PersonChanged
from services.messaging.tables import RecipientOrganisationRow, RecipientRow

# The first half alone is what the version before this one writes.
_PEOPLE = text("""
    SELECT organisation_id, person_id FROM recipients WHERE organisation_id = ANY(:members) AND active
    UNION
    SELECT place.organisation_id, person_id FROM recipient_organisations AS place JOIN recipients USING (person_id)
    WHERE place.organisation_id = ANY(:members) AND active
""")


def places_of(event: PersonChanged) -> tuple[UUID, ...]:
    """The organisations that a person acts for; an older sender names the first one alone."""
    if event.organisations is not None:
        return event.organisations
    return (event.organisation_id,) if event.organisation_id else ()


async def put(session: AsyncSession, event: PersonChanged) -> bool:
    """Whether the event was news: an older revision than the kept one changes nothing."""
    values = event.model_dump(include={"revision", "name", "email", "organisation_id", "active"})
    values["roles"] = [role.value for role in event.roles]
    newer = (
        insert(RecipientRow)
        .values(person_id=event.person_id, **values)
        .on_conflict_do_update(index_elements=["person_id"], set_=values, where=RecipientRow.revision < event.revision)
    )
    news = (await session.execute(newer.returning(RecipientRow.person_id))).scalar() is not None
    if news:
        await _put_places(session, event.person_id, places_of(event))
    return news


async def people_of(session: AsyncSession, members: Collection[UUID]) -> Mapping[UUID, Sequence[UUID]]:
    """The active people of these organisations."""
    people: dict[UUID, list[UUID]] = {}
    for row in await session.execute(_PEOPLE, {"members": list(members)}):
        people.setdefault(row.organisation_id, []).append(row.person_id)
    return people


async def staff_with(session: AsyncSession, roles: Sequence[str]) -> Sequence[UUID]:
    """The SRO's active people with any of these roles."""
    of_staff = RecipientRow.organisation_id.is_(None) & RecipientRow.active
    query = select(RecipientRow.person_id).where(of_staff, RecipientRow.roles.overlap(list(roles)))
    return (await session.scalars(query)).all()


async def _put_places(session: AsyncSession, person_id: UUID, places: Collection[UUID]) -> None:
    of_person = RecipientOrganisationRow.person_id == person_id
    await session.execute(delete(RecipientOrganisationRow).where(of_person))
    rows = [{"person_id": person_id, "organisation_id": place} for place in places]
    if rows:
        await session.execute(insert(RecipientOrganisationRow).values(rows))
