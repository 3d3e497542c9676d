"""What the home page shows: due dates, and the days that differ from their weekday."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.calendar import CalendarEntry, EntryKind
from contracts.statuses import ReportStatus
from contracts.terms import WorkingYear
from services.calendar.texts import Texts

_KIND_ORDER = (EntryKind.DUE, EntryKind.DAY_OFF, EntryKind.WORKED_WEEKEND)


@dataclass(frozen=True)
class Due:
    """One report that one member owes; handed in once `submitted_on` is known."""

    report_id: UUID
    member_id: UUID
    form_title: str
    period_label: str
    due_date: date
    status: ReportStatus
    submitted_on: date | None

    def entry(self, texts: Texts) -> CalendarEntry:
        return CalendarEntry(
            date=self.due_date,
            kind=EntryKind.DUE,
            title=texts.due(self.form_title, self.period_label),
            report_id=self.report_id,
            member_id=self.member_id,
            period_label=self.period_label,
            status=self.status,
            done=self.submitted_on is not None,
        )


@dataclass(frozen=True)
class HandedIn:
    """One form for one period with one due date, over all members: `handed_in` of `total` were received."""

    form_title: str
    period_label: str
    due_date: date
    total: int
    handed_in: int

    def entry(self, texts: Texts) -> CalendarEntry:
        return CalendarEntry(
            date=self.due_date,
            kind=EntryKind.DUE,
            title=texts.handed_in(self.form_title, self.period_label, self.handed_in, self.total),
            period_label=self.period_label,
            done=self.handed_in == self.total,
        )


def unusual_days(years: Iterable[WorkingYear], first: date, last: date, texts: Texts) -> list[CalendarEntry]:
    """Days off and worked weekend days from `first` to `last`, both inclusive."""
    entries = []
    for year in years:
        for kind, days in ((EntryKind.DAY_OFF, year.holidays), (EntryKind.WORKED_WEEKEND, year.worked)):
            title = texts.unusual_day(kind, provisional=year.provisional)
            entries += [CalendarEntry(date=day, kind=kind, title=title) for day in days if first <= day <= last]
    return entries


def in_order(entries: Iterable[CalendarEntry]) -> tuple[CalendarEntry, ...]:
    """By date; what is to be done stands before what the day is."""
    return tuple(sorted(entries, key=lambda e: (e.date, _KIND_ORDER.index(e.kind), e.title, str(e.report_id))))
