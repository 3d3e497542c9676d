"""Questions: the list, a report, a submission, the place of a file. Each within the reader's organisation."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis import paging
from chassis.errors import ServiceError
from contracts.base import ObjectRef
from contracts.field_errors import field_error
from contracts.identity import Identity
from contracts.reports import (
    LocatedFile,
    ObligationPage,
    ObligationQuery,
    QueueView,
    Repeat,
    ReportView,
    SubmissionView,
)
from contracts.statuses import ReportStatus
from contracts.terms import WorkingCalendar
from services.reports import views
from services.reports.domain.listing import Cursor
from services.reports.domain.queueing import eta_seconds, stage
from services.reports.domain.repeats import PERIODS, repeats
from services.reports.repository import pages, read_models, submissions
from services.reports.repository.obligations import Listed, period_of
from services.reports.tables import ObligationRow, SubmissionRow
from services.reports.usecases import access, disputes


async def list_page(session: AsyncSession, who: Identity, query: ObligationQuery, now: datetime) -> ObligationPage:
    """Overdue, due soon, to be mended, the rest. Raises ServiceError `invalid` (cursor)."""
    today = await _today(session, now)
    after = paging.place_of(query.cursor, Cursor.of)
    day, soon = (after.today, after.soon) if after else (today.day, today.soon)
    filters = pages.Filters(access.scope(who), day, soon, query.year, query.form, query.status, query.member)
    rows, more = await pages.page(session, filters, after, query.limit)
    explained = await disputes.explained_counts(session, [listed.row for listed in rows])
    items = tuple(views.obligation_view(listed, today, explained) for listed in rows)
    return ObligationPage(items=items, next=_next(rows[-1], day, soon) if more else None)


async def report(session: AsyncSession, who: Identity, obligation_id: UUID, now: datetime) -> ReportView:
    """Raises ServiceError `not_found`."""
    listed = await access.obligation(session, who, obligation_id)
    versions = await submissions.versions(session, obligation_id)
    explained = await disputes.explained_counts(session, [listed.row])
    return views.report_view(listed, versions, await _today(session, now), explained, access.scope(who))


async def submission(session: AsyncSession, who: Identity, submission_id: UUID, now: datetime) -> SubmissionView:
    """Raises ServiceError `not_found`."""
    row = await access.submission(session, who, submission_id)
    listed = await access.obligation(session, who, row.obligation_id)
    verdicts = await submissions.verdicts(session, row.id)
    found = [views.verdict_view(verdict) for verdict in verdicts]
    explained = await disputes.explained_of(session, listed.row, verdicts[0]) if verdicts else ()
    reader = access.scope(who)
    timeline = await submissions.timeline(session, row.id)
    queue = await _queue(session, row, now)
    return SubmissionView(
        **dict(views.summary(row, listed.row, reader)),
        report_id=row.obligation_id,
        member=views.member_title(listed),
        form=views.title_of(listed),
        period=views.period_view(period_of(listed.row)),
        stage="done" if queue is None else stage(queue.position),
        queue=queue,
        verdict=found[0] if found and queue is None else None,
        verdicts=tuple(views.shortened(verdict) for verdict in found),
        timeline=tuple(views.timeline_entry(entry, reader) for entry in timeline),
        same_as=row.same_as,
        trace_id=row.trace_id,
        explained=len(explained) if queue is None else 0,
    )


async def locate(session: AsyncSession, who: Identity, submission_id: UUID) -> LocatedFile:
    """The original, and the newest verdict's object where there is one. Raises ServiceError `not_found`."""
    row = await access.submission(session, who, submission_id)
    listed = await access.obligation(session, who, row.obligation_id)
    found = await submissions.verdicts(session, row.id)
    newest = found[0] if found else None
    stored = newest.object if newest else None
    return LocatedFile(
        original=views.object_ref(row),
        file_name=row.file_name,
        verdict=ObjectRef.model_validate(stored) if stored is not None else None,
        form=views.title_of(listed),
        period=views.period_view(period_of(listed.row)),
        registration_number=row.registration_number,
        report_id=row.obligation_id,
        member=views.member_title(listed),
        version=row.version,
        received_at=row.received_at,
        rule_set=views.rule_set_title(newest),
        repeats=await repeated(session, listed.row, newest.fired if newest else None),
    )


async def two_versions(session: AsyncSession, who: Identity, one: UUID, other: UUID) -> tuple[LocatedFile, LocatedFile]:
    """The older and the newer of two versions of one report. Raises ServiceError `not_found`, `invalid`."""
    found = [await locate(session, who, one), await locate(session, who, other)]
    if found[0].report_id != found[1].report_id or one == other:
        raise ServiceError("invalid", fields=[field_error("with", "other_version")])
    older, newer = sorted(found, key=lambda located: located.version or 0)
    return older, newer


async def repeated(session: AsyncSession, obligation: ObligationRow, fired: Sequence[str] | None) -> tuple[Repeat, ...]:
    """Which of the triggers that fired did so in the periods right before as well."""
    if not fired:
        return ()
    earlier = await submissions.fired_before(session, obligation, PERIODS)
    return tuple(Repeat(code=code, periods=periods) for code, periods in repeats(fired, earlier).items())


async def _today(session: AsyncSession, now: datetime) -> views.Today:
    return views.Today.at(now, WorkingCalendar(await read_models.working_years(session)))


async def _queue(session: AsyncSession, row: SubmissionRow, now: datetime) -> QueueView | None:
    if row.status != ReportStatus.CHECKING:
        return None
    ahead, recent = await submissions.waiting_line(session, row, now)
    return QueueView(position=ahead, eta_seconds=eta_seconds(ahead, recent))


def _next(last: Listed, day: date, soon: date) -> str:
    row = last.row
    return paging.cursor_of(*Cursor(day, soon, pages.group_of(row, day, soon), row.last_day, row.id).parts)
