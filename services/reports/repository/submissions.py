"""Submissions, their attempts, verdicts and timelines."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Uuid, any_, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.validator import ValidationRequested
from services.reports.domain.queueing import Throughput
from services.reports.domain.scope import Scope
from services.reports.tables import (
    AttemptRow,
    ObligationRow,
    SubmissionRow,
    TimelineRow,
    VerdictRow,
)

# Statements of the busiest ways are made once: to build and to look up one costs more than to run it.
_FIND = select(SubmissionRow).where(
    SubmissionRow.id == bindparam("id"),
    bindparam("member_id", type_=Uuid()).is_(None) | (SubmissionRow.member_id == bindparam("member_id")),
)
_VERDICTS = (
    select(VerdictRow)
    .where(VerdictRow.submission_id == bindparam("id"))
    .order_by(VerdictRow.attempt.desc(), VerdictRow.entered_at)
)
_TIMELINE = select(TimelineRow).where(TimelineRow.submission_id == bindparam("id")).order_by(TimelineRow.id)
_SAME_FILE = (
    select(SubmissionRow.id, SubmissionRow.version)
    .where(SubmissionRow.obligation_id == bindparam("obligation_id"), SubmissionRow.sha256 == bindparam("sha256"))
    .order_by(SubmissionRow.version.desc())
    .limit(1)
)
_LOCK_ALL = (
    select(SubmissionRow)
    .where(SubmissionRow.id == any_(bindparam("ids", type_=ARRAY(Uuid()))))
    .order_by(SubmissionRow.id)
    # Not against those who only refer to the row: two batches may each want the other's reports checked again.
    .with_for_update(key_share=True)
)
# A function of the database: it sees past the reach of a transaction, and says numbers alone.
_WAITING_LINE = text("SELECT ahead, verdicts_of_late, seconds FROM waiting_line(:queued, :id, :since, :at_most)")
_RECENT = timedelta(minutes=1)
_RECENT_VERDICTS = 50
_MOST_VERSIONS = 200


async def same_file(session: AsyncSession, obligation_id: UUID, sha256: str) -> tuple[UUID, int] | None:
    """Id and version of the newest version of this obligation with the very same bytes."""
    found = (await session.execute(_SAME_FILE, {"obligation_id": obligation_id, "sha256": sha256})).one_or_none()
    return (found.id, found.version) if found is not None else None


async def find(session: AsyncSession, scope: Scope, submission_id: UUID) -> SubmissionRow | None:
    return (await session.scalars(_FIND, {"id": submission_id, "member_id": scope.member_id})).one_or_none()


async def lock(session: AsyncSession, submission_id: UUID) -> SubmissionRow:
    """The row, locked. Its obligation must be locked before, or two transactions could wait for each other."""
    statement = select(SubmissionRow).where(SubmissionRow.id == submission_id).with_for_update()
    return (await session.scalars(statement, execution_options={"populate_existing": True})).one()


async def lock_all(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, SubmissionRow]:
    """These rows by their ids, locked in one order and outside the session; their obligations must be locked before."""
    rows = (await session.scalars(_LOCK_ALL, {"ids": list(ids)})).all()
    for row in rows:
        session.expunge(row)
    return {row.id: row for row in rows}


async def obligation_of(session: AsyncSession, submission_id: UUID) -> UUID | None:
    return await session.scalar(select(SubmissionRow.obligation_id).where(SubmissionRow.id == submission_id))


async def versions(session: AsyncSession, obligation_id: UUID) -> Sequence[SubmissionRow]:
    """Newest first."""
    of_obligation = select(SubmissionRow).where(SubmissionRow.obligation_id == obligation_id)
    return (await session.scalars(of_obligation.order_by(SubmissionRow.version.desc()).limit(_MOST_VERSIONS))).all()


async def holds_object(session: AsyncSession, key: str) -> bool:
    return await session.scalar(select(SubmissionRow.id).where(SubmissionRow.object_key == key)) is not None


def attempt_of(job: ValidationRequested) -> AttemptRow:
    """What is kept of a job."""
    return AttemptRow(submission_id=job.submission_id, attempt=job.attempt, job=job.model_dump(mode="json"))


async def job(session: AsyncSession, submission_id: UUID, attempt: int) -> ValidationRequested | None:
    """What was asked of the workers in that attempt; None for a form that is not checked."""
    row = await session.get(AttemptRow, (submission_id, attempt))
    return ValidationRequested.model_validate(row.job) if row is not None else None


async def verdicts(session: AsyncSession, submission_id: UUID) -> Sequence[VerdictRow]:
    """Newest first."""
    return (await session.scalars(_VERDICTS, {"id": submission_id})).all()


async def newest_verdicts(session: AsyncSession, ids: Collection[UUID]) -> Sequence[VerdictRow]:
    """Of each of these submissions that has been judged in its newest attempt."""
    newest = (SubmissionRow.id == VerdictRow.submission_id) & (SubmissionRow.attempt == VerdictRow.attempt)
    statement = select(VerdictRow).join(SubmissionRow, newest).where(VerdictRow.submission_id.in_(ids))
    return (await session.scalars(statement)).all()


async def fired_before(
    session: AsyncSession, obligation: ObligationRow, periods: int
) -> Sequence[Sequence[str] | None]:
    """Of the current versions of earlier periods, the latest first: triggers that fired, None where not told."""
    newest = (
        select(VerdictRow.fired)
        .where(VerdictRow.submission_id == ObligationRow.current_submission_id)
        .order_by(VerdictRow.attempt.desc())
        .limit(1)
        .scalar_subquery()
    )
    earlier = (
        select(newest)
        .where(
            ObligationRow.member_id == obligation.member_id,
            ObligationRow.form_code == obligation.form_code,
            ObligationRow.period_kind == obligation.period_kind,
            ObligationRow.ordinal == obligation.ordinal,
            ObligationRow.starts_on < obligation.starts_on,
        )
        .order_by(ObligationRow.starts_on.desc())
        .limit(periods)
    )
    return (await session.scalars(earlier)).all()


async def timeline(session: AsyncSession, submission_id: UUID) -> Sequence[TimelineRow]:
    """Oldest first."""
    return (await session.scalars(_TIMELINE, {"id": submission_id})).all()


async def waiting_line(session: AsyncSession, row: SubmissionRow, now: datetime) -> tuple[int, Throughput]:
    """How many submissions, of anybody, wait or are checked before this one; and the verdicts of the last minute."""
    place = {"queued": row.queued_at, "id": row.id, "since": now - _RECENT, "at_most": _RECENT_VERDICTS}
    found = (await session.execute(_WAITING_LINE, place)).one()
    return found.ahead, Throughput(found.verdicts_of_late, found.seconds)
