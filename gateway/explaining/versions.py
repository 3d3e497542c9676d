"""What a newer version of a report changed: which triggers are mended, which remain, which are new."""

from datetime import datetime
from uuid import UUID

from contracts.base import Message
from contracts.form_view import Comparison
from contracts.forms import RuleSetTitle
from contracts.reports import LocatedFile
from contracts.statuses import ReportStatus
from contracts.verdict import Finding, Outcome, Severity, VerdictDocument


class ComparedVersion(Message):
    """`judged`: its triggers were evaluated, so that what does not fire in it is known to hold."""

    submission_id: UUID
    report_id: UUID | None
    version: int | None
    registration_number: str
    received_at: datetime | None
    status: ReportStatus
    rule_set: RuleSetTitle | None
    judged: bool


class TriggerChange(Message):
    """A trigger that is at fault in one of two versions, with what it said in each; null where it is not at fault."""

    code: str
    title: str
    severity: Severity
    outcome_before: Outcome | None
    outcome_after: Outcome | None
    message_before: str | None
    message_after: str | None


class TriggerChanges(Message):
    fixed: tuple[TriggerChange, ...]
    remaining: tuple[TriggerChange, ...]
    new: tuple[TriggerChange, ...]


class VersionComparison(Message):
    """From the older to the newer. `triggers` is null unless both were judged, `cells` when a file is unreadable."""

    before: ComparedVersion
    after: ComparedVersion
    triggers: TriggerChanges | None
    cells: Comparison | None
    cells_missing: str | None


def version(submission_id: UUID, located: LocatedFile, verdict: VerdictDocument) -> ComparedVersion:
    return ComparedVersion(
        submission_id=submission_id,
        report_id=located.report_id,
        version=located.version,
        registration_number=located.registration_number,
        received_at=located.received_at,
        status=verdict.status,
        rule_set=located.rule_set,
        judged=is_judged(verdict),
    )


def is_judged(verdict: VerdictDocument) -> bool:
    """A verdict on a file of another form has no outcomes at all: nothing in it was mended."""
    counts = verdict.counts
    return counts.held + counts.fired + counts.not_evaluable + counts.not_applicable > 0


def trigger_changes(before: VerdictDocument, after: VerdictDocument) -> TriggerChanges | None:
    """Sorted by code. A trigger that could not be evaluated is at fault as well: it is not mended by that."""
    if not (is_judged(before) and is_judged(after)):
        return None
    old, new = _at_fault(before), _at_fault(after)
    changes = {code: _change(old.get(code), new.get(code)) for code in sorted(old | new)}
    return TriggerChanges(
        fixed=tuple(change for code, change in changes.items() if code not in new),
        remaining=tuple(change for code, change in changes.items() if code in old and code in new),
        new=tuple(change for code, change in changes.items() if code not in old),
    )


def _at_fault(verdict: VerdictDocument) -> dict[str, Finding]:
    return {f.code: f for f in verdict.findings if f.outcome in (Outcome.FIRED, Outcome.NOT_EVALUABLE)}


def _change(before: Finding | None, after: Finding | None) -> TriggerChange:
    named = after or before
    if named is None:
        raise ValueError("a change of nothing")
    return TriggerChange(
        code=named.code,
        title=named.title,
        severity=named.severity,
        outcome_before=before.outcome if before else None,
        outcome_after=after.outcome if after else None,
        message_before=before.message if before else None,
        message_after=after.message if after else None,
    )
