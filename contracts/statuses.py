"""The five statuses of a report, their exact words, and what a verdict is made of."""

from enum import StrEnum


class ReportStatus(StrEnum):
    NOT_SUBMITTED = "not_submitted"
    CHECKING = "checking"
    ACCEPTED_WITH_ERRORS = "accepted_with_errors"
    ACCEPTED = "accepted"
    CHECK_FAILED = "check_failed"


# The words of the SRO's instruction, spelled without «ё» as there.
STATUS_LABELS_RU: dict[ReportStatus, str] = {
    ReportStatus.NOT_SUBMITTED: "Не загружался",
    ReportStatus.CHECKING: "На проверке",
    ReportStatus.ACCEPTED_WITH_ERRORS: "Принят с ошибками",
    ReportStatus.ACCEPTED: "Принят без ошибок",
    ReportStatus.CHECK_FAILED: "Не удалось проверить на триггеры",
}

STATUS_LABELS_EN: dict[ReportStatus, str] = {
    ReportStatus.NOT_SUBMITTED: "Not submitted",
    ReportStatus.CHECKING: "Being checked",
    ReportStatus.ACCEPTED_WITH_ERRORS: "Accepted with errors",
    ReportStatus.ACCEPTED: "Accepted without errors",
    ReportStatus.CHECK_FAILED: "Could not be checked against triggers",
}


class Cause(StrEnum):
    """Who acts when a report could not be checked: the member, the SRO, or nobody (it is re-checked by itself)."""

    FILE = "file"
    RULE = "rule"
    SYSTEM = "system"


class Actor(StrEnum):
    MEMBER = "member"
    SRO = "sro"
    SYSTEM = "system"
    NONE = "none"


class Timeliness(StrEnum):
    NOT_DUE = "not_due"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    ON_TIME = "on_time"
    LATE = "late"
    EXTENDED = "extended"
