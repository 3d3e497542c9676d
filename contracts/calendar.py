"""calendar: the working-day table and the dates of the home page."""

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

from contracts import subjects
from contracts.base import Event, Message, Rpc
from contracts.roles import READERS, Scope
from contracts.statuses import ReportStatus
from contracts.terms import WorkingYear


class EntryKind(StrEnum):
    DUE = "due"
    DAY_OFF = "day_off"
    WORKED_WEEKEND = "worked_weekend"


class CalendarQuery(Message):
    """Both days inclusive, at most 400 days apart; `language` is that of the titles."""

    first: date
    last: date
    language: Literal["ru", "en"] = "ru"


class CalendarEntry(Message):
    """A due date of a report («done» once it was received), or a day that differs from its weekday.

    Staff get one entry per form, period and date for all members: no `report_id`, `done` once everyone handed in.
    """

    date: date
    kind: EntryKind
    title: str
    report_id: UUID | None = None
    member_id: UUID | None = None
    period_label: str | None = None
    status: ReportStatus | None = None
    done: bool = False


class CalendarPage(Message):
    items: tuple[CalendarEntry, ...]
    next: str | None = None


class WorkingDaysQuery(Message):
    year: int


class WorkingDaysPublished(Message):
    """The whole table of loaded years; a lower `revision` is old news."""

    revision: int
    years: tuple[WorkingYear, ...]


class CalendarChanged(Message):
    member_id: UUID
    report_id: UUID


LIST_CALENDAR = Rpc(
    subjects.CALENDAR_LIST, CalendarQuery, CalendarPage, "calendar", ("gateway",), READERS, scope=Scope.CALENDAR_READ
)
GET_WORKING_DAYS = Rpc(
    subjects.WORKING_DAYS_GET,
    WorkingDaysQuery,
    WorkingYear,
    "calendar",
    ("gateway",),
    READERS,
    scope=Scope.CALENDAR_READ,
)

WORKING_DAYS_PUBLISHED = Event(subjects.EVT_WORKING_DAYS_PUBLISHED, WorkingDaysPublished, "calendar", "EVT_CALENDAR")
CALENDAR_CHANGED = Event(subjects.EVT_CALENDAR_CHANGED, CalendarChanged, "calendar", "EVT_CALENDAR")
