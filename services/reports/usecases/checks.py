"""Starting checks: reports alone starts attempts, and keeps what each of them asked for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import UnitOfWork
from contracts import validator
from contracts.base import ObjectRef
from contracts.forms import RuleSetNeeds
from contracts.statuses import ReportStatus
from contracts.validator import ExpectedReport, OtherEdition, ValidationRequested
from services.reports.domain.scope import Scope
from services.reports.domain.status import Step, checking_after
from services.reports.repository import obligations, submissions
from services.reports.repository.obligations import Context, period_of
from services.reports.tables import AttemptRow, ObligationRow, SubmissionRow
from services.reports.usecases import announce, others
from services.reports.views import object_ref


@dataclass(frozen=True)
class File:
    """What is to be checked: a version of a report, or a file that is only looked at."""

    submission_id: UUID
    attempt: int
    object: ObjectRef
    name: str
    received_at: datetime


async def job_of(
    session: AsyncSession, file: File, context: Context, now: datetime, also: RuleSetNeeds | None = None
) -> ValidationRequested:
    """All that the verdict of a file depends on, as things stand now; and what a draft looks at that is tried on it."""
    obligation, form, card = context.row, context.form, context.card
    rule_set = form.rule_set_on(obligation.ends_on)
    other_editions = form.other_rule_sets_on(obligation.ends_on)
    needs = [ref.needs for ref in (rule_set, *other_editions) if ref is not None]
    needs += [also] if also is not None else []
    return ValidationRequested(
        submission_id=file.submission_id,
        attempt=file.attempt,
        member_id=obligation.member_id,
        object=file.object,
        file_name=file.name,
        expected=ExpectedReport(form=form.code, period=period_of(obligation), inn=card.inn),
        rule_set=rule_set,
        other_editions=tuple(
            OtherEdition(rule_set=other, suspended=form.suspended_in(other.id)) for other in other_editions
        ),
        editions=form.editions,
        member=card,
        working_days=context.years,
        requested_at=now,
        obligation_id=obligation.id,
        received_at=file.received_at,
        suspended=form.suspended_in(rule_set.id) if rule_set is not None else (),
        others=await others.named_by(session, obligation, needs),
    )


async def snapshot(
    session: AsyncSession, row: SubmissionRow, context: Context, now: datetime, also: RuleSetNeeds | None = None
) -> ValidationRequested:
    """The same for a submission's newest attempt."""
    file = File(row.id, row.attempt, object_ref(row), row.file_name, row.received_at)
    return await job_of(session, file, context, now, also)


async def ask(uow: UnitOfWork, row: SubmissionRow, context: Context, now: datetime) -> AttemptRow:
    """Send out the job of the submission's newest attempt, with a snapshot of all that the verdict depends on.

    The row that keeps it is the caller's to write.
    """
    job = await snapshot(uow.session, row, context, now)
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
