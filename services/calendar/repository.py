"""All SQL of calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.reports import ObligationChanged
from contracts.statuses import ReportStatus
from contracts.terms import WorkingYear
from services.calendar.domain.entries import Due, HandedIn
from services.calendar.tables import DueDateRow, TableRevision, WorkingYearRow


@dataclass(frozen=True)
class LoadedYear:
    """A year as it stands in the database; `edited` years are the SRO's own."""

    year: WorkingYear
    edited: bool


@dataclass(frozen=True)
class Repository:
    """The tables of calendar, inside one transaction."""

    session: AsyncSession

    async def lock_revision(self) -> int:
        """The table's revision; until the transaction ends nobody else may change the table."""
        query = select(TableRevision.revision).where(TableRevision.id == 1).with_for_update()
        return (await self.session.execute(query)).scalar_one()

    async def set_revision(self, revision: int) -> None:
        await self.session.execute(update(TableRevision).where(TableRevision.id == 1).values(revision=revision))

    async def loaded_years(self) -> list[LoadedYear]:
        rows = await self.session.scalars(select(WorkingYearRow).order_by(WorkingYearRow.year))
        return [LoadedYear(_working_year(row), row.edited_at is not None) for row in rows]

    async def working_year(self, year: int) -> WorkingYear | None:
        row = await self.session.get(WorkingYearRow, year)
        return _working_year(row) if row else None

    async def working_years(self, first: int, last: int) -> list[WorkingYear]:
        """Loaded years from `first` to `last`, both inclusive."""
        query = select(WorkingYearRow).where(WorkingYearRow.year.between(first, last)).order_by(WorkingYearRow.year)
        return [_working_year(row) for row in await self.session.scalars(query)]

    async def put_year(self, year: WorkingYear) -> None:
        values = year.model_dump(exclude={"year"})
        statement = insert(WorkingYearRow).values(year=year.year, **values)
        await self.session.execute(statement.on_conflict_do_update(index_elements=["year"], set_=values))

    async def put_due_date(self, event: ObligationChanged) -> bool:
        """Whether the event was news: an older revision than the kept one changes nothing."""
        values = {
            "revision": event.revision,
            "member_id": event.member_id,
            "form_code": event.form.code,
            "form_title": event.form.title,
            "period_start": event.period.start,
            "period_end": event.period.end,
            "period_label": event.period.label,
            "due_date": event.due_date,
            "status": event.status.value,
            "submitted_on": event.submitted_on,
        }
        statement = insert(DueDateRow).values(report_id=event.obligation_id, **values)
        newer = statement.on_conflict_do_update(
            index_elements=["report_id"],
            set_=values,
            where=DueDateRow.revision < event.revision,
        )
        return (await self.session.execute(newer.returning(DueDateRow.report_id))).scalar() is not None

    async def due_dates(self, member_id: UUID, first: date, last: date) -> Sequence[Due]:
        """What one member owes from `first` to `last`, both inclusive."""
        query = select(DueDateRow).where(DueDateRow.member_id == member_id, DueDateRow.due_date.between(first, last))
        return [_due(row, row.due_date) for row in await self.session.scalars(query) if row.due_date]

    async def handed_in(self, first: date, last: date) -> Sequence[HandedIn]:
        """How many of how many members handed in, per form, period and due date."""
        period = (DueDateRow.form_code, DueDateRow.period_start, DueDateRow.period_end, DueDateRow.due_date)
        query = (
            select(
                func.max(DueDateRow.form_title),
                func.max(DueDateRow.period_label),
                DueDateRow.due_date,
                func.count(),
                func.count(DueDateRow.submitted_on),
            )
            .where(DueDateRow.due_date.between(first, last))
            .group_by(*period)
        )
        rows = await self.session.execute(query)
        return [HandedIn(title, label, due, total, received) for title, label, due, total, received in rows if due]


def _working_year(row: WorkingYearRow) -> WorkingYear:
    return WorkingYear(
        year=row.year,
        act=row.act,
        provisional=row.provisional,
        holidays=tuple(row.holidays),
        worked=tuple(row.worked),
    )


def _due(row: DueDateRow, due_date: date) -> Due:
    return Due(
        report_id=row.report_id,
        member_id=row.member_id,
        form_title=row.form_title,
        period_label=row.period_label,
        due_date=due_date,
        status=ReportStatus(row.status),
        submitted_on=row.submitted_on,
    )
