"""In time or not: by the received date in Moscow against the last day of the term."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.clock import moscow_date
from contracts.statuses import Timeliness
from contracts.terms import WorkingCalendar, WorkingYear
from services.reports.domain.timeliness import Term, deemed_received, soon_until, timeliness, working_days_left

DUE = date(2026, 10, 21)
CALENDAR = WorkingCalendar([WorkingYear(year=2026, holidays=(date(2026, 11, 4),))])
NOTHING = WorkingCalendar([])


def judged(received_on: date | None, today: date, extended_to: date | None = None) -> Timeliness:
    return timeliness(Term(DUE, extended_to), received_on, today, soon_until(today, CALENDAR))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 10, 13), Timeliness.NOT_DUE),
        (date(2026, 10, 14), Timeliness.DUE_SOON),
        (DUE, Timeliness.DUE_SOON),
        (DUE + timedelta(days=1), Timeliness.OVERDUE),
    ],
)
def test_what_has_not_come_is_judged_by_today(today: date, expected: Timeliness) -> None:
    assert judged(None, today) is expected


@pytest.mark.parametrize(
    ("received", "expected"), [(DUE, Timeliness.ON_TIME), (DUE + timedelta(days=1), Timeliness.LATE)]
)
def test_what_came_is_judged_by_its_own_date_for_ever(received: date, expected: Timeliness) -> None:
    assert judged(received, date(2027, 5, 5)) is expected


def test_a_minute_before_midnight_in_moscow_is_still_in_time() -> None:
    last_minute = datetime(2026, 10, 21, 20, 59, tzinfo=UTC)
    assert judged(moscow_date(last_minute), DUE) is Timeliness.ON_TIME
    assert judged(moscow_date(last_minute + timedelta(minutes=1)), DUE) is Timeliness.LATE


@pytest.mark.parametrize(
    ("received", "today", "expected"),
    [
        (None, date(2026, 10, 1), Timeliness.EXTENDED),
        (None, date(2026, 10, 28), Timeliness.EXTENDED),
        (None, date(2026, 10, 29), Timeliness.OVERDUE),
        (DUE, date(2026, 12, 1), Timeliness.ON_TIME),
        (date(2026, 10, 28), date(2026, 12, 1), Timeliness.EXTENDED),
        (date(2026, 10, 29), date(2026, 12, 1), Timeliness.LATE),
    ],
)
def test_a_moved_term_is_neither_late_nor_on_time(received: date | None, today: date, expected: Timeliness) -> None:
    assert judged(received, today, extended_to=date(2026, 10, 28)) is expected


def test_soon_is_five_working_days_or_a_week_where_no_calendar_is_loaded() -> None:
    assert soon_until(date(2026, 10, 30), CALENDAR) == date(2026, 11, 9)
    assert soon_until(date(2026, 10, 30), NOTHING) == date(2026, 11, 6)


def test_working_days_left_are_counted_and_never_guessed() -> None:
    term = Term(date(2026, 11, 6))
    assert working_days_left(term, date(2026, 11, 2), CALENDAR) == 3
    assert working_days_left(term, date(2026, 11, 9), CALENDAR) == -1
    assert working_days_left(term, date(2026, 11, 2), NOTHING) is None


def test_deemed_received_is_the_next_working_day_and_never_guessed() -> None:
    assert deemed_received(date(2026, 10, 30), CALENDAR) == date(2026, 11, 2)
    assert deemed_received(date(2026, 12, 31), CALENDAR) is None
