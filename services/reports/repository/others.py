"""Other reports of a member that a check looks at."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.periods import Period
from services.reports.tables import ObligationRow, SubmissionRow

Found = tuple[ObligationRow, SubmissionRow]


async def of_period(session: AsyncSession, member_id: UUID, form: str, period: Period) -> Found | None:
    """The last receipted version of the member's report for that period; of a form that comes on events, the last one
    handed in. None where nothing was owed or nothing was handed in."""
    wanted = _handed_in(member_id, form).where(
        ObligationRow.period_kind == period.kind, ObligationRow.starts_on == period.start
    )
    return await _first(session, wanted)


async def of_day(session: AsyncSession, member_id: UUID, form: str, reporting_date: date) -> Found | None:
    """The same of a form for that reporting date, whatever its periods are; the shortest period first."""
    wanted = _handed_in(member_id, form).where(ObligationRow.ends_on == reporting_date)
    return await _first(session, wanted.order_by(None).order_by(ObligationRow.starts_on.desc(), *_LAST))


_LAST = (ObligationRow.ordinal.desc(),)


def _handed_in(member_id: UUID, form: str) -> Select[ObligationRow, SubmissionRow]:
    current = SubmissionRow.id == ObligationRow.current_submission_id
    mine = (ObligationRow.member_id == member_id) & (ObligationRow.form_code == form)
    return select(ObligationRow, SubmissionRow).join(SubmissionRow, current).where(mine).order_by(*_LAST)


async def _first(session: AsyncSession, wanted: Select[ObligationRow, SubmissionRow]) -> Found | None:
    found = (await session.execute(wanted.limit(1))).first()
    return (found[0], found[1]) if found else None
