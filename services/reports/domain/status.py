"""The state machine of a submission (and of an obligation, which has the status of its current submission).

Не загружался -> На проверке -> {с ошибками | без ошибок | не удалось} -> new version or re-check -> На проверке.
"""

from collections.abc import Sequence
from enum import StrEnum

from contracts.statuses import ReportStatus
from contracts.validator import Counts, Reason

VERDICTS = frozenset({ReportStatus.ACCEPTED, ReportStatus.ACCEPTED_WITH_ERRORS, ReportStatus.CHECK_FAILED})


class IllegalTransitionError(ValueError):
    """A change of status that the state machine does not know."""


class Step(StrEnum):
    UPLOAD = "upload"
    RECHECK = "recheck"


def checking_after(status: ReportStatus, step: Step) -> ReportStatus:
    """«На проверке» after an upload (from any status) or a re-check (only of what has a verdict).

    Raises IllegalTransitionError.
    """
    if step is Step.RECHECK and status not in VERDICTS:
        raise IllegalTransitionError(f"{step} of a report that is {status}")
    return ReportStatus.CHECKING


def judged(status: ReportStatus, verdict: ReportStatus) -> ReportStatus:
    """The status after a verdict; only what is being checked can get one. Raises IllegalTransitionError."""
    if status is not ReportStatus.CHECKING or verdict not in VERDICTS:
        raise IllegalTransitionError(f"verdict {verdict} on a report that is {status}")
    return verdict


def is_green_in_vain(status: ReportStatus, counts: Counts, reasons: Sequence[Reason]) -> bool:
    """«Принят без ошибок» beside triggers that fired, or beside reasons why not: a verdict that denies itself."""
    return status is ReportStatus.ACCEPTED and (counts.fired > counts.warnings or bool(reasons))
