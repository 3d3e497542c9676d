"""Entering verdicts. A verdict is never replaced: a repeat, or news of an attempt that is over, changes nothing."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from chassis.bus import Received
from chassis.database import UnitOfWork
from contracts.forms import FormInfo
from contracts.statuses import ReportStatus
from contracts.validator import Counts, Reason, TriggerOutcomes, ValidationFinished
from services.reports import texts
from services.reports.domain.actor import leading_cause
from services.reports.domain.rechecks import failed_by_rule, next_recheck
from services.reports.domain.status import is_green_in_vain, judged
from services.reports.repository import obligations, read_models, submissions, writing
from services.reports.tables import Base, ObligationRow, SubmissionRow, VerdictRow
from services.reports.usecases import announce, history, repairs

log = logging.getLogger(__name__)


class UnknownAttemptError(LookupError):
    """A verdict of something that was never asked for; it ends among the dead letters, where an operator sees it."""


@dataclass(frozen=True)
class _Places:
    """What a batch of verdicts is about, locked: submissions, their obligations by id, and forms by code."""

    submissions: Mapping[UUID, SubmissionRow]
    obligations: Mapping[UUID, ObligationRow]
    forms: Mapping[str, FormInfo]

    def of(self, submission_id: UUID) -> tuple[SubmissionRow, ObligationRow, FormInfo]:
        """Raises UnknownAttemptError, LookupError."""
        row = self.submissions.get(submission_id)
        if row is None:
            raise UnknownAttemptError(f"there is no submission {submission_id}")
        obligation = self.obligations[row.obligation_id]
        form = self.forms.get(obligation.form_code)
        if form is None:
            raise LookupError(f"obligation {obligation.id} is of the unknown form {obligation.form_code}")
        return row, obligation, form


async def enter_all(
    uow: UnitOfWork, received: Sequence[Received[ValidationFinished]], pauses: Sequence[timedelta], now: datetime
) -> None:
    """Enter what workers found, all of it or nothing. Raises UnknownAttemptError."""
    places = await _lock(uow, {one.message.submission_id for one in received})
    written: list[Base] = []
    for one in received:
        with one.traced():
            written += await _enter(uow, places, one.message, pauses, now)
    # Two versions of one report may get their verdicts together: each row is written once, as it stands in the end.
    touched = (*places.submissions.values(), *places.obligations.values())
    await writing.enter_verdicts(uow.session, (*written, *touched))
    # Only now: until it has its verdict a report may be on its way together with those that look at it.
    await repairs.compared_with(uow, places.obligations, now)


async def _enter(
    uow: UnitOfWork, places: _Places, finished: ValidationFinished, pauses: Sequence[timedelta], now: datetime
) -> list[Base]:
    """The new rows."""
    row, obligation, form = places.of(finished.submission_id)
    if finished.attempt > row.attempt:
        raise UnknownAttemptError(f"submission {row.id} has no attempt {finished.attempt}")
    if finished.attempt < row.attempt or row.status != ReportStatus.CHECKING:
        log.info("a verdict of attempt %s of %s came again and is left aside", finished.attempt, row.id)
        return []
    finished = _believable(finished)
    verdict = _verdict(finished, now)
    row.content_hash = finished.content_hash or row.content_hash
    reasons = tuple(Reason.model_validate(reason) for reason in verdict.reasons)
    row.next_recheck_at = next_recheck(finished.status, reasons, row.auto_rechecks, pauses, now)
    text = texts.verdict(finished.status, finished.counts, reasons)
    rows = await _apply(uow, obligation, row, verdict, form, text)
    if failed_by_rule(finished.status, reasons):
        await repairs.mended_meanwhile(uow, obligation, row, form, now)
    await repairs.overtaken(uow, row, form, finished, now)
    return rows


async def accept_unchecked(
    uow: UnitOfWork, obligation: ObligationRow, row: SubmissionRow, form: FormInfo, now: datetime
) -> list[Base]:
    """«Принят без ошибок» of a form that has no triggers, in the transaction of its receipt. Returns the new rows."""
    verdict = VerdictRow(
        id=uuid4(),
        submission_id=row.id,
        attempt=row.attempt,
        status=ReportStatus.ACCEPTED,
        counts=Counts().model_dump(mode="json"),
        reasons=[],
        troubled=[],
        finished_at=now,
        entered_at=now,
    )
    return await _apply(uow, obligation, row, verdict, form, texts.NO_CHECK)


async def _apply(
    uow: UnitOfWork, obligation: ObligationRow, row: SubmissionRow, verdict: VerdictRow, form: FormInfo, text: str
) -> list[Base]:
    reasons = tuple(Reason.model_validate(reason) for reason in verdict.reasons)
    status = judged(ReportStatus(row.status), ReportStatus(verdict.status))
    row.status, row.cause = status, leading_cause(reason.cause for reason in reasons)
    row.counts, row.reasons = verdict.counts, verdict.reasons
    version = verdict.rule_set["version"] if verdict.rule_set else None
    if obligation.current_submission_id == row.id:
        obligation.status, obligation.cause = row.status, row.cause
        await announce.obligation_changed(uow, obligation, form)
    await announce.submission_checked(uow, obligation, row, verdict, form)
    return [verdict, history.line_of_system(row, verdict.entered_at, status, text, version)]


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
        fired=list(finished.fired) if finished.fired is not None else None,
        finished_at=finished.finished_at,
        entered_at=now,
        troubled=_troubled(finished.outcomes),
    )


def _troubled(outcomes: TriggerOutcomes) -> list[str]:
    return sorted({*outcomes.suspended, *(trouble.code for trouble in outcomes.troubles)})


async def _lock(uow: UnitOfWork, submission_ids: Collection[UUID]) -> _Places:
    by_id = await obligations.lock_all_of(uow.session, submission_ids)
    rows = await submissions.lock_all(uow.session, submission_ids)
    # Held until the commit: a trigger that is switched off meanwhile waits, and then finds these verdicts.
    forms = await read_models.forms_held(uow.session, {obligation.form_code for obligation in by_id.values()})
    return _Places(rows, by_id, forms)
