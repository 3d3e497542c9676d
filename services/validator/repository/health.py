"""Figures of a form's triggers over a time, from the live verdicts that were counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, distinct, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.disputes import DisputeState
from contracts.verdict import Outcome
from services.validator.tables import DisputeRow, JudgementRow, OutcomeRow


@dataclass(frozen=True)
class Span:
    """A form, from `since` up to `until`, the latter not included."""

    form: str
    since: datetime
    until: datetime

    def of_verdicts(self) -> Any:
        return (JudgementRow.form_code == self.form) & JudgementRow.finished_at.between(self.since, self.until)


_MENDED = text("""
    SELECT code, count(*) AS reports,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM mended_at - fired_at)) / 3600 AS hours
    FROM trigger_faults
    WHERE form_code = :form AND mended_at >= :since AND mended_at < :until
    GROUP BY code
""")


async def reports(session: AsyncSession, span: Span) -> int:
    """How many submissions were judged by triggers."""
    counted = select(func.count(distinct(JudgementRow.submission_id)))
    return await session.scalar(counted.where(span.of_verdicts(), JudgementRow.evaluated)) or 0


async def outcomes(session: AsyncSession, span: Span) -> Sequence[tuple[str, str, str | None, int]]:
    """(code, outcome, cause, submissions); one that was checked again counts once."""
    same = (OutcomeRow.submission_id == JudgementRow.submission_id) & (OutcomeRow.attempt == JudgementRow.attempt)
    # One that fired in some rows and could not be told in others fired: the cause is of no account there.
    cause = case((OutcomeRow.outcome == Outcome.NOT_EVALUABLE, OutcomeRow.cause))
    statement = (
        select(OutcomeRow.code, OutcomeRow.outcome, cause, func.count(distinct(OutcomeRow.submission_id)))
        .join(JudgementRow, same)
        .where(span.of_verdicts())
        .group_by(OutcomeRow.code, OutcomeRow.outcome, cause)
    )
    return [(code, outcome, why, number) for code, outcome, why, number in await session.execute(statement)]


async def mended(session: AsyncSession, span: Span) -> dict[str, tuple[int, float]]:
    """By code: reports in which it held again, and the median of the hours until then."""
    found = await session.execute(_MENDED, {"form": span.form, "since": span.since, "until": span.until})
    return {row.code: (row.reports, float(row.hours)) for row in found}


async def disputes(session: AsyncSession, span: Span) -> dict[str, tuple[int, int]]:
    """By code: how many firings were disputed in that time, and how many of these the SRO agreed with."""
    agreed = func.count().filter(DisputeRow.outcome == DisputeState.ACCEPTED)
    in_span = DisputeRow.opened_at.between(span.since, span.until)
    statement = select(DisputeRow.code, func.count(), agreed).where(DisputeRow.form_code == span.form, in_span)
    found = await session.execute(statement.group_by(DisputeRow.code))
    return {code: (disputed, upheld) for code, disputed, upheld in found}


async def titles(session: AsyncSession, form: str) -> dict[str, str]:
    """Title of every trigger, in the newest version that has it."""
    statement = text("""
        SELECT DISTINCT ON (t->>'code') t->>'code' AS code, t->>'title' AS title
        FROM rule_sets, jsonb_array_elements(document->'triggers') t
        WHERE form_code = :form ORDER BY t->>'code', effective_from DESC, published_at DESC
    """)
    return {row.code: row.title for row in await session.execute(statement, {"form": form})}
