"""What an upload and what verdicts leave behind, each in one statement: the busiest ways of the service."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.writing import Writing, inserts, updates
from services.reports.tables import (
    AttemptRow,
    Base,
    ObligationRow,
    ReceiptRow,
    SubmissionRow,
    TimelineRow,
    VerdictRow,
)

_STANDING = ("status", "cause", "submitted_at", "current_submission_id", "submissions_count", "revision")
_JUDGED = ("status", "cause", "counts", "reasons", "content_hash", "next_recheck_at")

_UPLOAD = Writing(
    inserts(SubmissionRow),
    inserts(TimelineRow),
    inserts(ReceiptRow),
    inserts(AttemptRow),
    inserts(VerdictRow),
    updates(ObligationRow, *_STANDING),
)
_VERDICTS = Writing(
    inserts(VerdictRow),
    inserts(TimelineRow),
    updates(SubmissionRow, *_JUDGED),
    updates(ObligationRow, "status", "cause", "revision"),
)


async def take_upload(session: AsyncSession, rows: Iterable[Base]) -> None:
    """A new submission with all that belongs to it, and its obligation as it stands now."""
    await _UPLOAD.write(session, rows)


async def enter_verdicts(session: AsyncSession, rows: Iterable[Base]) -> None:
    """Verdicts with their lines of the timeline, and the rows that they change, each of them once."""
    await _VERDICTS.write(session, rows)
