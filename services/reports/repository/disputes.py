"""Disputes: opening, finding within a scope, the list of the SRO, what is explained."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal_column, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.disputes import DisputeQuery, DisputeState
from services.reports.domain.scope import Scope
from services.reports.tables import DisputeRow, FormRow, MemberRow, ObligationRow, SubmissionRow


@dataclass(frozen=True)
class Disputed:
    """A dispute with what its view needs."""

    row: DisputeRow
    submission: SubmissionRow
    obligation: ObligationRow
    member_name: str
    member_inn: str
    form_title: str


async def waiting_for(session: AsyncSession, submission_id: UUID, trigger: str) -> DisputeRow | None:
    """The one of this version and trigger that waits for an answer."""
    statement = select(DisputeRow).where(
        DisputeRow.submission_id == submission_id,
        DisputeRow.trigger == trigger,
        DisputeRow.state == DisputeState.OPEN,
    )
    return (await session.scalars(statement)).one_or_none()


async def lock(session: AsyncSession, dispute_id: UUID) -> DisputeRow | None:
    """The row, locked: two who answer take turns."""
    statement = select(DisputeRow).where(DisputeRow.id == dispute_id).with_for_update()
    return (await session.scalars(statement, execution_options={"populate_existing": True})).one_or_none()


async def describe(session: AsyncSession, scope: Scope, dispute_id: UUID) -> Disputed | None:
    found = await _read(session, _all(scope).where(DisputeRow.id == dispute_id))
    return found[0] if found else None


async def of_submission(session: AsyncSession, submission_id: UUID) -> Sequence[Disputed]:
    """Newest first."""
    statement = _all(Scope(None)).where(DisputeRow.submission_id == submission_id)
    return await _read(session, statement.order_by(DisputeRow.opened_at.desc(), DisputeRow.id.desc()))


async def accepted(session: AsyncSession, member_id: UUID, form_code: str, on: date) -> Sequence[DisputeRow]:
    """What the member had accepted for this form, in force on that day; the one that lasts longest first."""
    statement = select(DisputeRow).where(
        DisputeRow.member_id == member_id,
        DisputeRow.form_code == form_code,
        DisputeRow.state == DisputeState.ACCEPTED,
        DisputeRow.valid_until >= on,
    )
    return (await session.scalars(statement.order_by(DisputeRow.valid_until.desc(), DisputeRow.id))).all()


async def accepted_of_all(session: AsyncSession, owners: Collection[tuple[UUID, str]]) -> Sequence[DisputeRow]:
    """What these members (with the form's code) had accepted, whatever its end date."""
    statement = select(DisputeRow).where(
        tuple_(DisputeRow.member_id, DisputeRow.form_code).in_(owners),
        DisputeRow.state == literal_column(f"'{DisputeState.ACCEPTED}'"),
    )
    return (await session.scalars(statement)).all()


async def page(
    session: AsyncSession, query: DisputeQuery, after: tuple[datetime, UUID] | None
) -> tuple[Sequence[Disputed], bool]:
    """At most `query.limit` rows after the cursor, and whether there are more."""
    statement = _all(Scope(None)).where(*_chosen(query))
    place = tuple_(DisputeRow.opened_at, DisputeRow.id)
    oldest_first = query.state is DisputeState.OPEN
    if after is not None:
        statement = statement.where(place > after if oldest_first else place < after)
    order = (DisputeRow.opened_at, DisputeRow.id)
    statement = statement.order_by(*(order if oldest_first else [column.desc() for column in order]))
    rows = await _read(session, statement.limit(query.limit + 1))
    return rows[: query.limit], len(rows) > query.limit


async def waiting(session: AsyncSession) -> int:
    """How many wait for an answer."""
    counted = select(func.count()).select_from(DisputeRow).where(DisputeRow.state == DisputeState.OPEN)
    return await session.scalar(counted) or 0


def _chosen(query: DisputeQuery) -> list[ColumnElement[bool]]:
    wanted = {
        DisputeRow.state: query.state,
        DisputeRow.kind: query.kind,
        DisputeRow.form_code: query.form,
        DisputeRow.member_id: query.member,
        DisputeRow.trigger: query.trigger,
    }
    return [column == value for column, value in wanted.items() if value is not None]


def _all(scope: Scope) -> Select[DisputeRow, SubmissionRow, ObligationRow, str, str, str]:
    statement = (
        select(DisputeRow, SubmissionRow, ObligationRow, MemberRow.name, MemberRow.inn, FormRow.info["title"].astext)
        .join(SubmissionRow, SubmissionRow.id == DisputeRow.submission_id)
        .join(ObligationRow, ObligationRow.id == SubmissionRow.obligation_id)
        .join(MemberRow, MemberRow.id == DisputeRow.member_id)
        .join(FormRow, FormRow.code == DisputeRow.form_code)
    )
    return statement if scope.member_id is None else statement.where(DisputeRow.member_id == scope.member_id)


async def _read(
    session: AsyncSession, statement: Select[DisputeRow, SubmissionRow, ObligationRow, str, str, str]
) -> Sequence[Disputed]:
    return [Disputed(*found) for found in await session.execute(statement)]
