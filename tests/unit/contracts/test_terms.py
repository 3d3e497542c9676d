"""Terms in working and calendar days, on the official calendar."""

import csv
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.terms import Term, TermUnit, WorkingCalendar, WorkingYear, YearNotLoadedError
from tests.unit.contracts.working_days import shipped_calendar

_CASES = list(csv.DictReader((Path(__file__).parent / "date-cases.csv").open(encoding="utf-8")))
_CONFIRMED_YEARS = range(2023, 2027)
_PLAIN_2026 = WorkingYear(year=2026, holidays=())

_calendar = shipped_calendar()
_days_of_2024_to_2026 = st.dates(date(2024, 1, 1), date(2026, 6, 30))


def _answer(case: dict[str, str]) -> date:
    start = date.fromisoformat(case["from"])
    if case["kind"] == "deemed_received":
        return _calendar.deemed_received(start)
    return _calendar.end_of_term(start, Term(days=int(case["term"]), unit=TermUnit(case["unit"])))


@pytest.mark.parametrize("case", _CASES, ids=lambda case: "-".join(filter(None, case.values())))
def test_agreed_cases(case: dict[str, str]) -> None:
    assert _answer(case) == date.fromisoformat(case["result"])


@pytest.mark.parametrize("year", _CONFIRMED_YEARS)
def test_agrees_with_an_independent_calendar_on_every_day(year: int) -> None:
    independent = holidays.country_holidays("RU", years=year)
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    disagreed = [
        day for day in days if day.year == year and _calendar.is_working_day(day) is not independent.is_working_day(day)
    ]
    assert disagreed == []


@given(_days_of_2024_to_2026, st.integers(1, 60))
def test_a_term_ends_on_a_working_day_with_that_many_working_days_in_it(start: date, days: int) -> None:
    end = _calendar.add_working_days(start, days)
    assert _calendar.is_working_day(end)
    assert _calendar.working_days_between(start, end) == days


@given(_days_of_2024_to_2026, st.integers(1, 120))
def test_calendar_days_are_moved_forward_over_days_off_only(start: date, days: int) -> None:
    nominal = start + timedelta(days=days)
    end = _calendar.end_of_term(start, Term(days=days, unit=TermUnit.CALENDAR))
    assert end >= nominal
    assert not any(_calendar.is_working_day(nominal + timedelta(days=n)) for n in range((end - nominal).days))


@given(_days_of_2024_to_2026)
def test_deemed_received_is_a_working_day_after_the_day_of_placing(placed: date) -> None:
    received = _calendar.deemed_received(placed)
    assert received > placed
    assert _calendar.is_working_day(received)
    assert _calendar.working_days_between(placed, received) == 1


@given(_days_of_2024_to_2026, _days_of_2024_to_2026)
def test_working_days_between_two_dates_are_the_same_both_ways(one: date, other: date) -> None:
    assert _calendar.working_days_between(one, other) == -_calendar.working_days_between(other, one)


@given(first=st.dates(date(2022, 12, 1), date(2027, 12, 31)), days=st.integers(0, 200))
def test_working_days_between_are_those_that_a_walk_through_the_calendar_meets(first: date, days: int) -> None:
    walked = [first + timedelta(days=n) for n in range(1, days + 1)]
    try:
        expected = sum(_calendar.is_working_day(day) for day in walked)
    except YearNotLoadedError:
        with pytest.raises(YearNotLoadedError):
            _calendar.working_days_between(first, first + timedelta(days=days))
    else:
        assert _calendar.working_days_between(first, first + timedelta(days=days)) == expected


def test_no_working_days_lie_between_a_day_and_itself() -> None:
    assert _calendar.working_days_between(date(2026, 11, 23), date(2026, 11, 23)) == 0


def test_a_year_that_is_not_loaded_is_never_guessed() -> None:
    with pytest.raises(YearNotLoadedError) as raised:
        WorkingCalendar([_PLAIN_2026]).is_working_day(date(2027, 1, 11))
    assert raised.value.year == 2027


def test_a_term_that_runs_into_a_year_that_is_not_loaded_is_never_guessed() -> None:
    calendar = WorkingCalendar([_PLAIN_2026])
    last_day = date(2026, 12, 31)
    with pytest.raises(YearNotLoadedError):
        calendar.deemed_received(last_day)
    with pytest.raises(YearNotLoadedError):
        calendar.end_of_term(last_day, Term(days=1, unit=TermUnit.WORKING))
    with pytest.raises(YearNotLoadedError):
        calendar.end_of_term(last_day, Term(days=30, unit=TermUnit.CALENDAR))
    with pytest.raises(YearNotLoadedError):
        calendar.working_days_between(last_day, date(2027, 1, 15))


def test_a_term_inside_the_loaded_year_needs_no_other_year() -> None:
    assert WorkingCalendar([_PLAIN_2026]).deemed_received(date(2026, 12, 30)) == date(2026, 12, 31)


def test_a_worked_weekend_day_counts_and_a_holiday_on_a_weekday_does_not() -> None:
    year = WorkingYear(year=2026, holidays=(date(2026, 11, 23),), worked=(date(2026, 11, 22),))
    calendar = WorkingCalendar([year])
    assert calendar.is_working_day(date(2026, 11, 22))
    assert not calendar.is_working_day(date(2026, 11, 23))
    assert calendar.add_working_days(date(2026, 11, 20), 2) == date(2026, 11, 24)
