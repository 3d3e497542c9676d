"""Checks that start by themselves: after a failure on our side with growing pauses, and after whatever was mended."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from contracts.forms import FormInfo
from contracts.statuses import Cause, ReportStatus
from contracts.validator import Reason, ValidationFinished

# No check came to an end for so long before a failure: that was an outage, and not one file that ends its reader.
OUTAGE_QUIET = timedelta(minutes=10)
# A file that ends every reader must not be tried for ever, whatever the outages around it.
MOST_RECHECKS = 12


class Why(StrEnum):
    """Why a submission is to be checked again without anybody asking for it."""

    RULE_MENDED = "rule_mended"
    TRIGGER_SUSPENDED = "trigger_suspended"
    TRIGGER_RESTORED = "trigger_restored"
    OUTAGE_OVER = "outage_over"
    OTHER_REPORT = "other_report"


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


def failed_by_rule(status: ReportStatus, reasons: Sequence[Reason]) -> bool:
    """A new rule set, or a trigger that was switched off, may change this verdict."""
    return status is ReportStatus.CHECK_FAILED and any(reason.cause is Cause.RULE for reason in reasons)


def counted(done: int, why: Why) -> int:
    """Automatic re-checks after one more for this reason: what was mended by people starts the count anew."""
    return done + 1 if why is Why.OUTAGE_OVER else 0


def overtaken(form: FormInfo, finished: ValidationFinished) -> Why | None:
    """A trigger was switched off, or put back to work, while the verdict was found, and the verdict shows it.

    Such a verdict was not there yet when the reports that the trigger touched were looked for.
    """
    if finished.rule_set is None:
        return None
    off = set(form.suspended_in(finished.rule_set.id))
    if off & {trouble.code for trouble in finished.outcomes.troubles}:
        return Why.TRIGGER_SUSPENDED
    return Why.TRIGGER_RESTORED if set(finished.outcomes.suspended) - off else None
