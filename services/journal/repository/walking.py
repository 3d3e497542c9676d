"""SQL that walks the whole chain in bounded memory."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from services.journal.domain.chain import Entry, Link, Part
from services.journal.domain.roots import Root
from services.journal.domain.verification import Beside, Row
from services.journal.repository.chain import root_of
from services.journal.tables import ChainRow, DetailsRow, HeadRow, RootRow

_BATCH = 1000
ERASURE_ACT = "journal.person_erased"


async def walk(session: AsyncSession) -> AsyncIterator[Row]:
    """Every row in the order of its number."""
    by_who, by_content = aliased(ChainRow), aliased(ChainRow)
    query = (
        select(ChainRow, DetailsRow, by_who.object_id, by_content.object_id)
        .outerjoin(DetailsRow, DetailsRow.number == ChainRow.number)
        .outerjoin(by_who, _is_erasure(by_who, DetailsRow.who_erased_by))
        .outerjoin(by_content, _is_erasure(by_content, DetailsRow.content_erased_by))
        .order_by(ChainRow.number)
        .limit(_BATCH)
    )
    after: int | None = None
    while True:
        page = query if after is None else query.where(ChainRow.number > after)
        batch = (await session.execute(page)).all()
        for chain, details, who_of, content_of in batch:
            yield _row(chain, details, who_of, content_of)
        if len(batch) < _BATCH:
            return
        after = batch[-1][0].number
        # What was looked at is let go of: a session would keep every row of a chain of years.
        session.expunge_all()


async def successor(session: AsyncSession, previous: bytes) -> Link | None:
    """The row that says it comes after the one with this hash."""
    row = await session.scalar(select(ChainRow).where(ChainRow.previous == previous).limit(1))
    return link_of(row) if row else None


async def head(session: AsyncSession) -> HeadRow | None:
    return await session.get(HeadRow, 1)


async def roots(session: AsyncSession) -> Sequence[tuple[Root, bytes]]:
    """Every root with the hash that was written for it, oldest first."""
    return [(root_of(row), row.hash) for row in await session.scalars(select(RootRow).order_by(RootRow.day))]


def link_of(row: ChainRow) -> Link:
    entry = Entry(
        event_id=row.event_id,
        service=row.service,
        act=row.act,
        at=row.at,
        entered_at=row.entered_at,
        person=row.person,
        object_kind=row.object_kind,
        object_id=row.object_id,
        organisation_id=row.organisation_id,
        trace_id=row.trace_id,
        who_digest=row.who_digest,
        content_digest=row.content_digest,
    )
    return Link(row.number, row.previous, entry, row.hash)


def _is_erasure(row: Any, number: InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = (row.number == number) & (row.act == ERASURE_ACT)
    return condition


def _row(chain: ChainRow, details: DetailsRow | None, who_of: str | None, content_of: str | None) -> Row:
    if details is None:
        return Row(link_of(chain), None, None)
    who = Beside(_part(details.who_salt, details.who), details.who_erased_by, who_of)
    content = Beside(_part(details.content_salt, details.content), details.content_erased_by, content_of)
    return Row(link_of(chain), who, content)


def _part(salt: bytes | None, text: str | None) -> Part | None:
    return None if salt is None or text is None else Part(salt, text)
