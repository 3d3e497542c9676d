"""What the reconciler looks for: checks that have waited too long, failures of ours that are due for another try."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import literal_column, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.validator import ValidationRequested
from services.reports.tables import AttemptRow, SubmissionRow

_BATCH = 200
# A literal: with a parameter the planner could not use the index that holds only these rows.
_CHECKING = SubmissionRow.status == literal_column("'checking'")
# One reconciler at a time, whatever the number of replicas; the lock ends with the transaction.
_TRY_LOCK = text("SELECT pg_try_advisory_xact_lock(hashtext('reports.reconciler'))")
_UNSENT = text("SELECT count(*) FROM outbox WHERE published_at IS NULL AND subject = :subject")


async def take_turn(session: AsyncSession) -> bool:
    """Whether this replica may reconcile now."""
    return bool(await session.scalar(_TRY_LOCK))


async def unsent(session: AsyncSession, subject: str) -> int:
    """Messages of `subject` that still wait in the outbox: they are under way, not lost."""
    return int(await session.scalar(_UNSENT, {"subject": subject}) or 0)


async def stuck(session: AsyncSession, issued_before: datetime) -> Sequence[tuple[SubmissionRow, ValidationRequested]]:
    """Submissions «На проверке» whose job went out before then, with the job; those under other hands are left out."""
    same_attempt = (AttemptRow.submission_id == SubmissionRow.id) & (AttemptRow.attempt == SubmissionRow.attempt)
    statement = (
        select(SubmissionRow, AttemptRow.job)
        .join(AttemptRow, same_attempt)
        .where(_CHECKING, SubmissionRow.issued_at < issued_before)
        .order_by(SubmissionRow.queued_at, SubmissionRow.id)
        .limit(_BATCH)
        .with_for_update(of=SubmissionRow, skip_locked=True)
    )
    found = await session.execute(statement)
    return [(row, ValidationRequested.model_validate(job)) for row, job in found]


async def due_for_recheck(session: AsyncSession, now: datetime) -> Sequence[UUID]:
    due = select(SubmissionRow.id).where(SubmissionRow.next_recheck_at <= now)
    return (await session.scalars(due.order_by(SubmissionRow.next_recheck_at).limit(_BATCH))).all()
