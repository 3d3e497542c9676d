"""Reporting periods: a kind, and the dates it spans. Dates are plain dates, never shifted by a zone."""

from datetime import date, timedelta
from enum import StrEnum

from contracts.base import Message


class PeriodKind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}
_ROMAN = ("I", "II", "III", "IV")
_MONTH_NAMES = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)


class Period(Message):
    """A reporting period, `start` and `end` both inclusive; the reporting date is `end`."""

    kind: PeriodKind
    start: date
    end: date

    @property
    def number(self) -> int:
        """Ordinal of the period in its year, from 1."""
        return (self.start.month - 1) // _MONTHS[self.kind] + 1

    @property
    def previous(self) -> "Period":
        """The period of the same kind that ends the day before this one starts."""
        return period_containing(self.kind, self.start - timedelta(days=1))

    @property
    def year_ago(self) -> "Period":
        """The same period of the year before."""
        return period_of(self.kind, self.start.year - 1, self.number)

    @property
    def label(self) -> str:
        """The period in words, as members read it: «III квартал 2026 года»."""
        year = self.start.year
        match self.kind:
            case PeriodKind.MONTH:
                return f"{_MONTH_NAMES[self.number - 1]} {year} года"
            case PeriodKind.QUARTER:
                return f"{_ROMAN[self.number - 1]} квартал {year} года"
            case PeriodKind.HALF:
                return f"{_ROMAN[self.number - 1]} полугодие {year} года"
            case PeriodKind.YEAR:
                return f"{year} год"


def period_of(kind: PeriodKind, year: int, number: int) -> Period:
    """The `number`-th period (from 1) of `kind` in `year`. Raises ValueError when there is no such period."""
    length = _MONTHS[kind]
    if not 1 <= number <= 12 // length:
        raise ValueError(f"{kind} has no number {number} in a year")
    first_month = (number - 1) * length + 1
    start = date(year, first_month, 1)
    after = date(year + 1, 1, 1) if first_month + length > 12 else date(year, first_month + length, 1)
    return Period(kind=kind, start=start, end=after - timedelta(days=1))


def period_containing(kind: PeriodKind, day: date) -> Period:
    """The period of `kind` in which `day` lies."""
    return period_of(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)
