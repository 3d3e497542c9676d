"""Disputes into the views and the news of the contracts."""

from typing import Any

from contracts.disputes import DisputeKind, DisputeState, DisputeView, Explained
from contracts.forms import RuleSetTitle
from contracts.reports import FormTitle, MemberTitle
from services.reports.domain.scope import Scope
from services.reports.repository.disputes import Disputed
from services.reports.repository.obligations import period_of
from services.reports.tables import DisputeRow
from services.reports.views import name_for, period_view


def dispute_view(found: Disputed, reader: Scope) -> DisputeView:
    row, submission = found.row, found.submission
    return DisputeView(
        id=row.id,
        submission_id=row.submission_id,
        report_id=submission.obligation_id,
        registration_number=submission.registration_number,
        version=submission.version,
        current=found.obligation.current_submission_id == submission.id,
        member=_member(found),
        form=_form(found),
        period=period_view(period_of(found.obligation)),
        trigger=row.trigger,
        trigger_title=row.trigger_title,
        rule_set=_rule_set(row),
        attempt=row.attempt,
        kind=DisputeKind(row.kind),
        text=row.text,
        until=row.until,
        state=DisputeState(row.state),
        opened_at=row.opened_at,
        opened_by=name_for(row.opened_by_name, "member", reader),
        answer=row.answer,
        valid_until=row.valid_until,
        answered_at=row.answered_at,
        answered_by=name_for(row.answered_by_name, "sro", reader) if row.answered_by_name else None,
    )


def explained_view(row: DisputeRow) -> Explained:
    if row.valid_until is None or row.answered_at is None:
        raise ValueError(f"dispute {row.id} is not accepted")
    return Explained(
        trigger=row.trigger,
        dispute_id=row.id,
        submission_id=row.submission_id,
        kind=DisputeKind(row.kind),
        text=row.text,
        valid_until=row.valid_until,
        answered_at=row.answered_at,
    )


def news_of(found: Disputed) -> dict[str, Any]:
    """The fields of `DisputeOpened`."""
    row = found.row
    return {
        "dispute_id": row.id,
        "submission_id": row.submission_id,
        "obligation_id": found.obligation.id,
        "registration_number": found.submission.registration_number,
        "member": _member(found),
        "form": _form(found),
        "period": period_view(period_of(found.obligation)),
        "trigger": row.trigger,
        "trigger_title": row.trigger_title,
        "rule_set": _rule_set(row),
        "kind": row.kind,
        "opened_by": row.opened_by,
        "opened_at": row.opened_at,
    }


def _member(found: Disputed) -> MemberTitle:
    return MemberTitle(id=found.row.member_id, name=found.member_name, inn=found.member_inn)


def _form(found: Disputed) -> FormTitle:
    return FormTitle(code=found.row.form_code, title=found.form_title)


def _rule_set(row: DisputeRow) -> RuleSetTitle | None:
    return RuleSetTitle.model_validate(row.rule_set) if row.rule_set is not None else None
