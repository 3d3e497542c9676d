"""The term of registration: 5 working days from inclusion in the register (rules of the SRO, п. 1.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from contracts.people import RegistrationState
from contracts.terms import Term, TermUnit, WorkingCalendar, WorkingYear, YearNotLoadedError

TERM = Term(days=5, unit=TermUnit.WORKING)


@dataclass(frozen=True)
class Standing:
    state: RegistrationState
    due_on: date | None = None
    working_days_left: int | None = None


def standing(
    included_on: date | None, registered_on: date | None, today: date, years: Iterable[WorkingYear]
) -> Standing:
    """How an organisation stands to its term on `today`; UNKNOWN where the term cannot be counted."""
    if included_on is None:
        return Standing(RegistrationState.UNKNOWN)
    calendar = WorkingCalendar(years)
    try:
        due_on = calendar.end_of_term(included_on, TERM)
    except YearNotLoadedError:
        return Standing(RegistrationState.UNKNOWN)
    if registered_on is not None:
        return Standing(RegistrationState.LATE if registered_on > due_on else RegistrationState.IN_TIME, due_on)
    state = RegistrationState.OVERDUE if today > due_on else RegistrationState.WAITING
    return Standing(state, due_on, _left(calendar, today, due_on))


def _left(calendar: WorkingCalendar, today: date, due_on: date) -> int | None:
    try:
        return calendar.working_days_between(today, due_on)
    except YearNotLoadedError:
        return None
