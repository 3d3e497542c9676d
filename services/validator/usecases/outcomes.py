"""Keeping count of live verdicts by trigger. What they say of a rule may switch it off (`suspensions`)."""

from chassis.database import UnitOfWork
from contracts.statuses import ReportStatus
from contracts.validator import ValidationFinished
from contracts.verdict import Outcome
from services.validator.repository import outcomes
from services.validator.tables import JudgementRow, OutcomeRow


async def enter(uow: UnitOfWork, finished: ValidationFinished) -> bool:
    """Whether the verdict was counted: a repeat is not, nor one of a file that no rule set judged."""
    if finished.rule_set is None or finished.form is None or finished.member_id is None:
        return False
    judgement = JudgementRow(
        submission_id=finished.submission_id,
        attempt=finished.attempt,
        form_code=finished.form,
        rule_set_id=finished.rule_set.id,
        member_id=finished.member_id,
        obligation_id=finished.obligation_id,
        received_at=finished.received_at,
        finished_at=finished.finished_at,
        evaluated=_was_evaluated(finished),
    )
    if not await outcomes.add(uow.session, judgement, _outcomes(finished)):
        return False
    await _mending(uow, finished)
    return True


def _was_evaluated(finished: ValidationFinished) -> bool:
    return finished.status is not ReportStatus.CHECK_FAILED or any(finished.counts.model_dump().values())


def _outcomes(finished: ValidationFinished) -> list[OutcomeRow]:
    """One row a trigger: one that fired is called so, even if some of its rows could not be told."""
    fired = set(finished.fired or ())
    troubles = {trouble.code: trouble for trouble in finished.outcomes.troubles}
    rows = [_row(finished, code, Outcome.NOT_APPLICABLE) for code in finished.outcomes.not_applicable]
    for code in sorted(fired | set(troubles)):
        row = _row(finished, code, Outcome.FIRED if code in fired else Outcome.NOT_EVALUABLE)
        if (trouble := troubles.get(code)) is not None:
            row.cause, row.reason = trouble.cause, trouble.reason
        rows.append(row)
    return rows


def _row(finished: ValidationFinished, code: str, outcome: Outcome) -> OutcomeRow:
    return OutcomeRow(submission_id=finished.submission_id, attempt=finished.attempt, code=code, outcome=outcome)


async def _mending(uow: UnitOfWork, finished: ValidationFinished) -> None:
    obligation, received = finished.obligation_id, finished.received_at
    if obligation is None or received is None or finished.form is None or not _was_evaluated(finished):
        return
    fired = set(finished.fired or ())
    unsettled = fired | {trouble.code for trouble in finished.outcomes.troubles} | set(finished.outcomes.suspended)
    await outcomes.mend_faults(uow.session, obligation, unsettled, received)
    await outcomes.note_faults(uow.session, finished.form, obligation, fired, received)
