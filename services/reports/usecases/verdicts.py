"""Entering verdicts. A verdict is never replaced: a repeat, or news of an attempt that is over, changes nothing."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from chassis.database import UnitOfWork
from contracts.forms import FormInfo
from contracts.statuses import ReportStatus
from contracts.validator import Counts, Reason, ValidationFinished
from services.reports import texts
from services.reports.domain.actor import leading_cause
from services.reports.domain.rechecks import next_recheck
from services.reports.domain.status import is_green_in_vain, judged
from services.reports.repository import obligations, read_models, submissions
from services.reports.tables import ObligationRow, SubmissionRow, VerdictRow
from services.reports.usecases import announce, history

log = logging.getLogger(__name__)


class UnknownAttemptError(LookupError):
    """A verdict of something that was never asked for; it ends among the dead letters, where an operator sees it."""


async def enter_finished(
    uow: UnitOfWork, finished: ValidationFinished, pauses: Sequence[timedelta], now: datetime
) -> None:
    """Enter what a worker found. Raises UnknownAttemptError."""
    obligation, row = await _lock(uow, finished.submission_id)
    if finished.attempt > row.attempt:
        raise UnknownAttemptError(f"submission {row.id} has no attempt {finished.attempt}")
    if finished.attempt < row.attempt or row.status != ReportStatus.CHECKING:
        log.info("a verdict of attempt %s of %s came again and is left aside", finished.attempt, row.id)
        return
    finished = _believable(finished)
    verdict = _verdict(finished, now)
    if await submissions.enter_verdict(uow.session, verdict):
        row.content_hash = finished.content_hash or row.content_hash
        reasons = tuple(Reason.model_validate(reason) for reason in verdict.reasons)
        row.next_recheck_at = next_recheck(finished.status, reasons, row.auto_rechecks, pauses, now)
        text = texts.verdict(finished.status, finished.counts, reasons)
        await _apply(uow, obligation, row, verdict, await _form(uow, obligation), text)


async def accept_unchecked(
    uow: UnitOfWork, obligation: ObligationRow, row: SubmissionRow, form: FormInfo, now: datetime
) -> None:
    """«Принят без ошибок» of a form that has no triggers, in the transaction of its receipt."""
    verdict = VerdictRow(
        id=uuid4(),
        submission_id=row.id,
        attempt=row.attempt,
        status=ReportStatus.ACCEPTED,
        counts=Counts().model_dump(mode="json"),
        reasons=[],
        finished_at=now,
        entered_at=now,
    )
    await submissions.enter_verdict(uow.session, verdict)
    await _apply(uow, obligation, row, verdict, form, texts.NO_CHECK)


async def _apply(
    uow: UnitOfWork, obligation: ObligationRow, row: SubmissionRow, verdict: VerdictRow, form: FormInfo, text: str
) -> None:
    reasons = tuple(Reason.model_validate(reason) for reason in verdict.reasons)
    status = judged(ReportStatus(row.status), ReportStatus(verdict.status))
    row.status, row.cause = status, leading_cause(reason.cause for reason in reasons)
    row.counts, row.reasons = verdict.counts, verdict.reasons
    version = verdict.rule_set["version"] if verdict.rule_set else None
    history.by_system(uow.session, row, verdict.entered_at, status, text, version)
    if obligation.current_submission_id == row.id:
        obligation.status, obligation.cause = row.status, row.cause
        await announce.obligation_changed(uow, obligation, form)
    await announce.submission_checked(uow, obligation, row, verdict, form)


def _believable(finished: ValidationFinished) -> ValidationFinished:
    """The verdict, or in place of one that denies itself a failure of ours, which is checked again."""
    if not is_green_in_vain(finished.status, finished.counts, finished.reasons):
        return finished
    log.error("attempt %d of %s was called accepted against its own counts", finished.attempt, finished.submission_id)
    return finished.model_copy(update={"status": ReportStatus.CHECK_FAILED, "reasons": (texts.CONTRADICTION,)})


def _verdict(finished: ValidationFinished, now: datetime) -> VerdictRow:
    reasons = finished.reasons
    if finished.status is ReportStatus.CHECK_FAILED and not reasons:
        reasons = (texts.UNNAMED_FAILURE,)
    return VerdictRow(
        id=uuid4(),
        submission_id=finished.submission_id,
        attempt=finished.attempt,
        rule_set_id=finished.rule_set.id if finished.rule_set else None,
        rule_set=finished.rule_set.model_dump(mode="json") if finished.rule_set else None,
        status=finished.status,
        counts=finished.counts.model_dump(mode="json"),
        reasons=[reason.model_dump(mode="json") for reason in reasons],
        object=finished.verdict.model_dump(mode="json") if finished.verdict else None,
        finished_at=finished.finished_at,
        entered_at=now,
    )


async def _lock(uow: UnitOfWork, submission_id: UUID) -> tuple[ObligationRow, SubmissionRow]:
    obligation_id = await submissions.obligation_of(uow.session, submission_id)
    if obligation_id is None:
        raise UnknownAttemptError(f"there is no submission {submission_id}")
    return await obligations.lock(uow.session, obligation_id), await submissions.lock(uow.session, submission_id)


async def _form(uow: UnitOfWork, obligation: ObligationRow) -> FormInfo:
    form = await read_models.form(uow.session, obligation.form_code)
    if form is None:
        raise LookupError(f"obligation {obligation.id} is of the unknown form {obligation.form_code}")
    return form
