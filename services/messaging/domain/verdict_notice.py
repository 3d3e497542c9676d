"""What a verdict means for the member: which state a notice names, and whether the term was kept."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.reports import SubmissionChecked
from contracts.statuses import Cause, ReportStatus

# Of several causes the one that the member can mend comes first: the others would hide what is theirs to do.
_CAUSES_BY_WEIGHT = (Cause.FILE, Cause.RULE, Cause.SYSTEM)


class State(StrEnum):
    """The state a notice starts with: what is to be done, and by whom."""

    ACCEPTED = "accepted"
    MEND = "mend"
    OTHER_FILE = "other_file"
    RULE_AT_FAULT = "rule_at_fault"
    SYSTEM_AT_FAULT = "system_at_fault"
    SUPERSEDED = "superseded"


_NOT_THE_MEMBERS_FAULT = frozenset({State.RULE_AT_FAULT, State.SYSTEM_AT_FAULT})
# A file of another template, and a version that was replaced, say nothing of the term of the report.
_RECEIVED = frozenset({State.ACCEPTED, State.MEND})


class Term(StrEnum):
    """What may be said of the term: never that it was kept when it was not, or is unknown."""

    KEPT = "kept"
    DATE_STAYS = "date_stays"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class VerdictNotice:
    """Everything that the words of a notice are made of; no figures of the report are among it."""

    form_code: str
    form_title: str
    period_label: str
    status: ReportStatus
    state: State
    term: Term
    repeated: bool


def verdict_notice(event: SubmissionChecked, received_on: date) -> VerdictNotice:
    """The notice of one verdict; `received_on` is the Moscow date on which the file was received."""
    state = _state(event)
    return VerdictNotice(
        form_code=event.form.code,
        form_title=event.form.title,
        period_label=event.period.label,
        status=event.status,
        state=state,
        term=_term(state, received_on, event.due_date),
        repeated=event.attempt > 1,
    )


def _state(event: SubmissionChecked) -> State:
    if not event.current:
        return State.SUPERSEDED
    if event.status is ReportStatus.ACCEPTED:
        return State.ACCEPTED
    if event.status is ReportStatus.ACCEPTED_WITH_ERRORS:
        return State.MEND
    match _weightiest_cause(event):
        case Cause.FILE:
            return State.OTHER_FILE
        case Cause.RULE:
            return State.RULE_AT_FAULT
        case Cause.SYSTEM:
            return State.SYSTEM_AT_FAULT


def _weightiest_cause(event: SubmissionChecked) -> Cause:
    given = {reason.cause for reason in event.reasons}
    return next((cause for cause in _CAUSES_BY_WEIGHT if cause in given), Cause.SYSTEM)


def _term(state: State, received_on: date, due: date | None) -> Term:
    in_time = due is not None and received_on <= due
    if state in _NOT_THE_MEMBERS_FAULT:
        return Term.KEPT if in_time else Term.DATE_STAYS
    return Term.KEPT if in_time and state in _RECEIVED else Term.UNSAID
