"""Re-checks that start by themselves after a failure on our side: with growing pauses, and not for ever."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from contracts.statuses import Cause, ReportStatus
from contracts.validator import Reason


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
