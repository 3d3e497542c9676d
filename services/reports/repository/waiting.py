"""What the reconciler looks for: checks that have waited too long, failures of ours that are due for another try."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import literal_column, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.validator import ValidationRequested
from services.reports.tables import AttemptRow, ObligationRow, SubmissionRow, VerdictRow

_BATCH = 200


@dataclass(frozen=True)
class Touched:
    """Reports whose newest verdict, of this rule set, could not evaluate the trigger `code` or had it switched off."""

    rule_set_id: UUID
    code: str


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


async def order(session: AsyncSession, touched: Touched, reason: str, now: datetime) -> int:
    """Mark the current submissions that are touched and have a verdict; how many."""
    newest = (VerdictRow.submission_id == SubmissionRow.id) & (VerdictRow.attempt == SubmissionRow.attempt)
    current = ObligationRow.current_submission_id == SubmissionRow.id
    statement = (
        update(SubmissionRow)
        .where(newest, current, SubmissionRow.status != literal_column("'checking'"))
        .where(VerdictRow.rule_set_id == touched.rule_set_id, VerdictRow.troubled != literal_column("'{}'"))
        .where(VerdictRow.troubled.any_() == touched.code)
        .values(next_recheck_at=now, recheck_reason=reason)
        .execution_options(synchronize_session=False)
        .returning(SubmissionRow.id)
    )
    return len((await session.scalars(statement)).all())
