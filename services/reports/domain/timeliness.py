"""Whether a report is in time: a badge of its own, never mixed into the five statuses. Dates are Moscow's."""

from dataclasses import dataclass
from datetime import date, timedelta

from contracts.statuses import Timeliness
from contracts.terms import WorkingCalendar, YearNotLoadedError

DUE_SOON_WORKING_DAYS = 5
# Only which row is shown higher depends on it, so that a calendar that is not loaded may be replaced by a week.
_DUE_SOON_CALENDAR_DAYS = timedelta(days=7)


@dataclass(frozen=True)
class Term:
    """The last day of a term, and the day it was moved to, if it was."""

    due: date
    extended_to: date | None = None

    @property
    def last_day(self) -> date:
        return self.extended_to or self.due


def timeliness(term: Term, received_on: date | None, today: date, soon: date) -> Timeliness:
    """How the received date (of the first version), or else today, stands to the term; `soon` is `soon_until(today)`.

    A document that came after the first term but within the moved one is `extended`, neither late nor on time.
    """
    if received_on is not None:
        return _received(term, received_on)
    if today > term.last_day:
        return Timeliness.OVERDUE
    if term.extended_to is not None:
        return Timeliness.EXTENDED
    return Timeliness.DUE_SOON if term.due <= soon else Timeliness.NOT_DUE


def _received(term: Term, received_on: date) -> Timeliness:
    if received_on <= term.due:
        return Timeliness.ON_TIME
    return Timeliness.EXTENDED if received_on <= term.last_day else Timeliness.LATE


def soon_until(today: date, calendar: WorkingCalendar) -> date:
    """The last due date that counts as «soon»: five working days from today."""
    try:
        return calendar.add_working_days(today, DUE_SOON_WORKING_DAYS)
    except YearNotLoadedError:
        return today + _DUE_SOON_CALENDAR_DAYS


def working_days_left(term: Term, today: date, calendar: WorkingCalendar) -> int | None:
    """Working days from today (not counted) to the last day of the term; None where the calendar is not loaded."""
    try:
        return calendar.working_days_between(today, term.last_day)
    except YearNotLoadedError:
        return None


def deemed_received(placed: date, calendar: WorkingCalendar) -> date | None:
    """The day on which a document counts as received (rules of the SRO, п. 2.10); None: the year is not loaded."""
    try:
        return calendar.deemed_received(placed)
    except YearNotLoadedError:
        return None
