"""The shipped working-day table, and how strictly it is read."""

from datetime import date, timedelta
from typing import Any

import holidays
import pytest

from contracts.terms import WorkingCalendar
from contracts.working_days import BadTableError, read_table
from services.calendar.bootstrap import shipped_years


def test_the_shipped_table_agrees_with_an_independent_source_on_every_day() -> None:
    years = shipped_years()
    calendar = WorkingCalendar(years)
    official = holidays.country_holidays("RU", years=[year.year for year in years])
    first, last = date(years[0].year, 1, 1), date(years[-1].year, 12, 31)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    assert [day for day in days if calendar.is_working_day(day) != official.is_working_day(day)] == []


def test_every_shipped_year_names_its_act_and_only_the_unconfirmed_one_is_provisional() -> None:
    years = shipped_years()
    assert [year.year for year in years] == [2023, 2024, 2025, 2026, 2027]
    assert all(year.act for year in years)
    assert [year.year for year in years if year.provisional] == [2027]


def test_days_are_read_into_their_year() -> None:
    [year] = read_table({2025: {"act": "act", "holidays": ["01-01", "05-02"], "worked": ["11-01"]}})
    assert year.holidays == (date(2025, 1, 1), date(2025, 5, 2))
    assert year.worked == (date(2025, 11, 1),)
    assert not year.provisional


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ({"act": "a", "holidays": ["01-04"]}, "2025-01-04 is a weekend day"),
        ({"act": "a", "holidays": [], "worked": ["01-06"]}, "2025-01-06 is no weekend day"),
        ({"act": "a", "holidays": ["02-29"]}, "2025: '02-29' is no day"),
        ({"act": "a", "holidays": ["05-02", "05-01"]}, "out of order"),
        ({"act": "a", "holidays": ["05-01", "05-01"]}, "repeat"),
        ({"act": "", "holidays": []}, "no act"),
        ({"act": "a", "holidays": [], "holiday": []}, "unknown keys"),
    ],
)
def test_a_slip_in_the_table_is_refused(entry: dict[str, Any], complaint: str) -> None:
    with pytest.raises(BadTableError, match=complaint):
        read_table({2025: entry})
