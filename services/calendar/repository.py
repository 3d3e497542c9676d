"""All SQL of calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.reports import ObligationChanged
from contracts.statuses import ReportStatus
from contracts.terms import WorkingYear
from services.calendar.domain.entries import Due, HandedIn
from services.calendar.tables import DueDateRow, TableRevision, WorkingYearRow

_PUT_DUE_DATES = text("""
    INSERT INTO due_dates (report_id, revision, member_id, form_code, form_title, period_start, period_end,
        period_label, due_date, status, submitted_on)
    SELECT * FROM unnest(
        CAST(:reports AS uuid[]), CAST(:revisions AS integer[]), CAST(:members AS uuid[]), CAST(:codes AS text[]),
        CAST(:titles AS text[]), CAST(:starts AS date[]), CAST(:ends AS date[]), CAST(:labels AS text[]),
        CAST(:dues AS date[]), CAST(:statuses AS text[]), CAST(:submitted AS date[])) AS news (id)
    -- In one order: two processes that enter the same reports must not wait for each other.
    ORDER BY news.id
    ON CONFLICT (report_id) DO UPDATE SET
        revision = excluded.revision, member_id = excluded.member_id, form_code = excluded.form_code,
        form_title = excluded.form_title, period_start = excluded.period_start, period_end = excluded.period_end,
        period_label = excluded.period_label, due_date = excluded.due_date, status = excluded.status,
        submitted_on = excluded.submitted_on
    WHERE due_dates.revision < excluded.revision
    RETURNING report_id
""")


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

    async def put_due_dates(self, events: Sequence[ObligationChanged]) -> set[UUID]:
        """The reports of which an event was news: an older revision than the kept one changes nothing.

        A report stands among `events` once.
        """
        values = {
            "reports": [event.obligation_id for event in events],
            "revisions": [event.revision for event in events],
            "members": [event.member_id for event in events],
            "codes": [event.form.code for event in events],
            "titles": [event.form.title for event in events],
            "starts": [event.period.start for event in events],
            "ends": [event.period.end for event in events],
            "labels": [event.period.label for event in events],
            "dues": [event.due_date for event in events],
            "statuses": [event.status.value for event in events],
            "submitted": [event.submitted_on for event in events],
        }
        return set((await self.session.execute(_PUT_DUE_DATES, values)).scalars())

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
