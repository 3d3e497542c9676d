"""Reporting periods: their dates and their words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.periods import PeriodKind, period_containing, period_of

_PER_YEAR = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2, PeriodKind.YEAR: 1}


@pytest.mark.parametrize(
    ("kind", "number", "label"),
    [
        (PeriodKind.MONTH, 1, "январь 2026 года"),
        (PeriodKind.MONTH, 12, "декабрь 2026 года"),
        (PeriodKind.QUARTER, 3, "III квартал 2026 года"),
        (PeriodKind.HALF, 2, "II полугодие 2026 года"),
        (PeriodKind.YEAR, 1, "2026 год"),
    ],
)
def test_labels_are_in_words(kind: PeriodKind, number: int, label: str) -> None:
    assert period_of(kind, 2026, number).label == label


@pytest.mark.parametrize(
    ("kind", "number", "start", "end"),
    [
        (PeriodKind.MONTH, 2, date(2024, 2, 1), date(2024, 2, 29)),
        (PeriodKind.QUARTER, 4, date(2024, 10, 1), date(2024, 12, 31)),
        (PeriodKind.HALF, 1, date(2024, 1, 1), date(2024, 6, 30)),
        (PeriodKind.YEAR, 1, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_period_spans_both_its_days(kind: PeriodKind, number: int, start: date, end: date) -> None:
    period = period_of(kind, 2024, number)
    assert (period.start, period.end) == (start, end)


@given(st.sampled_from(PeriodKind), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_lies_in_exactly_one_period_of_a_kind(kind: PeriodKind, day: date) -> None:
    period = period_containing(kind, day)
    assert period.start <= day <= period.end
    assert period == period_of(kind, day.year, period.number)
    assert period_containing(kind, period.end + timedelta(days=1)).start == period.end + timedelta(days=1)


@pytest.mark.parametrize("kind", PeriodKind)
def test_there_is_no_period_beyond_those_of_a_year(kind: PeriodKind) -> None:
    for number in (0, _PER_YEAR[kind] + 1):
        with pytest.raises(ValueError, match="no number"):
            period_of(kind, 2026, number)


@pytest.mark.parametrize(
    ("kind", "number", "previous", "year_ago"),
    [
        (PeriodKind.MONTH, 1, (2025, 12), (2025, 1)),
        (PeriodKind.QUARTER, 1, (2025, 4), (2025, 1)),
        (PeriodKind.QUARTER, 3, (2026, 2), (2025, 3)),
        (PeriodKind.HALF, 2, (2026, 1), (2025, 2)),
        (PeriodKind.YEAR, 1, (2025, 1), (2025, 1)),
    ],
)
def test_the_period_before_and_the_same_a_year_ago(
    kind: PeriodKind, number: int, previous: tuple[int, int], year_ago: tuple[int, int]
) -> None:
    period = period_of(kind, 2026, number)
    assert period.previous == period_of(kind, *previous)
    assert period.year_ago == period_of(kind, *year_ago)
