"""Re-checks: by staff; by themselves after a failure on our side; and of all reports that a trigger touched."""

import logging
from datetime import datetime
from uuid import UUID

from chassis.database import UnitOfWork
from chassis.errors import ServiceError
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.suspensions import SuspensionChanged
from services.reports import texts
from services.reports.domain.status import IllegalTransitionError
from services.reports.repository import obligations, read_models, submissions, waiting
from services.reports.repository.waiting import Touched
from services.reports.usecases import access, checks, history

log = logging.getLogger(__name__)


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
    reason = row.recheck_reason
    if reason is None:
        row.auto_rechecks += 1
    await checks.start_again(uow, obligation, row, now)
    text = texts.recheck_by_itself(row.attempt) if reason is None else texts.recheck_ordered(row.attempt, reason)
    history.by_system(uow.session, row, now, "recheck_started", text)
    return True


async def order(uow: UnitOfWork, touched: Touched, reason: str, now: datetime) -> int:
    """Have the current submission of every report that `touched` tells checked again; how many there are.

    The reconciler starts them, a transaction each. One that is being checked is left out: it gets its verdict first,
    and is ordered then if it still needs it. `reason` stands in its timeline, after «Повторная проверка, попытка n: ».
    """
    ordered = await waiting.order(uow.session, touched, reason, now)
    log.info("re-checks of %d reports are ordered: %s", ordered, reason)
    return ordered


async def suspension_changed(uow: UnitOfWork, event: SuspensionChanged, now: datetime) -> None:
    """A trigger was switched off, or works again: the form first, so that the new checks know of it."""
    await read_models.put_form(uow.session, event.form)
    words = texts.trigger_switched_off if event.lifted_at is None else texts.trigger_works_again
    touched = Touched(event.trigger.rule_set_id, event.trigger.code)
    await order(uow, touched, words(event.trigger.code), now)
