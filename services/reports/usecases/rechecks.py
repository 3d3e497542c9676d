"""Re-checks: by staff, and by themselves after a failure on our side."""

from datetime import datetime
from uuid import UUID

from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.journal_acts import Act
from services.reports import texts
from services.reports.domain.status import IllegalTransitionError
from services.reports.repository import obligations, submissions
from services.reports.usecases import access, checks, history, objects


async def by_staff(uow: UnitOfWork, who: Identity, submission_id: UUID, now: datetime) -> None:
    """Raises ServiceError `not_found`, `conflict` (is being checked), `invalid` (a form without triggers)."""
    obligation, row = await access.submission_to_change(uow.session, who, submission_id)
    if await submissions.job(uow.session, row.id, row.attempt) is None:
        raise ServiceError("invalid", fields=(field_error("id", "not_checked"),))
    row.auto_rechecks = 0
    try:
        await checks.start_again(uow, obligation, row, now)
    except IllegalTransitionError as error:
        raise ServiceError("conflict") from error
    uow.record(Act.RECHECK_ASKED, objects.submission(row), after={"attempt": row.attempt})
    history.by_person(uow.session, row, now, who, "recheck_started", texts.recheck_by_staff(row.attempt))


async def by_itself(uow: UnitOfWork, submission_id: UUID, now: datetime) -> bool:
    """Whether it was started: staff may have been quicker."""
    obligation_id = await submissions.obligation_of(uow.session, submission_id)
    if obligation_id is None:
        return False
    obligation = await obligations.lock(uow.session, obligation_id)
    row = await submissions.lock(uow.session, submission_id)
    if row.next_recheck_at is None or row.next_recheck_at > now:
        return False
    row.auto_rechecks += 1
    await checks.start_again(uow, obligation, row, now)
    history.by_system(uow.session, row, now, "recheck_started", texts.recheck_by_itself(row.attempt))
    return True
