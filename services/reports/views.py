"""Rows into the views of the contracts. What a reader may see of people's names is decided here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from chassis.clock import moscow_date
from contracts.base import ObjectRef
from contracts.forms import FormInfo, RuleSetTitle
from contracts.periods import Period
from contracts.reports import (
    FormTitle,
    IncomingNumber,
    MemberTitle,
    ObligationView,
    PeriodView,
    Receipt,
    ReportView,
    SubmissionSummary,
    TimelineEntry,
    VerdictView,
)
from contracts.statuses import STATUS_LABELS_RU, Cause, ReportStatus
from contracts.terms import WorkingCalendar
from contracts.validator import Counts, Reason
from services.reports import texts
from services.reports.domain.actor import actor
from services.reports.domain.scope import Scope
from services.reports.domain.timeliness import Term, soon_until, timeliness, working_days_left
from services.reports.repository.obligations import Listed, period_of
from services.reports.tables import ObligationRow, SubmissionRow, TimelineRow, VerdictRow

# A list shows one reason a row (the page of the submission has all), so that 200 rows stay under the bus's limit.
_REASONS_IN_LIST = 1


@dataclass(frozen=True)
class Today:
    """The dates that a view depends on."""

    day: date
    soon: date
    calendar: WorkingCalendar

    @classmethod
    def at(cls, now: datetime, calendar: WorkingCalendar) -> "Today":
        today = moscow_date(now)
        return cls(today, soon_until(today, calendar), calendar)


def period_view(period: Period) -> PeriodView:
    return PeriodView(kind=period.kind, start=period.start, end=period.end, label=period.label)


def form_title(form: FormInfo) -> FormTitle:
    return FormTitle(code=form.code, title=form.title)


def member_title(listed: Listed) -> MemberTitle:
    return MemberTitle(id=listed.row.member_id, name=listed.member_name, inn=listed.member_inn)


def title_of(listed: Listed) -> FormTitle:
    return FormTitle(code=listed.row.form_code, title=listed.form_title)


def object_ref(row: SubmissionRow) -> ObjectRef:
    return ObjectRef(bucket=row.object_bucket, key=row.object_key, sha256=row.sha256, size=row.size)


def cause_of(text: str | None) -> Cause | None:
    return Cause(text) if text is not None else None


def incoming_of(row: ObligationRow) -> IncomingNumber | None:
    if row.incoming_number is None or row.incoming_date is None:
        return None
    return IncomingNumber(number=row.incoming_number, date=row.incoming_date)


def _counts(stored: dict[str, int] | None) -> Counts | None:
    return Counts.model_validate(stored) if stored is not None else None


def _reasons(stored: Sequence[dict[str, object]]) -> tuple[Reason, ...]:
    return tuple(Reason.model_validate(reason) for reason in stored)


def obligation_view(listed: Listed, today: Today, explained: Mapping[UUID, int]) -> ObligationView:
    """`explained`: how many triggers are, by submission."""
    row, status = listed.row, ReportStatus(listed.row.status)
    term = Term(row.due_date, row.extended_to)
    received_on = moscow_date(row.submitted_at) if row.submitted_at is not None else None
    return ObligationView(
        id=row.id,
        member=member_title(listed),
        form=title_of(listed),
        accepts=listed.accepts,
        file_types=tuple(listed.file_types),
        period=period_view(period_of(row)),
        ordinal=row.ordinal,
        reporting_date=row.ends_on,
        due_date=term.last_day,
        working_days_left=None if received_on else working_days_left(term, today.day, today.calendar),
        submitted_at=row.submitted_at,
        status=status,
        status_label=STATUS_LABELS_RU[status],
        incoming_number=incoming_of(row),
        current_submission_id=row.current_submission_id,
        submissions_count=row.submissions_count,
        timeliness=timeliness(term, received_on, today.day, today.soon),
        actor=actor(status, cause_of(row.cause)),
        counts=_counts(listed.counts),
        reasons=_reasons(listed.reasons[:_REASONS_IN_LIST]),
        explained=explained.get(row.current_submission_id, 0) if row.current_submission_id is not None else 0,
    )


def report_view(
    listed: Listed, versions: Sequence[SubmissionRow], today: Today, explained: Mapping[UUID, int], reader: Scope
) -> ReportView:
    submissions = tuple(summary(row, listed.row, reader) for row in versions)
    values = {
        **dict(obligation_view(listed, today, explained)),
        "reasons": _reasons(listed.reasons),
        "submissions": submissions,
    }
    return ReportView.model_validate(values)


def summary(row: SubmissionRow, obligation: ObligationRow, reader: Scope) -> SubmissionSummary:
    status = ReportStatus(row.status)
    return SubmissionSummary(
        id=row.id,
        version=row.version,
        current=row.id == obligation.current_submission_id,
        registration_number=row.registration_number,
        file_name=row.file_name,
        size=row.size,
        sha256=row.sha256,
        received_at=row.received_at,
        completed_at=row.completed_at,
        deemed_received_on=row.deemed_received_on,
        submitted_by=name_for(row.submitted_by_name, "sro" if row.grounds else "member", reader),
        grounds=row.grounds,
        status=status,
        status_label=STATUS_LABELS_RU[status],
        counts=_counts(row.counts),
    )


def name_for(name: str, side: str, reader: Scope) -> str:
    """Names of the SRO's people are not shown to members."""
    return texts.SRO if side == "sro" and reader.member_id is not None else name


def rule_set_title(row: VerdictRow | None) -> RuleSetTitle | None:
    return RuleSetTitle.model_validate(row.rule_set) if row is not None and row.rule_set is not None else None


def verdict_view(row: VerdictRow) -> VerdictView:
    status = ReportStatus(row.status)
    return VerdictView(
        attempt=row.attempt,
        status=status,
        status_label=STATUS_LABELS_RU[status],
        rule_set=rule_set_title(row),
        counts=Counts.model_validate(row.counts),
        reasons=_reasons(row.reasons),
        finished_at=row.finished_at,
    )


def shortened(verdict: VerdictView) -> VerdictView:
    """For the list of all verdicts: the newest has all its reasons elsewhere, and old ones must not swell the reply."""
    return verdict.model_copy(update={"reasons": verdict.reasons[:_REASONS_IN_LIST]})


def timeline_entry(row: TimelineRow, reader: Scope) -> TimelineEntry:
    return TimelineEntry(
        at=row.at, code=row.code, text=row.text, actor=name_for(row.actor, row.side, reader), rule_set=row.rule_set
    )


def receipt(row: SubmissionRow, status: ReportStatus, *, repeated: bool) -> Receipt:
    """The receipt with the status at the upload: a repeated request gets the first answer, not what happened since."""
    return Receipt(
        submission_id=row.id,
        report_id=row.obligation_id,
        registration_number=row.registration_number,
        received_at=row.received_at,
        deemed_received_on=row.deemed_received_on,
        sha256=row.sha256,
        size=row.size,
        status=status,
        status_label=STATUS_LABELS_RU[status],
        same_as=row.same_as,
        repeated=repeated,
    )
