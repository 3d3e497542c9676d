"""What the other services are told, in the transaction of the change."""

from chassis.clock import moscow_date
from chassis.database import UnitOfWork
from contracts import reports
from contracts.forms import FormInfo
from contracts.reports import ObligationChanged, SubmissionChecked, SubmissionReceived
from contracts.statuses import ReportStatus
from contracts.validator import Counts, Reason
from services.reports.repository.obligations import period_of
from services.reports.tables import ObligationRow, SubmissionRow, VerdictRow
from services.reports.views import form_title, period_view


async def obligation_opened(uow: UnitOfWork, row: ObligationRow, form: FormInfo) -> None:
    """The first revision of an obligation."""
    message = ObligationChanged(
        obligation_id=row.id,
        revision=row.revision,
        member_id=row.member_id,
        form=form_title(form),
        period=period_view(period_of(row)),
        due_date=row.extended_to or row.due_date,
        status=ReportStatus(row.status),
        submitted_on=moscow_date(row.submitted_at) if row.submitted_at is not None else None,
    )
    await uow.emit(reports.OBLIGATION_CHANGED, message)


async def obligation_changed(uow: UnitOfWork, row: ObligationRow, form: FormInfo) -> None:
    """One revision more; the row must be locked, or two changes could take the same one."""
    row.revision += 1
    await obligation_opened(uow, row, form)


async def submission_received(uow: UnitOfWork, row: SubmissionRow) -> None:
    message = SubmissionReceived(
        submission_id=row.id, obligation_id=row.obligation_id, member_id=row.member_id, version=row.version
    )
    await uow.emit(reports.SUBMISSION_RECEIVED, message)


async def submission_checked(
    uow: UnitOfWork, obligation: ObligationRow, row: SubmissionRow, verdict: VerdictRow, form: FormInfo
) -> None:
    message = SubmissionChecked(
        submission_id=row.id,
        obligation_id=obligation.id,
        member_id=row.member_id,
        submitted_by=row.submitted_by,
        attempt=verdict.attempt,
        current=obligation.current_submission_id == row.id,
        registration_number=row.registration_number,
        form=form_title(form),
        period=period_view(period_of(obligation)),
        status=ReportStatus(verdict.status),
        counts=Counts.model_validate(verdict.counts),
        reasons=tuple(Reason.model_validate(reason) for reason in verdict.reasons),
        due_date=obligation.extended_to or obligation.due_date,
        received_at=row.received_at,
        checked_at=verdict.entered_at,
    )
    await uow.emit(reports.SUBMISSION_CHECKED, message)
