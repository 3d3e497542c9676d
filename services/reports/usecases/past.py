"""What was handed in, as the validator needs it for trials of rule sets: each with all that its verdict depends on."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.snapshots import SnapshotPage, SnapshotQuery
from services.reports.repository import past
from services.reports.usecases import checks


async def snapshots(session: AsyncSession, query: SnapshotQuery, now: datetime) -> SnapshotPage:
    """In the order of obligations, so that each report is met once however many versions come meanwhile."""
    if query.submission_ids is not None:
        found = await past.submissions(session, query.submission_ids)
        return SnapshotPage(items=tuple([await checks.snapshot(session, *one, now, query.needs) for one in found]))
    found = await past.current(session, query.form, query.after, query.limit + 1)
    shown = found[: query.limit]
    return SnapshotPage(
        items=tuple([await checks.snapshot(session, *one, now, query.needs) for one in shown]),
        next=shown[-1][0].obligation_id if len(found) > query.limit else None,
        total=await past.count(session, query.form),
    )
