"""Who acts next, by status and by the cause of a failed check."""

from collections.abc import Iterable

from contracts.statuses import Actor, Cause, ReportStatus

_BY_STATUS = {
    ReportStatus.NOT_SUBMITTED: Actor.MEMBER,
    ReportStatus.CHECKING: Actor.SYSTEM,
    ReportStatus.ACCEPTED_WITH_ERRORS: Actor.MEMBER,
    ReportStatus.ACCEPTED: Actor.NONE,
}
_BY_CAUSE = {Cause.FILE: Actor.MEMBER, Cause.RULE: Actor.SRO, Cause.SYSTEM: Actor.SYSTEM}


def leading_cause(causes: Iterable[Cause]) -> Cause | None:
    """Of several causes the one that somebody can act on first: the file, then the rule, then our own failure."""
    found = set(causes)
    return next((cause for cause in (Cause.FILE, Cause.RULE, Cause.SYSTEM) if cause in found), None)


def actor(status: ReportStatus, cause: Cause | None) -> Actor:
    """The side that acts next. A failed check without a cause is ours: nobody outside can mend it."""
    if status is ReportStatus.CHECK_FAILED:
        return _BY_CAUSE[cause or Cause.SYSTEM]
    return _BY_STATUS[status]
