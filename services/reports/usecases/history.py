"""Lines of a submission's timeline: no change of status without one."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.identity import Identity
from services.reports import texts
from services.reports.tables import SubmissionRow, TimelineRow


def line_of_person(row: SubmissionRow, at: datetime, who: Identity, code: str, text: str) -> TimelineRow:
    side = "sro" if who.is_staff else "member"
    return TimelineRow(submission_id=row.id, at=at, code=code, text=text, side=side, actor=who.person_name)


def line_of_system(row: SubmissionRow, at: datetime, code: str, text: str, rule_set: str | None = None) -> TimelineRow:
    return TimelineRow(
        submission_id=row.id, at=at, code=code, text=text, side="system", actor=texts.SYSTEM, rule_set=rule_set
    )


def by_person(session: AsyncSession, row: SubmissionRow, at: datetime, who: Identity, code: str, text: str) -> None:
    session.add(line_of_person(row, at, who, code, text))


def by_system(session: AsyncSession, row: SubmissionRow, at: datetime, code: str, text: str) -> None:
    session.add(line_of_system(row, at, code, text))
