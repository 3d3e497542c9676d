"""SQL for those who read the journal."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.journal.tables import ChainRow, DetailsRow, OrganisationRow, SubjectRow


@dataclass(frozen=True)
class Wanted:
    """Which rows. `person`, and `object_id` where the object is a person, are pseudonyms. `below`: a number."""

    since: datetime | None = None
    before: datetime | None = None
    person: UUID | None = None
    who: str | None = None
    organisation_id: UUID | None = None
    acts: tuple[str, ...] = ()
    object_kind: str | None = None
    object_id: str | None = None
    below: int | None = None


@dataclass(frozen=True)
class Shown:
    """A row of the chain with what lies beside it."""

    chain: ChainRow
    details: DetailsRow
    organisation_name: str
    person_name: str


async def rows(session: AsyncSession, wanted: Wanted, limit: int) -> Sequence[Shown]:
    """Newest first."""
    query = (
        select(ChainRow, DetailsRow, OrganisationRow.name, SubjectRow.name)
        .join(DetailsRow, DetailsRow.number == ChainRow.number)
        .outerjoin(OrganisationRow, OrganisationRow.id == ChainRow.organisation_id)
        .outerjoin(SubjectRow, SubjectRow.pseudonym == ChainRow.person)
        .where(*_conditions(wanted))
        .order_by(ChainRow.number.desc())
        .limit(limit)
    )
    found = await session.execute(query)
    return [Shown(chain, details, member or "", person or "") for chain, details, member, person in found]


async def erasures(session: AsyncSession, numbers: Iterable[int]) -> dict[int, tuple[datetime, str]]:
    """When each of these acts erased, and the content that holds its ground."""
    query = (
        select(ChainRow.number, ChainRow.at, DetailsRow.content)
        .join(DetailsRow, DetailsRow.number == ChainRow.number)
        .where(ChainRow.number.in_(set(numbers)))
    )
    return {number: (at, content or "{}") for number, at, content in await session.execute(query)}


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.since is not None:
        yield ChainRow.at >= wanted.since
    if wanted.before is not None:
        yield ChainRow.at < wanted.before
    if wanted.person is not None:
        yield ChainRow.person == wanted.person
    if wanted.who:
        named = select(SubjectRow.pseudonym).where(SubjectRow.name.icontains(wanted.who, autoescape=True))
        yield ChainRow.person.in_(named)
    if wanted.organisation_id is not None:
        yield ChainRow.organisation_id == wanted.organisation_id
    if wanted.acts:
        yield ChainRow.act.in_(wanted.acts)
    if wanted.object_kind:
        yield ChainRow.object_kind == wanted.object_kind
    if wanted.object_id:
        yield ChainRow.object_id == wanted.object_id
    if wanted.below is not None:
        yield ChainRow.number < wanted.below
