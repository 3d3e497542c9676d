"""Re-checks that start by themselves: after a failure on our side, with growing pauses and not for ever; or ordered."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from contracts.forms import FormInfo
from contracts.statuses import Cause, ReportStatus
from contracts.validator import Reason, ValidationFinished


def next_recheck(
    status: ReportStatus, reasons: Sequence[Reason], done: int, pauses: Sequence[timedelta], now: datetime
) -> datetime | None:
    """When to check again, after `done` automatic re-checks; None when that would not help or was tried enough."""
    failed_by_us = status is ReportStatus.CHECK_FAILED and (
        not reasons or any(reason.cause is Cause.SYSTEM for reason in reasons)
    )
    if not failed_by_us or done >= len(pauses):
        return None
    return now + pauses[done]


def overtaken_by(form: FormInfo, finished: ValidationFinished) -> str | None:
    """The trigger that was switched off, or put back to work, while the verdict was found, and that it shows; or None.

    Such a verdict was not there yet when the reports that the trigger touched were looked for.
    """
    if finished.rule_set is None:
        return None
    off = set(form.suspended_in(finished.rule_set.id))
    troubled = {trouble.code for trouble in finished.outcomes.troubles}
    return min((off & troubled) | (set(finished.outcomes.suspended) - off), default=None)
