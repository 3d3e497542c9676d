"""Lines of a submission's timeline: no change of status without one."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.identity import Identity
from services.reports import texts
from services.reports.tables import SubmissionRow, TimelineRow


def by_person(session: AsyncSession, row: SubmissionRow, at: datetime, who: Identity, code: str, text: str) -> None:
    side = "sro" if who.is_staff else "member"
    session.add(TimelineRow(submission_id=row.id, at=at, code=code, text=text, side=side, actor=who.person_name))


def by_system(
    session: AsyncSession, row: SubmissionRow, at: datetime, code: str, text: str, rule_set: str | None = None
) -> None:
    entry = TimelineRow(
        submission_id=row.id, at=at, code=code, text=text, side="system", actor=texts.SYSTEM, rule_set=rule_set
    )
    session.add(entry)
