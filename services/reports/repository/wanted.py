"""Re-checks that are wanted: whose verdict something mended may change, and what is to be checked again next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, func, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from contracts.forms import RuleSetRef
from contracts.statuses import Cause, ReportStatus
from services.reports.domain.rechecks import MOST_RECHECKS, OUTAGE_QUIET, Why
from services.reports.tables import AttemptRow, ObligationRow, SubmissionRow, VerdictRow, WantedRecheckRow

# Literals: with a parameter the planner could not use the index that holds only these rows.
_FAILED = SubmissionRow.status == literal_column("'check_failed'")
_CHECKING = SubmissionRow.status == literal_column("'checking'")
_NEWEST_ATTEMPT = (AttemptRow.submission_id == SubmissionRow.id) & (AttemptRow.attempt == SubmissionRow.attempt)
_BY_RULE = SubmissionRow.reasons.op("@>")(literal_column(f"""'[{{"cause": "{Cause.RULE}"}}]'""", JSONB))
_RAN_THROUGH = (ReportStatus.ACCEPTED, ReportStatus.ACCEPTED_WITH_ERRORS)


@dataclass(frozen=True)
class FailedByRule:
    """A submission that a rule could not judge: its reporting date, and what its newest check was asked to go by."""

    submission_id: UUID
    reporting_date: date
    rule_set: RuleSetRef | None


async def want(session: AsyncSession, submissions: Collection[UUID], why: Why, now: datetime) -> int:
    """How many are wanted now that were not before. A later reason takes an earlier one's place."""
    if not submissions:
        return 0
    new = insert(WantedRecheckRow).values(
        [{"submission_id": submission, "why": why, "wanted_at": now} for submission in submissions]
    )
    later = new.on_conflict_do_update(
        index_elements=[WantedRecheckRow.submission_id],
        set_={"why": new.excluded.why, "wanted_at": new.excluded.wanted_at},
    )
    return len((await session.execute(later.returning(WantedRecheckRow.submission_id))).all())


async def failed_by_rule(session: AsyncSession, form_code: str) -> Sequence[FailedByRule]:
    """Every version of a report of this form whose newest verdict names a rule as its cause."""
    statement = (
        select(SubmissionRow.id, ObligationRow.ends_on, AttemptRow.job["rule_set"])
        .join(ObligationRow, ObligationRow.id == SubmissionRow.obligation_id)
        .join(AttemptRow, _NEWEST_ATTEMPT)
        .where(_FAILED, _BY_RULE, ObligationRow.form_code == form_code)
    )
    found = await session.execute(statement)
    return [
        FailedByRule(submission, day, RuleSetRef.model_validate(asked) if asked is not None else None)
        for submission, day, asked in found
    ]


async def judged_by(session: AsyncSession, rule_set_id: UUID, *, failed_only: bool) -> Sequence[UUID]:
    """Submissions whose newest verdict was given by this rule set; only those that a rule failed, or all of them."""
    newest = (VerdictRow.submission_id == SubmissionRow.id) & (VerdictRow.attempt == SubmissionRow.attempt)
    statement = select(SubmissionRow.id).join(VerdictRow, newest).where(VerdictRow.rule_set_id == rule_set_id)
    if failed_only:
        statement = statement.where(_FAILED, _BY_RULE)
    return (await session.scalars(statement)).all()


async def troubled_by(session: AsyncSession, rule_set_id: UUID, code: str) -> Sequence[UUID]:
    """Current submissions whose newest verdict, of that rule set, names the trigger among those not evaluated."""
    newest = (VerdictRow.submission_id == SubmissionRow.id) & (VerdictRow.attempt == SubmissionRow.attempt)
    statement = (
        select(SubmissionRow.id)
        .join(VerdictRow, newest)
        .join(ObligationRow, ObligationRow.current_submission_id == SubmissionRow.id)
        .where(VerdictRow.rule_set_id == rule_set_id, VerdictRow.troubled != literal_column("'{}'"))
        .where(VerdictRow.troubled.any_() == code)
    )
    return (await session.scalars(statement)).all()


async def failed_in_outage(session: AsyncSession) -> Sequence[UUID]:
    """Failures of ours that came when no check came to an end, if one has come to an end since: it is over."""
    failed, around = aliased(VerdictRow), aliased(VerdictRow)
    last = select(func.max(VerdictRow.entered_at)).where(VerdictRow.rule_set_id.is_not(None), _ended(VerdictRow))
    quiet = ~exists().where(
        _ended(around),
        around.rule_set_id.is_not(None),
        around.entered_at.between(failed.entered_at - OUTAGE_QUIET, failed.entered_at),
    )
    statement = (
        select(SubmissionRow.id)
        .join(failed, (failed.submission_id == SubmissionRow.id) & (failed.attempt == SubmissionRow.attempt))
        .outerjoin(WantedRecheckRow, WantedRecheckRow.submission_id == SubmissionRow.id)
        .where(
            _FAILED,
            SubmissionRow.cause == literal_column(f"'{Cause.SYSTEM}'"),
            SubmissionRow.auto_rechecks < MOST_RECHECKS,
            WantedRecheckRow.submission_id.is_(None),
            failed.entered_at < last.scalar_subquery(),
            quiet,
        )
    )
    return (await session.scalars(statement)).all()


def _ended(verdict: type[VerdictRow]) -> ColumnElement[bool]:
    return verdict.status.in_(_RAN_THROUGH)


async def next_wanted(session: AsyncSession, limit: int) -> Sequence[UUID]:
    """What is to be checked again first: current versions before older ones, and none that is being checked."""
    current = ObligationRow.current_submission_id == SubmissionRow.id
    statement = (
        select(WantedRecheckRow.submission_id)
        .join(SubmissionRow, SubmissionRow.id == WantedRecheckRow.submission_id)
        .join(ObligationRow, ObligationRow.id == SubmissionRow.obligation_id)
        .where(~_CHECKING)
        .order_by(current.desc(), WantedRecheckRow.wanted_at, SubmissionRow.id)
        .limit(limit)
    )
    return (await session.scalars(statement)).all()


async def take(session: AsyncSession, submission_id: UUID) -> WantedRecheckRow | None:
    """The wish, which is gone with this transaction; None when another replica was quicker."""
    statement = delete(WantedRecheckRow).where(WantedRecheckRow.submission_id == submission_id)
    return (await session.scalars(statement.returning(WantedRecheckRow))).one_or_none()
