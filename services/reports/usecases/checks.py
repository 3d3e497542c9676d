"""Starting checks: reports alone starts attempts, and keeps what each of them asked for."""

from datetime import datetime

from chassis.database import UnitOfWork
from contracts import validator
from contracts.statuses import ReportStatus
from contracts.validator import ExpectedReport, ValidationRequested
from services.reports.domain.scope import Scope
from services.reports.domain.status import Step, checking_after
from services.reports.repository import obligations, submissions
from services.reports.repository.obligations import Context, period_of
from services.reports.tables import AttemptRow, ObligationRow, SubmissionRow
from services.reports.usecases import announce
from services.reports.views import object_ref


async def ask(uow: UnitOfWork, row: SubmissionRow, context: Context, now: datetime) -> AttemptRow:
    """Send out the job of the submission's newest attempt, with a snapshot of all that the verdict depends on.

    The row that keeps it is the caller's to write.
    """
    obligation, form, card = context.row, context.form, context.card
    job = ValidationRequested(
        submission_id=row.id,
        attempt=row.attempt,
        member_id=row.member_id,
        object=object_ref(row),
        file_name=row.file_name,
        expected=ExpectedReport(form=form.code, period=period_of(obligation), inn=card.inn),
        rule_set=form.rule_set_on(obligation.ends_on),
        member=card,
        working_days=context.years,
        requested_at=now,
    )
    await uow.emit(validator.VALIDATION_REQUESTED, job)
    return submissions.attempt_of(job)


async def start_again(uow: UnitOfWork, obligation: ObligationRow, row: SubmissionRow, now: datetime) -> None:
    """A new attempt; earlier verdicts stay. Both rows must be locked. Raises IllegalTransitionError."""
    row.status = checking_after(ReportStatus(row.status), Step.RECHECK)
    row.attempt += 1
    row.queued_at = row.issued_at = now
    # What the earlier verdict said stays in its own row; the submission has none while it is checked.
    row.cause, row.counts, row.reasons, row.next_recheck_at = None, None, [], None
    context = await obligations.find(uow.session, Scope(None), obligation.id)
    if context is None:
        raise LookupError(f"obligation {obligation.id} has no form or no member here")
    uow.session.add(await ask(uow, row, context, now))
    if obligation.current_submission_id == row.id:
        obligation.status, obligation.cause = row.status, None
        await announce.obligation_changed(uow, obligation, context.form)
