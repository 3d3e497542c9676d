"""SQL that appends to the chain, and finds what it hangs on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from services.journal.domain.chain import Link, Part
from services.journal.domain.roots import Root
from services.journal.tables import ChainRow, DetailsRow, HeadRow, OrganisationRow, RootRow

_PSEUDONYMS = text("""
    INSERT INTO subjects (pseudonym, subject, name)
    SELECT gen_random_uuid(), * FROM unnest(CAST(:subjects AS text[]), CAST(:names AS text[]))
    ON CONFLICT (subject) DO UPDATE
        SET name = CASE WHEN excluded.name = '' THEN subjects.name ELSE excluded.name END
    RETURNING subject, pseudonym
""")

_FIRST_ENTRY = text("SELECT min(entered_at) FROM chain")

# The rows of a day, and where the chain stood when it ended.
_UNTIL = text("""
    SELECT coalesce(max(number), 0) AS last_number, count(*) FILTER (WHERE entered_at >= :begins) AS rows
    FROM chain WHERE entered_at < :ends
""")


@dataclass(frozen=True)
class Head:
    """Where the chain ends; nobody else appends until the transaction ends."""

    number: int
    hash: bytes
    entered_at: datetime | None


async def lock_head(session: AsyncSession) -> Head:
    row = (await session.execute(select(HeadRow).where(HeadRow.id == 1).with_for_update())).scalar_one()
    return Head(row.number, row.hash, row.entered_at)


async def known_events(session: AsyncSession, event_ids: Iterable[str]) -> set[str]:
    """Those that are in the chain already: an inbox forgets after a while, the chain does not."""
    query = select(ChainRow.event_id).where(ChainRow.event_id.in_(list(event_ids)))
    return set(await session.scalars(query))


async def pseudonyms(session: AsyncSession, names: Mapping[str, str]) -> dict[str, UUID]:
    """The pseudonym of each subject, made at its first act; `names`: subject -> its newest name, or ''."""
    if not names:
        return {}
    values = {"subjects": list(names), "names": list(names.values())}
    found = await session.execute(_PSEUDONYMS, values)
    return {row.subject: row.pseudonym for row in found}


async def append(session: AsyncSession, links: Sequence[Link], parts: Mapping[int, tuple[Part, Part]]) -> None:
    """Add rows at the end, each with who it was and what it was about; the head moves along."""
    await session.execute(insert(ChainRow), [_chain_values(link) for link in links])
    await session.execute(insert(DetailsRow), [_details_values(number, *both) for number, both in parts.items()])
    last = links[-1]
    news = {"number": last.number, "hash": last.hash, "entered_at": last.entry.entered_at}
    await session.execute(update(HeadRow).where(HeadRow.id == 1).values(news))


def _chain_values(link: Link) -> dict[str, Any]:
    return {"number": link.number, "previous": link.previous, "hash": link.hash, **asdict(link.entry)}


def _details_values(number: int, who: Part, content: Part) -> dict[str, Any]:
    return {
        "number": number,
        "who_salt": who.salt,
        "who": who.text,
        "content_salt": content.salt,
        "content": content.text,
    }


async def note_organisation(session: AsyncSession, id: UUID, revision: int, name: str) -> None:
    """Keep the newest name; a lower revision is old news."""
    statement = upsert(OrganisationRow).values(id=id, revision=revision, name=name)
    news = {"revision": revision, "name": name}
    newer = OrganisationRow.revision < revision
    await session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=news, where=newer))


async def last_root(session: AsyncSession) -> Root | None:
    row = await session.scalar(select(RootRow).order_by(RootRow.day.desc()).limit(1))
    return root_of(row) if row else None


async def first_entry(session: AsyncSession) -> datetime | None:
    moment: datetime | None = (await session.execute(_FIRST_ENTRY)).scalar_one()
    return moment


async def root_at(session: AsyncSession, day: date, begins: datetime, ends: datetime, previous: bytes) -> Root:
    """The root of a day that has ended. Call it under the lock of the head: an append may still be on its way."""
    counted = (await session.execute(_UNTIL, {"begins": begins, "ends": ends})).one()
    last_hash = await session.scalar(select(ChainRow.hash).where(ChainRow.number == counted.last_number))
    return Root(day, counted.last_number, last_hash or bytes(32), counted.rows, previous)


async def add_root(session: AsyncSession, root: Root, object_key: str) -> bool:
    """Whether it is new: another process may have written the same day's meanwhile."""
    statement = upsert(RootRow).values(**asdict(root), hash=root.hash, object_key=object_key)
    return bool((await session.execute(statement.on_conflict_do_nothing().returning(RootRow.day))).all())


def root_of(row: RootRow) -> Root:
    return Root(row.day, row.last_number, row.last_hash, row.rows, row.previous)
