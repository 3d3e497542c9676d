"""The arithmetic of terms in calendar and working days (ст. 191, 193, 194 ГК РФ; rules of the SRO, п. 2.7 and 2.10).

Pure code. The working-day table is data: it is kept by calendar and reaches those who count by event.
A date in a year that is not loaded is never guessed: `YearNotLoadedError` is raised.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from contracts.base import Message

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class TermUnit(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"


class Term(Message):
    """`days` after the event or period, counted from the day after it."""

    days: int
    unit: TermUnit


class WorkingYear(Message):
    """One year of the official calendar: weekdays that are off, weekend days that are worked, and the act.

    A `provisional` year is counted into, but was not confirmed against its act yet.
    """

    year: int
    holidays: tuple[date, ...]
    worked: tuple[date, ...] = ()
    act: str = ""
    provisional: bool = False


class YearNotLoadedError(LookupError):
    """The working-day calendar of `year` is not loaded, so nothing can be counted into it."""

    def __init__(self, year: int) -> None:
        super().__init__(f"the working-day calendar of {year} is not loaded")
        self.year = year


class WorkingCalendar:
    """Working days of the loaded years. All methods raise `YearNotLoadedError` rather than guess."""

    def __init__(self, years: Iterable[WorkingYear]) -> None:
        loaded = tuple(years)
        self._years = frozenset(year.year for year in loaded)
        self._holidays = frozenset(day for year in loaded for day in year.holidays)
        self._worked = frozenset(day for year in loaded for day in year.worked)

    def is_working_day(self, day: date) -> bool:
        if day.year not in self._years:
            raise YearNotLoadedError(day.year)
        return day in self._worked or (day.weekday() < _SATURDAY and day not in self._holidays)

    def next_working_day(self, day: date) -> date:
        """`day` itself when it is worked, else the first working day after it (ст. 193)."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def add_working_days(self, day: date, days: int) -> date:
        """The `days`-th working day after `day`; the day itself does not count (ст. 191)."""
        for _ in range(days):
            day = self.next_working_day(day + _ONE_DAY)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Working days from `first`, not counted, to `last`, counted; negative when `last` is earlier."""
        if last < first:
            return -self.working_days_between(last, first)
        days = (last - first).days
        if days:
            self._check_loaded(first + _ONE_DAY, last)
        # Counted, not walked: a list of reports asks this for each of its rows, some of them years old.
        weeks, rest = divmod(days, 7)
        weekdays = weeks * _SATURDAY + sum((first.weekday() + n) % 7 < _SATURDAY for n in range(1, rest + 1))
        off = sum(first < day <= last and day.weekday() < _SATURDAY for day in self._holidays - self._worked)
        worked = sum(first < day <= last and day.weekday() >= _SATURDAY for day in self._worked)
        return weekdays - off + worked

    def _check_loaded(self, first: date, last: date) -> None:
        for year in range(first.year, last.year + 1):
            if year not in self._years:
                raise YearNotLoadedError(year)

    def end_of_term(self, event: date, term: Term) -> date:
        """The last day of a term that starts the day after `event` (or after the last day of a period)."""
        if term.unit is TermUnit.WORKING:
            return self.add_working_days(event, term.days)
        return self.next_working_day(event + timedelta(days=term.days))

    def deemed_received(self, placed: date) -> date:
        """The day after a document was placed, moved to a working day (rules of the SRO, п. 2.10)."""
        return self.next_working_day(placed + _ONE_DAY)
