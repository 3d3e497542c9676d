"""Cards: found, locked, listed, searched, entered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, text, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.identity import Identity
from contracts.members import MemberStatus
from services.members.tables import Member

# How much of what was typed must be met in a text, from 0 to 1: one wrong letter in a word of five leaves about 0.5.
_SIMILAR = "0.45"
_SET_SIMILAR = text(f"SET LOCAL pg_trgm.word_similarity_threshold = {_SIMILAR}")
_COMPUTED = frozenset({"search_terms", "search_latin"})


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
    statement = _of_status(_visible(identity), status)
    if needle:
        statement = statement.where(_matches(needle))
    if after is not None:
        statement = statement.where(tuple_(Member.sort_key, Member.id) > tuple_(after.sort_key, after.id))
    return (await session.scalars(statement.order_by(Member.sort_key, Member.id).limit(limit))).all()


async def similar(
    session: AsyncSession, identity: Identity, *, needles: Sequence[str], status: MemberStatus | None, limit: int
) -> Sequence[Member]:
    """Cards whose names or numbers come closest to one of `needles`, the closest first."""
    await session.execute(_SET_SIMILAR)
    forms = [func.latin(needle) for needle in needles]
    nearness = func.greatest(*(func.word_similarity(form, Member.search_latin) for form in forms))
    near = or_(*(form.op("<%", is_comparison=True)(Member.search_latin) for form in forms))
    statement = _of_status(_visible(identity), status).where(near)
    return (await session.scalars(statement.order_by(nearness.desc(), Member.sort_key, Member.id).limit(limit))).all()


async def of_inns_locked(session: AsyncSession, identity: Identity, inns: Collection[str]) -> dict[str, Member]:
    """Cards by ИНН, locked in the order of their ids, so that two lists cannot wait for each other."""
    statement = _visible(identity).where(Member.inn.in_(inns)).order_by(Member.id).with_for_update()
    return {row.inn: row for row in await session.scalars(statement)}


async def ogrns_among(session: AsyncSession, ogrns: Collection[str]) -> dict[str, str]:
    """Those of `ogrns` that are in the register, with the ИНН of their organisations."""
    rows = await session.execute(select(Member.ogrn, Member.inn).where(Member.ogrn.in_(ogrns)))
    return {row.ogrn: row.inn for row in rows}


async def add_if_new(session: AsyncSession, member: Member) -> bool:
    """Insert the card; False when its ИНН or ОГРН is in the register (two requests at once included)."""
    columns = [column.name for column in Member.__table__.columns if column.name not in _COMPUTED]
    values = {name: getattr(member, name) for name in columns}
    statement = insert(Member).values(values).on_conflict_do_nothing().returning(Member.id)
    return await session.scalar(statement) is not None


async def has_inn(session: AsyncSession, inn: str) -> bool:
    return await session.scalar(select(Member.id).where(Member.inn == inn)) is not None


def _matches(needle: str) -> ColumnElement[bool]:
    """A part of the text as it was typed, or all of its words, each in any of its forms and in any order."""
    # The Latin form finds the candidates by its index of trigrams.
    part = Member.search_latin.contains(func.latin(_escaped(needle)), escape="/") & Member.search_text.contains(
        needle, autoescape=True
    )
    words = Member.search_terms.bool_op("@@")(func.plainto_tsquery(text("'russian'::regconfig"), needle))
    return or_(part, words)


def _escaped(needle: str) -> str:
    return needle.replace("/", "//").replace("%", "/%").replace("_", "/_")


def _of_status(statement: Select[Member], status: MemberStatus | None) -> Select[Member]:
    return statement if status is None else statement.where(Member.status == status)


def _visible(identity: Identity) -> Select[Member]:
    """Staff see every member, a member itself, and everyone else nothing."""
    if identity.is_staff:
        return select(Member)
    own = identity.organisation_id if identity.is_member else None
    return select(Member).where(Member.id == own)
